/** From Klarna's approval to the order. Never aborted, and remembered by the tab until its answer has been seen. */

import { measured } from '../diagnostics/performance.ts';
import { type KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { KlarnaAuthorizeEvent } from '../events.ts';
import type { StoredPayment } from '../page/tab-storage.ts';
import type { CheckoutStore } from '../state/store.ts';

export class PlaceOrderStep {
  readonly #flow: CheckoutStore;
  /** A listener that calls `finalize()` is told already. */
  #isTelling = false;

  constructor(flow: CheckoutStore) {
    this.#flow = flow;
  }

  /** Tells the page of the approval, and orders unless the page does. */
  async announceAndOrder(): Promise<void> {
    const { state, fire } = this.#flow;
    if (state.status !== 'authorized' || state.step !== 'order' || state.taken || this.#isTelling) return;
    let isOurs: boolean;
    this.#isTelling = true;
    try {
      isOurs = fire(new KlarnaAuthorizeEvent(state.authorization_token, state.category));
    } finally {
      this.#isTelling = false;
    }
    if (isOurs) await this.order();
    else this.#flow.dispatch({ type: 'taken' });
  }

  async order(): Promise<void> {
    const before = this.#flow.state;
    // A listener of `klarna-authorize` may have had it ordered by `retry()`.
    if (this.#flow.dispatch({ type: 'order' }) !== before) await this.#finish();
  }

  /**
   * The answer to an order was never seen: a reload in its midst, a tab that died. Asking again makes no second one.
   *
   * @returns whether there was one
   */
  async resumeOrder(run: number, remembered: StoredPayment): Promise<boolean> {
    const { phase, session_id, category, authorization_token } = remembered;
    if (phase !== 'ordering' || authorization_token === undefined) return false;
    const approval = { offer: undefined, session_id, category, authorization_token };
    this.#flow.dispatch({ type: 'order-resumed', run, approval });
    await this.#finish();
    return true;
  }

  /** @returns whether the endpoint knows of an order: placed before this page came, or by another door */
  async recoverOrder(): Promise<boolean> {
    try {
      const outcome = await this.#flow.endpoint.readOutcome();
      if (outcome.status !== 'complete') return false;
      this.#flow.dispatch({ type: 'ordered', order: outcome.order });
      return true;
    } catch (thrown) {
      this.#flow.timeline.noteError('outcome', toCheckoutError(thrown, 'order', 'The outcome is not known.'));
      return false;
    }
  }

  /**
   * The same, if this page has missed the end of a payment. An approval that is not ordered yet comes with the session.
   *
   * @returns whether the endpoint knew more than this page
   */
  async findMissed(): Promise<boolean> {
    const flow = this.#flow;
    const { lostVisit } = flow;
    try {
      const outcome = await flow.endpoint.readOutcome();
      if (outcome.status === 'complete') {
        const isAnother = outcome.session_id && lostVisit?.session_id && outcome.session_id !== lostVisit.session_id;
        flow.memory?.clear();
        if (isAnother) return false;
        flow.dispatch({ type: 'found', order: outcome.order });
        return true;
      }
      if (outcome.status !== 'authorized' || flow.state.status === 'failed' || flow.state.status === 'preparing')
        return false;
      await flow.prepare();
      return true;
    } catch (thrown) {
      flow.timeline.noteError('outcome', toCheckoutError(thrown, 'order', 'The outcome is not known.'));
      return false;
    }
  }

  /** The approval is of no use any more: shows the cart as it is, and asks again. */
  async restartAfterRejection({ code, reason }: KlarnaCheckoutError): Promise<void> {
    const { state, memory, prepare } = this.#flow;
    if (state.status !== 'failed' || reason === 'empty-cart') return;
    memory?.clear();
    await prepare({ notice: { kind: code === 'cart-changed' ? 'cart-changed' : 'expired' } });
  }

  async #finish(): Promise<void> {
    const flow = this.#flow;
    const { state, memory } = flow;
    if (state.status !== 'ordering') return;
    const { authorization_token, session_id, category, offer } = state;
    const revision = offer?.session.revision;
    // Without an endpoint it is not asked for, and a reload has nothing to repeat.
    if (flow.cart) memory?.save({ phase: 'ordering', session_id, category, authorization_token, revision });
    try {
      const order = await measured('order', flow.endpoint.placeOrder({ authorization_token, session_id }));
      memory?.clear();
      flow.dispatch({ type: 'ordered', order });
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'order', 'The order could not be placed.');
      if (error.reason === 'already-ordered' && (await this.recoverOrder())) {
        memory?.clear();
        return;
      }
      const approval_lives = livesOn(error);
      if (!approval_lives) memory?.clear();
      if (error.reason === 'declined') flow.dispatch({ type: 'declined' });
      else flow.dispatch({ type: 'order-failed', error, approval_lives });
      if (!approval_lives) await this.restartAfterRejection(error);
    }
  }
}

/** The endpoint says so where an approval is spent, stale or given back; anything else may be tried again. */
const livesOn = ({ code, reason }: KlarnaCheckoutError): boolean =>
  code !== 'authorization' && code !== 'cart-changed' && reason !== 'expired' && reason !== 'declined';
