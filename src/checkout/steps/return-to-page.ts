/**
 * The shopper comes back to the page: to its window, its tab, out of the back/forward cache, or the network is back.
 *
 * A page that was reloaded while Klarna's window was open never hears how the visit ended, because Klarna's script answers
 * the page that opened the window. The order may exist by then: Klarna calls the endpoint itself. So the endpoint is asked
 * for the outcome, and again after some pauses, because Klarna's own call can come after the shopper.
 */
import { type KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import type { CheckoutStore } from '../state/store.ts';
import type { AuthorizeStep } from './authorize.ts';
import type { PlaceOrderStep } from './place-order.ts';
import type { PrepareStep } from './prepare.ts';

/** Pauses before the endpoint is asked again. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000] as const;

export class PageReturn {
  readonly #flow: CheckoutStore;
  readonly #ordering: PlaceOrderStep;
  readonly #preparation: PrepareStep;
  readonly #visits: AuthorizeStep;
  #isAsking = false;
  #cancel: (() => void) | undefined;

  constructor(flow: CheckoutStore, ordering: PlaceOrderStep, preparation: PrepareStep, visits: AuthorizeStep) {
    this.#flow = flow;
    this.#ordering = ordering;
    this.#preparation = preparation;
    this.#visits = visits;
  }

  /** @param persisted the page comes out of the back/forward cache, as it was left */
  async returned(persisted: boolean): Promise<void> {
    const { status } = this.#flow.state;
    if (persisted && status === 'complete') await this.#lookAtCart();
    else if (persisted && status === 'authorizing') await this.#visits.takeMissedOutcome();
    else await this.#ask(0);
  }

  /** The page has got an offer, or has failed to get one: the visit of the page before it may have ended meanwhile. */
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
      if ((await this.#ordering.findMissed()) || !this.#isMissing) return;
    } finally {
      this.#isAsking = false;
    }
    this.#askLater(pause);
  }

  #askLater(pause: number): void {
    this.stop();
    const wait = PAUSES_MS[pause];
    if (wait === undefined || !this.#isMissing) return;
    this.#cancel = this.#flow.parts.schedule(() => {
      // The shopper's return to the tab asks as well.
      if (document.visibilityState !== 'hidden') void this.#ask(pause + 1);
    }, wait);
  }

  /** There may be an order that this page does not know. */
  get #isMissing(): boolean {
    const { state, hasLeft, cart, page, lostVisit } = this.#flow;
    if (hasLeft || cart === undefined) return false;
    switch (state.status) {
      case 'failed':
        return state.approval !== undefined || (lostVisit !== undefined && page?.isPaidElsewhere !== true);
      case 'ready':
      case 'unavailable':
        return lostVisit !== undefined && page?.isPaidElsewhere !== true;
      default:
        return false;
    }
  }

  /** The order is from before the page was left. The shopper may have filled another cart since. */
  async #lookAtCart(): Promise<void> {
    const flow = this.#flow;
    if (flow.hasLeft || flow.cart === undefined) return;
    const ordered = flow.session_id;
    try {
      const { session_id } = await this.#preparation.openSession();
      if (session_id !== undefined && session_id === ordered) return;
      await this.#preparation.prepareNextCart();
    } catch (thrown) {
      // The cart is empty, say. Then the order is still the last word.
      const error: KlarnaCheckoutError = toCheckoutError(thrown, 'session', 'The next cart is not known.');
      flow.timeline.noteError('next-cart', error);
    }
  }
}
