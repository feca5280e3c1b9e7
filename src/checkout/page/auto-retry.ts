/**
 * Tries again by itself if Klarna's script or the session failed. No timer ever repeats an order or an authorization,
 * because the failed one may have had an effect.
 *
 * After each failure the wait is longer, and after a few tries the timer gives up. The next try starts at once when the
 * network is back or the shopper returns to the tab, even after the timer has given up. A hidden tab tries nothing. If the
 * endpoint gives a `Retry-After`, no try starts before that time.
 */
import type { ErrorReason, KlarnaCheckoutError } from '../errors.ts';
import { LONGEST_TIMEOUT_MS, type Schedule, scheduleTimeout } from '../schedule.ts';

interface AutoRetryParts {
  /** Starts the next try. The caller then calls `failed` or `stop`. */
  retry: () => void;
  /** Gets `online`, `pageshow` and the bubbling `visibilitychange`. Default: the window. */
  target?: EventTarget;
  isHidden?: () => boolean;
  schedule?: Schedule;
  /** Milliseconds since any fixed moment. */
  now?: () => number;
  /** From 0 to 1. It spreads the tries, so that a thousand shoppers do not send their requests in the same instant. */
  random?: () => number;
}

export interface AutoRetry {
  /** A try has failed. Does nothing if another try cannot succeed. */
  failed(error: Pick<KlarnaCheckoutError, 'code' | 'reason'> & { retry_after?: number | undefined }): void;
  /** The failure is over, or the checkout has left the page. Forgets the failure and the number of tries. */
  stop(): void;
}

/** The wait before each try of the timer. */
const WAITS_MS = [2_000, 6_000, 18_000, 54_000] as const;

/** The share of a wait by which it is randomly longer or shorter. */
const JITTER = 0.25;

/** Another try cannot change a policy, an empty cart, or a session that the page has to replace. */
const LASTING_REASONS: readonly unknown[] = ['csp', 'empty-cart', 'interrupted'] satisfies ErrorReason[];

const isRecoverable = ({ code, reason }: Pick<KlarnaCheckoutError, 'code' | 'reason'>): boolean =>
  (code === 'sdk' || code === 'session') && !LASTING_REASONS.includes(reason);

export function createAutoRetry({
  retry,
  target = window,
  isHidden = () => document.visibilityState === 'hidden',
  schedule = scheduleTimeout,
  now = () => performance.now(),
  random = Math.random,
}: AutoRetryParts): AutoRetry {
  let tries = 0;
  let notBefore = 0;
  let cancel: (() => void) | undefined;
  let listening: AbortController | undefined;

  const cancelWait = () => {
    cancel?.();
    listening?.abort();
    cancel = undefined;
    listening = undefined;
  };
  const tryNow = () => {
    cancelWait();
    retry();
  };
  const onTimer = () => {
    cancel = undefined;
    // The shopper's return to the tab starts the next try.
    if (isHidden()) return;
    tries += 1;
    tryNow();
  };
  /** The network or the tab has changed, so earlier failures say nothing about the next try. */
  const onChange = () => {
    if (isHidden() || now() < notBefore) return;
    tries = 0;
    tryNow();
  };

  return {
    failed(error) {
      cancelWait();
      if (!isRecoverable(error)) return;
      listening = new AbortController();
      for (const type of ['online', 'pageshow', 'visibilitychange']) {
        target.addEventListener(type, onChange, { signal: listening.signal });
      }
      const retryAfterMs = (error.retry_after ?? 0) * 1_000;
      notBefore = now() + retryAfterMs;
      const waitMs = WAITS_MS[tries];
      if (waitMs === undefined) return;
      const ms = Math.max(waitMs * (1 + JITTER * (2 * random() - 1)), retryAfterMs * (1 + JITTER * random()));
      cancel = schedule(onTimer, Math.min(Math.round(ms), LONGEST_TIMEOUT_MS));
    },
    stop() {
      cancelWait();
      tries = 0;
    },
  };
}
