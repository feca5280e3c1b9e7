/** From Klarna's authorization to the order. It is never aborted, and the tab's storage holds it until its answer came. */

import { measured } from '../diagnostics/performance.ts';
import { hasReason, type KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { KlarnaAuthorizeEvent } from '../events.ts';
import type { StoredPayment, TabStorage } from '../page/tab-storage.ts';
import type { CheckoutStore } from '../state/store.ts';

export class PlaceOrderStep {
  readonly #store: CheckoutStore;
  /** True while `klarna-authorize` fires: a listener that calls `finalize()` must not fire it again. */
  #isFiring = false;

  constructor(store: CheckoutStore) {
    this.#store = store;
  }

  /** Fires `klarna-authorize`, and places the order unless a listener cancels it. */
  async announceAndOrder(): Promise<void> {
    const { state, fire } = this.#store;
    if (state.status !== 'authorized' || state.step !== 'order' || state.taken || this.#isFiring) return;
    let isOurs: boolean;
    this.#isFiring = true;
    try {
      isOurs = fire(new KlarnaAuthorizeEvent(state.authorization_token, state.category));
    } finally {
      this.#isFiring = false;
    }
    if (isOurs) await this.order();
    else this.#store.dispatch({ type: 'taken' });
  }

  async order(): Promise<void> {
    const before = this.#store.state;
    // A listener of `klarna-authorize` may have placed the order with `retry()`.
    if (this.#store.dispatch({ type: 'order' }) !== before) await this.#sendOrder();
  }

  /**
   * Sends an order again if the page before never saw its answer: a reload during the order, a tab that died. Klarna makes
   * no second order of one authorization.
   *
   * @returns true if there was such an order
   */
  async resumeOrder(run: number, stored: StoredPayment): Promise<boolean> {
    const { phase, session_id, category, authorization_token } = stored;
    if (phase !== 'ordering' || authorization_token === undefined) return false;
    const approval = { offer: undefined, session_id, category, authorization_token };
    this.#store.dispatch({ type: 'order-resumed', run, approval });
    await this.#sendOrder();
    return true;
  }

  /** @returns true if the endpoint knows an order: an earlier page or Klarna's callback placed it */
  async recoverOrder(): Promise<boolean> {
    try {
      const outcome = await this.#store.endpoint.readOutcome();
      if (outcome.status !== 'complete') return false;
      this.#store.dispatch({ type: 'ordered', order: outcome.order });
      return true;
    } catch (thrown) {
      this.#store.timeline.noteUnknownOutcome(thrown);
      return false;
    }
  }

  /**
   * Asks for the order of a payment whose end this page has missed. An authorization without an order comes with the
   * session.
   *
   * @returns true if the endpoint knew an order or an authorization that this page did not
   */
  async findMissed(): Promise<boolean> {
    const store = this.#store;
    const { lostPayment } = store;
    try {
      const outcome = await store.endpoint.readOutcome();
      if (outcome.status === 'complete') {
        const isAnother =
          outcome.session_id && lostPayment?.session_id && outcome.session_id !== lostPayment.session_id;
        store.tabStorage?.clear();
        if (isAnother) return false;
        store.dispatch({ type: 'found', order: outcome.order });
        return true;
      }
      if (outcome.status !== 'authorized' || store.state.status === 'failed' || store.state.status === 'preparing') {
        return false;
      }
      await store.prepare();
      return true;
    } catch (thrown) {
      this.#store.timeline.noteUnknownOutcome(thrown);
      return false;
    }
  }

  /** The endpoint rejected the authorization: prepares the cart as it is now, and the shopper authorizes again. */
  async restartAfterRejection(error: KlarnaCheckoutError): Promise<void> {
    const { state, tabStorage, prepare } = this.#store;
    if (state.status !== 'failed' || hasReason(error, 'empty-cart')) return;
    tabStorage?.clear();
    await prepare({ notice: { kind: error.code === 'cart-changed' ? 'cart-changed' : 'expired' } });
  }

  async #sendOrder(): Promise<void> {
    const store = this.#store;
    const { state, tabStorage } = store;
    if (state.status !== 'ordering') return;
    const { authorization_token, session_id, category, offer } = state;
    const revision = offer?.session.revision;
    // Without an endpoint the page places the order, so a reload has nothing to send again.
    if (store.cart) tabStorage?.save({ phase: 'ordering', session_id, category, authorization_token, revision });
    try {
      const order = await measured('order', store.endpoint.placeOrder({ authorization_token, session_id }));
      tabStorage?.clear();
      store.dispatch({ type: 'ordered', order });
    } catch (thrown) {
      await this.#handleFailure(toCheckoutError(thrown, 'order', 'The order could not be placed.'), tabStorage);
    }
  }

  async #handleFailure(error: KlarnaCheckoutError, tabStorage: TabStorage | undefined): Promise<void> {
    const store = this.#store;
    if (hasReason(error, 'already-ordered') && (await this.recoverOrder())) {
      tabStorage?.clear();
      return;
    }
    const approval_lives = isStillAuthorized(error);
    if (!approval_lives) tabStorage?.clear();
    if (hasReason(error, 'declined')) store.dispatch({ type: 'declined' });
    else store.dispatch({ type: 'order-failed', error, approval_lives });
    if (!approval_lives) await this.restartAfterRejection(error);
  }
}

/** The endpoint says so if an authorization is used up, expired or cancelled. After any other error it can be ordered again. */
const isStillAuthorized = (error: KlarnaCheckoutError): boolean =>
  error.code !== 'authorization' && error.code !== 'cart-changed' && !hasReason(error, 'expired', 'declined');
