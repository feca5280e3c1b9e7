import type { CheckoutState } from '../../checkout/state/state.ts';

/** The page has something to say in the place of Klarna: it cannot be used, or not now. */
const isWithoutKlarna = (state: CheckoutState): boolean =>
  state.status === 'unavailable' || (state.status === 'failed' && state.approval === undefined);

/**
 * What of a failure outlives it while the next try is under way. Whoever uses the page's other way to pay meanwhile is not
 * thrown out of it, and tries that nobody asked for are not told of one by one.
 */
export class StickyFailure {
  #failure: CheckoutState | undefined;
  #needsFallback = false;

  /** Whether the slot `fallback` is shown. */
  get needsFallback(): boolean {
    return this.#needsFallback;
  }

  /** The next try is not the clock's: what comes of it is news, whatever it is. */
  reset(): void {
    this.#failure = undefined;
  }

  update(state: CheckoutState): void {
    if (state.status === 'preparing') return;
    this.#needsFallback = isWithoutKlarna(state);
    this.#failure = state.status === 'failed' ? state : undefined;
  }

  /** The state of which the words tell. */
  displayed(state: CheckoutState): CheckoutState {
    return state.status === 'preparing' ? (this.#failure ?? state) : state;
  }
}
