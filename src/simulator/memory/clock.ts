/** The simulator's time: an injected source that can be moved forward. Tasks that wait for a time wait here. */
import { setTimeout as startTimer } from 'node:timers';

/**
 * @param at the due time, in ms since the epoch; count further times from it, and not from the time at which the task
 *   runs
 */
type TimedTask = (at: number) => void | Promise<void>;

interface Entry {
  readonly at: number;
  readonly run: TimedTask;
  /** Something awaits this task, so the process must not end before it. */
  readonly awaited: boolean;
}

/** Limits between two looks at an injected clock, which may stand still. */
const [SOONEST, LATEST] = [10, 60_000];

export class Clock {
  readonly #source: () => number;
  #ahead = 0;
  #entries: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(source: () => number) {
    this.#source = source;
  }

  /** ms since the epoch. A field, so that it can be passed on alone. */
  readonly now = (): number => this.#source() + this.#ahead;

  /** ms by which the clock was moved forward. */
  get ahead_ms(): number {
    return this.#ahead;
  }

  /** Runs the task once the clock has reached `at`. The task must not throw. */
  schedule(at: number, run: TimedTask, { awaited = false } = {}): void {
    // After the tasks that are due at the same time, because they came first.
    const place = this.#entries.findLastIndex((entry) => entry.at <= at) + 1;
    this.#entries.splice(place, 0, { at, run, awaited });
    this.#arm();
  }

  /** Settles when `ms` have passed by this clock. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule(this.now() + ms, () => resolve(), { awaited: true }));
  }

  /**
   * Moves the clock at once. Settles when all tasks that became due are done, including those that they caused.
   *
   * @throws {RangeError} if time would go back
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

  /** Returns to the source's time. Tasks that something awaits run now, the others are dropped. */
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

/** Beyond it `toISOString` throws, so the clock could not show its time. */
const isDate = (ms: number): boolean => !Number.isNaN(new Date(ms + MAX_LIFE_MS).getTime());

/** Longer than any record lives, so that every expiry is a valid date. */
const MAX_LIFE_MS = 1000 * 24 * 60 * 60_000;
