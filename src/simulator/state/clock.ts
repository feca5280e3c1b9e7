/** The simulator's time: an injected source, moved forward at will. What waits for a time waits here. */
import { setTimeout as startTimer } from 'node:timers';

/** @param at when it was due, ms since the epoch: what follows from it counts from there, not from when it ran */
type TimedTask = (at: number) => void | Promise<void>;

interface Entry {
  readonly at: number;
  readonly run: TimedTask;
  /** Somebody awaits it: the process must not end before. */
  readonly awaited: boolean;
}

/** ms: looks at an injected clock, which may stand still, are never closer than this nor further apart than that. */
const [SOONEST, LATEST] = [10, 60_000];

export class Clock {
  readonly #source: () => number;
  #ahead = 0;
  #entries: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(source: () => number) {
    this.#source = source;
  }

  /** ms since the epoch. A field, so that it may be handed on alone. */
  readonly now = (): number => this.#source() + this.#ahead;

  /** ms by which it was moved forward. */
  get ahead_ms(): number {
    return this.#ahead;
  }

  /** Runs the task once the clock has reached `at`. It must not throw. */
  schedule(at: number, run: TimedTask, { awaited = false } = {}): void {
    // Behind those that are due at the same time: they came first.
    const place = this.#entries.findLastIndex((entry) => entry.at <= at) + 1;
    this.#entries.splice(place, 0, { at, run, awaited });
    this.#arm();
  }

  /** Settles when `ms` have passed by this clock. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule(this.now() + ms, () => resolve(), { awaited: true }));
  }

  /**
   * Time passes at once. Settles when what came due by it is done, and what came due by that in turn.
   *
   * @throws {RangeError} time does not go back
   */
  async advance(ms: number): Promise<void> {
    if (!Number.isSafeInteger(ms) || ms < 0 || !isDate(this.now() + ms)) {
      throw new RangeError('The clock moves forward by a whole number of milliseconds, 0 or more.');
    }
    this.#ahead += ms;
    await this.runDue();
  }

  async runDue(): Promise<void> {
    for (let due = this.#takeDue(); due.length > 0; due = this.#takeDue()) {
      await Promise.all(due.map(({ at, run }) => run(at)));
    }
  }

  /** Back to the source's time; what nobody awaits is dropped, what somebody does is due now. */
  reset(): void {
    this.#ahead = 0;
    const awaited = this.#entries.filter((entry) => entry.awaited);
    this.#entries = [];
    this.#arm();
    for (const { at, run } of awaited) void run(at);
  }

  #takeDue(): Entry[] {
    const now = this.now();
    const first = this.#entries[0];
    if (first === undefined || first.at > now) return [];
    const due = this.#entries.filter(({ at }) => at <= now);
    this.#entries = this.#entries.slice(due.length);
    this.#arm();
    return due;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#entries[0];
    if (next === undefined) return;
    const delay = Math.min(Math.max(next.at - this.now(), SOONEST), LATEST);
    this.#timer = startTimer(() => {
      this.#arm();
      void this.runDue();
    }, delay);
    if (!this.#entries.some(({ awaited }) => awaited)) this.#timer.unref();
  }
}

/** Beyond it `toISOString` throws: a clock there could not say what time it is. */
const isDate = (ms: number): boolean => !Number.isNaN(new Date(ms + MAX_LIFE_MS).getTime());

/** ms: more than anything here lives, so that every end is a date as well. */
const MAX_LIFE_MS = 1000 * 24 * 60 * 60_000;
