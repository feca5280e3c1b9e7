/** What happens to the page while a checkout is on it: time passes, other tabs pay, the shopper comes back. */

import type { CheckoutSession } from '../endpoint/session.ts';
import type { KlarnaCheckoutError } from '../errors.ts';
import { createAutoRetry } from './auto-retry.ts';
import { createSessionRenewal } from './session-renewal.ts';
import { createTabLock } from './tab-lock.ts';

export interface PageLifecycle {
  /** The same cart is being paid in another tab, or by another button of the page. */
  readonly isPaidElsewhere: boolean;
  /** The session is too old to begin a payment with. */
  readonly isDue: boolean;
  /** @param cart what the tabs of the shop call it: whether another one pays it is seen from now on */
  watchCart(cart: string): void;
  sessionOpened(session: CheckoutSession): void;
  paymentStarted(): void;
  /** `completed`: there is an order. */
  paymentEnded(completed: boolean): void;
  preparationFailed(error: KlarnaCheckoutError): void;
  /** Nothing is broken any more. */
  preparationSucceeded(): void;
  stop(): void;
}

export interface PageWatchParts {
  /** The offer has to be prepared anew. */
  prepare(): void;
  onElsewhere(isElsewhere: boolean): void;
  /** The shopper is back, or the network is; `persisted` if the page comes out of the back/forward cache. */
  onReturn(persisted: boolean): void;
}

export type PageWatchFactory = (parts: PageWatchParts) => PageLifecycle;

export function watchPage({ prepare, onElsewhere, onReturn }: PageWatchParts): PageLifecycle {
  const life = new AbortController();
  const { signal } = life;
  const recovery = createAutoRetry({ retry: prepare });
  const renewal = createSessionRenewal({ renew: prepare });
  const lock = createTabLock({
    onChange: (completed) => (completed ? prepare() : onElsewhere(lock.isPayingElsewhere)),
  });
  let isPaying = false;
  let watched: string | undefined;
  // Out of the back/forward cache a page comes as it was left: days old, or after the order.
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) {
      if (watched !== undefined) lock.watch(watched);
      if (isPaying) lock.acquire();
      prepare();
    }
    onReturn(persisted);
  };
  // A page that holds a lock is not cached by Firefox, and thrown out by Chromium as soon as another tab asks for that lock.
  // WebKit caches the page and drops the lock. So the page releases it, and takes it again when it is back.
  const onHide = () => lock.stop();
  const onLook = () => {
    if (document.visibilityState !== 'hidden') onReturn(false);
  };
  window.addEventListener('pageshow', onShow, { signal });
  window.addEventListener('pagehide', onHide, { signal });
  for (const type of ['visibilitychange', 'focus', 'online']) window.addEventListener(type, onLook, { signal });
  return {
    get isPaidElsewhere() {
      return lock.isPayingElsewhere;
    },
    get isDue() {
      return renewal.isDue;
    },
    watchCart(cart) {
      watched = cart;
      lock.watch(cart);
    },
    sessionOpened({ expires_at }) {
      renewal.watch(expires_at);
    },
    paymentStarted() {
      isPaying = true;
      lock.acquire();
    },
    paymentEnded(completed) {
      isPaying = false;
      lock.release(completed);
      if (completed) renewal.stop();
    },
    preparationFailed: recovery.failed,
    preparationSucceeded: recovery.stop,
    stop() {
      life.abort();
      recovery.stop();
      renewal.stop();
      lock.stop();
    },
  };
}
