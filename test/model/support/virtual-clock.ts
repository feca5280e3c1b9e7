/** A clock that moves only if the test moves it. All frames of a run share it, for `Date`, timers and time-outs. */
interface Timer {
  readonly owner: Window;
  readonly id: number;
  at: number;
  readonly run: () => void;
  /** Milliseconds between repeats. Undefined if the timer fires once. */
  readonly every: number | undefined;
}

type Realm = Window & typeof globalThis;

const START = Date.UTC(2026, 10, 23, 12);

export class VirtualClock {
  /** Milliseconds since the epoch. */
  now = START;
  #timers: Timer[] = [];
  #id = 0;

  /** Replaces the clock of a frame before any program runs there. */
  install(realm: Realm): void {
    const clock = this;
    const RealDate = realm.Date;
    class VirtualDate extends RealDate {
      constructor(...values: [] | [number]) {
        if (values.length === 0) super(clock.now);
        else super(...(values as [number]));
      }
      static override now = (): number => clock.now;
    }
    const start = (run: () => void, delay: number | undefined, every?: number): number => {
      this.#id += 1;
      this.#timers.push({ owner: realm, id: this.#id, at: this.now + Math.max(0, delay ?? 0), run, every });
      return this.#id;
    };
    const stop = (id: unknown): void => {
      this.#timers = this.#timers.filter((timer) => timer.owner !== realm || timer.id !== Number(id));
    };
    Object.assign(realm, {
      Date: VirtualDate,
      setTimeout: (run: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) =>
        start(() => run(...values), delay),
      setInterval: (run: () => void, delay = 0) => start(run, delay, Math.max(1, delay)),
      clearTimeout: stop,
      clearInterval: stop,
    });
    realm.AbortSignal.timeout = (delay) => {
      const controller = new realm.AbortController();
      start(() => controller.abort(new realm.DOMException('signal timed out', 'TimeoutError')), delay);
      return controller.signal;
    };
    realm.performance.now = () => clock.now - START;
  }

  /** For the next run: removes all timers and sets the same start time. */
  reset(): void {
    this.#timers = [];
    this.now = START;
  }

  /** The frame is gone, so its timers are removed. */
  drop(realm: Window): void {
    this.#timers = this.#timers.filter(({ owner }) => owner !== realm);
  }

  /** Whether a timer of the frame is still set. */
  hasTimers(realm: Window): boolean {
    return this.#timers.some(({ owner, every }) => owner === realm && every === undefined);
  }

  /** The computer sleeps and wakes: each timer that came due meanwhile fires once, in order. */
  sleep(milliseconds: number): void {
    this.now += milliseconds;
    this.runDue();
  }

  /** @returns whether any timer was due */
  runDue(): boolean {
    const due = this.#timers.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at || a.id - b.id);
    for (const timer of due) {
      if (!this.#timers.includes(timer)) continue;
      if (timer.every === undefined) this.#timers = this.#timers.filter((one) => one !== timer);
      else timer.at = this.now + timer.every;
      timer.run();
    }
    return due.length > 0;
  }
}
