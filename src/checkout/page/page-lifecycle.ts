/** What happens to the page while a checkout is on it: time passes, other tabs pay, the shopper comes back. */

import type { CheckoutSession } from '../endpoint/session.ts';
import type { KlarnaCheckoutError } from '../errors.ts';
import { createRecovery } from './auto-retry.ts';
import { createRenewal } from './session-renewal.ts';
import { createTabLock } from './tab-lock.ts';

export interface PageWatch {
  /** The same cart is being paid in another tab, or by another button of the page. */
  readonly isPaidElsewhere: boolean;
  /** The session is too old to begin a payment with. */
  readonly isDue: boolean;
  /** @param cart what the tabs of the shop call it: whether another one pays it is seen from now on */
  watchCart(cart: string): void;
  opened(session: CheckoutSession): void;
  paying(): void;
  /** `completed`: there is an order. */
  paid(completed: boolean): void;
  failed(error: KlarnaCheckoutError): void;
  /** Nothing is broken any more. */
  recovered(): void;
  stop(): void;
}

export interface PageWatchParts {
  /** The offer has to be prepared anew. */
  prepare(): void;
  onElsewhere(isElsewhere: boolean): void;
  /** The shopper is back, or the network is; `persisted` if the page comes out of the back/forward cache. */
  onReturn(persisted: boolean): void;
}

export type PageWatchFactory = (parts: PageWatchParts) => PageWatch;

export function watchPage({ prepare, onElsewhere, onReturn }: PageWatchParts): PageWatch {
  const life = new AbortController();
  const { signal } = life;
  const recovery = createRecovery({ retry: prepare });
  const renewal = createRenewal({ renew: prepare });
  const lock = createTabLock({ onChange: (completed) => (completed ? prepare() : onElsewhere(lock.isElsewhere)) });
  let isPaying = false;
  let watched: string | undefined;
  // Out of the back/forward cache a page comes as it was left: days old, or after the order.
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) {
      if (watched !== undefined) lock.watch(watched);
      if (isPaying) lock.hold();
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
      return lock.isElsewhere;
    },
    get isDue() {
      return renewal.isDue;
    },
    watchCart(cart) {
      watched = cart;
      lock.watch(cart);
    },
    opened({ expires_at }) {
      renewal.watch(expires_at);
    },
    paying() {
      isPaying = true;
      lock.hold();
    },
    paid(completed) {
      isPaying = false;
      lock.release(completed);
      if (completed) renewal.stop();
    },
    failed: recovery.failed,
    recovered: recovery.stop,
    stop() {
      life.abort();
      recovery.stop();
      renewal.stop();
      lock.stop();
    },
  };
}
