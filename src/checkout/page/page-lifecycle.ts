/** Watches the page of a checkout: time passes, other tabs pay, the shopper leaves and comes back. */

import type { CheckoutSession } from '../endpoint/session.ts';
import type { KlarnaCheckoutError } from '../errors.ts';
import { createAutoRetry } from './auto-retry.ts';
import { createSessionRenewal } from './session-renewal.ts';
import { TabLock } from './tab-lock.ts';

export interface PageLifecycle {
  /** Another tab, or another button of the page, is paying for the same cart. */
  readonly isPayingElsewhere: boolean;
  /** The session is too old to start a payment with. */
  readonly isSessionTooOld: boolean;
  /** @param cart the name that all tabs of the shop use; from now on another tab that pays for it is noticed */
  watchCart(cart: string): void;
  sessionOpened(session: CheckoutSession): void;
  paymentStarted(): void;
  /** `completed`: there is an order. */
  paymentEnded(completed: boolean): void;
  preparationFailed(error: KlarnaCheckoutError): void;
  /** The failure is over. */
  preparationSucceeded(): void;
  stop(): void;
}

interface PageHandlers {
  /** Prepares the offer again. */
  prepare(): void;
  onPayingElsewhere(isPayingElsewhere: boolean): void;
  /** The shopper is back, or the network is; `persisted` if the page comes from the back/forward cache. */
  onReturn(persisted: boolean): void;
}

export type WatchPage = (handlers: PageHandlers) => PageLifecycle;

export function watchPage({ prepare, onPayingElsewhere, onReturn }: PageHandlers): PageLifecycle {
  const life = new AbortController();
  const { signal } = life;
  const autoRetry = createAutoRetry({ retry: prepare });
  const renewal = createSessionRenewal({ renew: prepare });
  const lock = new TabLock({
    onChange: (completed) => (completed ? prepare() : onPayingElsewhere(lock.isPayingElsewhere)),
  });
  let isPaying = false;
  let watchedCart: string | undefined;
  // A page from the back/forward cache is as it was left: days old, or before an order that exists now.
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) {
      if (watchedCart !== undefined) lock.watch(watchedCart);
      if (isPaying) lock.acquire();
      prepare();
    }
    onReturn(persisted);
  };
  // Firefox does not cache a page that holds a lock, and this release comes too late for it. Chromium drops the page from the
  // cache as soon as another tab asks for that lock. WebKit caches the page and drops the lock. So the page releases the lock,
  // and takes it again when it is back (test/engines/back.long.test.ts).
  const onHide = () => lock.stop();
  const onLook = () => {
    if (document.visibilityState !== 'hidden') onReturn(false);
  };
  window.addEventListener('pageshow', onShow, { signal });
  window.addEventListener('pagehide', onHide, { signal });
  for (const type of ['visibilitychange', 'focus', 'online']) window.addEventListener(type, onLook, { signal });
  return {
    get isPayingElsewhere() {
      return lock.isPayingElsewhere;
    },
    get isSessionTooOld() {
      return renewal.isDue;
    },
    watchCart(cart) {
      watchedCart = cart;
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
    preparationFailed: autoRetry.failed,
    preparationSucceeded: autoRetry.stop,
    stop() {
      life.abort();
      autoRetry.stop();
      renewal.stop();
      lock.stop();
    },
  };
}
