import type { CheckoutState } from '../../checkout/state/state.ts';

/** Klarna cannot be used, or not now, so the page's other way to pay is shown. */
const isWithoutKlarna = (state: CheckoutState): boolean =>
  state.status === 'unavailable' || (state.status === 'failed' && state.approval === undefined);

/**
 * Keeps the error message and the slot `fallback` on screen during automatic retries, so that a shopper who is using the
 * fallback is not interrupted.
 */
export class StickyFailure {
  #failure: CheckoutState | undefined;
  #needsFallback = false;

  /** Whether the slot `fallback` is shown. */
  get needsFallback(): boolean {
    return this.#needsFallback;
  }

  /** Call it if the shopper or the page asked for the retry. Then its result is shown even if it is the same error. */
  reset(): void {
    this.#failure = undefined;
  }

  update(state: CheckoutState): void {
    if (state.status === 'preparing') return;
    this.#needsFallback = isWithoutKlarna(state);
    this.#failure = state.status === 'failed' ? state : undefined;
  }

  /** The state whose message is shown. */
  displayed(state: CheckoutState): CheckoutState {
    return state.status === 'preparing' ? (this.#failure ?? state) : state;
  }
}
