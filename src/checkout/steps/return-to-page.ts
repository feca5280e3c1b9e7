/**
 * The shopper comes back: to the window, to the tab, out of the back/forward cache, or the network is back.
 *
 * Klarna's script answers the page that opened Klarna's window. If the page was reloaded meanwhile, it never hears the
 * result. The order may exist already, because Klarna calls the endpoint itself. So the endpoint is asked for the outcome,
 * and again after some pauses, because Klarna's call can come later than the shopper.
 */
import { type KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import type { CheckoutStore } from '../state/store.ts';
import type { AuthorizeStep } from './authorize.ts';
import type { PlaceOrderStep } from './place-order.ts';
import type { PrepareStep } from './prepare.ts';

/** Pauses before each further request for the outcome. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000] as const;

export class ReturnToPage {
  readonly #store: CheckoutStore;
  readonly #placeOrderStep: PlaceOrderStep;
  readonly #prepareStep: PrepareStep;
  readonly #authorizeStep: AuthorizeStep;
  #isAsking = false;
  #cancel: (() => void) | undefined;

  constructor(
    store: CheckoutStore,
    placeOrderStep: PlaceOrderStep,
    prepareStep: PrepareStep,
    authorizeStep: AuthorizeStep,
  ) {
    this.#store = store;
    this.#placeOrderStep = placeOrderStep;
    this.#prepareStep = prepareStep;
    this.#authorizeStep = authorizeStep;
  }

  /** @param persisted true if the page comes from the back/forward cache, in the state in which it was left */
  async returned(persisted: boolean): Promise<void> {
    const { status } = this.#store.state;
    if (persisted && status === 'complete') await this.#checkForNextCart();
    else if (persisted && status === 'authorizing') await this.#authorizeStep.applyMissedOutcome();
    else await this.#ask(0);
  }

  /** The page has an offer, or has failed to get one. A payment of the page before may have ended meanwhile. */
  prepared(): void {
    this.#askLater(0);
  }

  stop(): void {
    this.#cancel?.();
  }

  async #ask(pause: number): Promise<void> {
    this.stop();
    if (!this.#isMissing || this.#isAsking) return;
    this.#isAsking = true;
    try {
      if ((await this.#placeOrderStep.findMissed()) || !this.#isMissing) return;
    } finally {
      this.#isAsking = false;
    }
    this.#askLater(pause);
  }

  #askLater(pause: number): void {
    this.stop();
    const wait = PAUSES_MS[pause];
    if (wait === undefined || !this.#isMissing) return;
    this.#cancel = this.#store.parts.schedule(() => {
      // A hidden tab asks when the shopper returns to it.
      if (document.visibilityState !== 'hidden') void this.#ask(pause + 1);
    }, wait);
  }

  /** True if there may be an order that this page does not know. */
  get #isMissing(): boolean {
    const { state, hasLeft, cart, page, lostPayment } = this.#store;
    if (hasLeft || cart === undefined) return false;
    switch (state.status) {
      case 'failed':
        return state.approval !== undefined || (lostPayment !== undefined && page?.isPayingElsewhere !== true);
      case 'ready':
      case 'unavailable':
        return lostPayment !== undefined && page?.isPayingElsewhere !== true;
      default:
        return false;
    }
  }

  /** The page shows an order from before it was left. The shopper may have another cart now. */
  async #checkForNextCart(): Promise<void> {
    const store = this.#store;
    if (store.hasLeft || store.cart === undefined) return;
    const ordered = store.session_id;
    try {
      const { session_id } = await this.#prepareStep.openSession();
      if (session_id !== undefined && session_id === ordered) return;
      await this.#prepareStep.prepareNextCart();
    } catch (thrown) {
      // For example the cart is empty. Then the page keeps showing the order.
      const error: KlarnaCheckoutError = toCheckoutError(thrown, 'session', 'The next cart is not known.');
      store.timeline.noteError('next-cart', error);
    }
  }
}
