/**
 * A page can stay open for days, and Klarna ends a session after 48 hours. A timer renews the
 * session before that. Timers do not run while the machine sleeps, so the shopper's return to the tab renews it too.
 */
import { LONGEST_TIMEOUT_MS, type Schedule, scheduleTimeout } from '../schedule.ts';

interface SessionRenewal {
  /** @param expires_at ISO 8601; undefined if the end is unknown */
  watch(expires_at: string | undefined): void;
  /** Whether the session is too old to start a payment with. */
  readonly isDue: boolean;
  stop(): void;
}

interface SessionRenewalParts {
  renew: () => void;
  target?: EventTarget;
  now?: () => number;
  schedule?: Schedule;
}

/**
 * The renewal starts this long before the end. The endpoint replaces a session from ten minutes before its end, and the
 * shopper needs some minutes too.
 */
const MARGIN_MS = 8 * 60_000;

export function createSessionRenewal({
  renew,
  target = window,
  now = Date.now,
  schedule = scheduleTimeout,
}: SessionRenewalParts): SessionRenewal {
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
  const renewIfDue = () => {
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
      // A session that ends soon after it was opened must not be renewed again and again.
      due = Math.max(end - MARGIN_MS, now() + MARGIN_MS / 2);
      listening = new AbortController();
      for (const type of ['visibilitychange', 'pageshow', 'focus']) {
        target.addEventListener(type, renewIfDue, { signal: listening.signal });
      }
      cancel = schedule(renewIfDue, Math.min(due - now(), LONGEST_TIMEOUT_MS));
    },
    stop,
  };
}
