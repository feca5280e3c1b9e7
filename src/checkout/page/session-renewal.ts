/**
 * A page that stays open for days: its session ends after 48 hours. It is renewed before it is needed, by a timer and,
 * because timers sleep with the machine, when the shopper returns to the tab.
 */
import { type Schedule, scheduleTimeout } from '../schedule.ts';

export interface Renewal {
  /** @param expires_at ISO 8601; undefined where nobody told */
  watch(expires_at: string | undefined): void;
  /** Whether the session is too old to begin a payment with. */
  readonly isDue: boolean;
  stop(): void;
}

export interface RenewalParts {
  renew: () => void;
  target?: EventTarget;
  now?: () => number;
  schedule?: Schedule;
}

/** Milliseconds before the end. The endpoint gives a new session from ten minutes before; the shopper needs some too. */
const MARGIN = 8 * 60_000;

/** The longest that a timer can wait in a browser, about 24 days. */
const LONGEST = 2 ** 31 - 1;

export function createSessionRenewal({
  renew,
  target = window,
  now = Date.now,
  schedule = scheduleTimeout,
}: RenewalParts): Renewal {
  let due = Number.POSITIVE_INFINITY;
  let cancel: (() => void) | undefined;
  let listening: AbortController | undefined;

  const stop = () => {
    cancel?.();
    listening?.abort();
    cancel = undefined;
    listening = undefined;
    due = Number.POSITIVE_INFINITY;
  };
  const look = () => {
    if (now() < due) return;
    stop();
    renew();
  };
  return {
    get isDue() {
      return now() >= due;
    },
    watch(expires_at) {
      stop();
      const end = Date.parse(expires_at ?? '');
      if (Number.isNaN(end)) return;
      // One that comes with little life left is not renewed at once and forever.
      due = Math.max(end - MARGIN, now() + MARGIN / 2);
      listening = new AbortController();
      for (const type of ['visibilitychange', 'pageshow', 'focus']) {
        target.addEventListener(type, look, { signal: listening.signal });
      }
      cancel = schedule(look, Math.min(due - now(), LONGEST));
    },
    stop,
  };
}
