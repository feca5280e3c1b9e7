/**
 * Tries again by itself what broke on the way to the offer: Klarna's script, or the session. Never an order or an
 * authorization: what those may have done already is not for a timer to repeat.
 *
 * After a failure it waits a little longer each time and gives up after a few tries. It tries at once when the network
 * is back and when the shopper returns to the tab, also after it had given up. A hidden tab asks for nothing. When the
 * endpoint asks to be left alone for a time (`Retry-After`), nothing is tried before that time.
 */
import type { KlarnaCheckoutError } from '../errors.ts';
import { type Schedule, scheduleTimeout } from '../schedule.ts';

export interface RecoveryParts {
  /** Begins the next try. Its end is told by `failed` or `stop`. */
  retry: () => void;
  /** Where `online`, `pageshow` and the bubbling `visibilitychange` are heard. Default: the window. */
  target?: EventTarget;
  isHidden?: () => boolean;
  schedule?: Schedule;
  /** Milliseconds since any moment. */
  now?: () => number;
  /** From 0 to 1, spreads the tries: a thousand shoppers must not come back to a shop in the same instant. */
  random?: () => number;
}

export interface Recovery {
  /** A try has failed. Does nothing for errors that another try cannot mend. */
  failed(error: Pick<KlarnaCheckoutError, 'code' | 'reason'> & { retry_after?: number | undefined }): void;
  /** Nothing is broken any more, or nobody waits for it: forgets the failure and how often it was tried. */
  stop(): void;
}

/** Milliseconds before each try by the clock. */
const WAITS = [2_000, 6_000, 18_000, 54_000] as const;

/** The longest that a timer can wait in a browser, about 24 days. */
const LONGEST = 2 ** 31 - 1;

/** The share of a wait that chance adds or takes. */
const JITTER = 0.25;

/** Time mends neither a policy nor an empty cart, nor a session that the page has to replace. */
const LASTING_REASONS: readonly string[] = ['csp', 'empty-cart', 'interrupted'];

export const isRecoverable = ({ code, reason }: Pick<KlarnaCheckoutError, 'code' | 'reason'>): boolean =>
  (code === 'sdk' || code === 'session') && !LASTING_REASONS.includes(reason ?? '');

export function createAutoRetry({
  retry,
  target = window,
  isHidden = () => document.visibilityState === 'hidden',
  schedule = scheduleTimeout,
  now = () => performance.now(),
  random = Math.random,
}: RecoveryParts): Recovery {
  let tries = 0;
  let notBefore = 0;
  let cancel: (() => void) | undefined;
  let listening: AbortController | undefined;

  const rest = () => {
    cancel?.();
    listening?.abort();
    cancel = undefined;
    listening = undefined;
  };
  const tryNow = () => {
    rest();
    retry();
  };
  const onTime = () => {
    cancel = undefined;
    // Whoever comes back to the tab sets it off.
    if (isHidden()) return;
    tries += 1;
    tryNow();
  };
  /** Something has changed: the tries so far say nothing about the next. */
  const onChance = () => {
    if (isHidden() || now() < notBefore) return;
    tries = 0;
    tryNow();
  };

  return {
    failed(error) {
      rest();
      if (!isRecoverable(error)) return;
      listening = new AbortController();
      for (const type of ['online', 'pageshow', 'visibilitychange']) {
        target.addEventListener(type, onChance, { signal: listening.signal });
      }
      const wish = (error.retry_after ?? 0) * 1_000;
      notBefore = now() + wish;
      const wait = WAITS[tries];
      if (wait === undefined) return;
      const ms = Math.max(wait * (1 + JITTER * (2 * random() - 1)), wish * (1 + JITTER * random()));
      cancel = schedule(onTime, Math.min(Math.round(ms), LONGEST));
    },
    stop() {
      rest();
      tries = 0;
    },
  };
}
