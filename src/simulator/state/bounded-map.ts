import { weigh } from './weigh.ts';

/** Bytes, roughly: a megabyte of JSON may be fifteen in memory, and ten thousand of those would be all there is. */
export const BUDGET_BYTES = 128 * 1024 * 1024;

interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
}

/**
 * A map that forgets its oldest entries when it is full, by number or by weight: the simulator may run for weeks in one
 * process. The newest always stays.
 */
/** Hears once, with the first entry that is forgotten, why that is. */
export type OnForget = (limit: 'capacity' | 'budget') => void;

export class BoundedMap<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #capacity: number;
  readonly #budget: number;
  readonly #onForget: OnForget | undefined;
  #weight = 0;
  #hasForgotten = false;

  constructor(capacity: number, onForget?: OnForget, budget = BUDGET_BYTES) {
    this.#capacity = capacity;
    this.#onForget = onForget;
    this.#budget = budget;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Also to weigh again what has grown. An entry keeps its age. */
  set(key: string, value: Value): void {
    const weight = weigh(value);
    this.#weight += weight - (this.#entries.get(key)?.weight ?? 0);
    this.#entries.set(key, { value, weight });
    while (this.#entries.size > 1 && (this.#entries.size > this.#capacity || this.#weight > this.#budget)) {
      if (!this.#hasForgotten) this.#onForget?.(this.#entries.size > this.#capacity ? 'capacity' : 'budget');
      this.#hasForgotten = true;
      const oldest = this.#entries.keys().next().value;
      if (oldest !== undefined) this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#weight -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
    this.#hasForgotten = false;
  }

  /** The newest, newest first. */
  latest(count: number): Value[] {
    return this.values().slice(-count).reverse();
  }

  /** Oldest first. */
  values(): Value[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }
}
