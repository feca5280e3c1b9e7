import { weigh } from './weigh.ts';

/** An estimate. A megabyte of JSON can take fifteen in memory, and ten thousand of those would fill it. */
export const BUDGET_BYTES = 128 * 1024 * 1024;

interface Entry<Value> {
  readonly value: Value;
  readonly weight: number;
}

/** Called once, when the first entry is dropped, with the reason. */
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

  /** Also updates the weight of an entry that has grown. The entry keeps its age. */
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
