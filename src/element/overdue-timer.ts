import type { CheckoutState } from '../checkout/state/state.ts';

/** After so long at Klarna the shopper sees the button that starts again. Most shoppers are done by then. */
const START_AGAIN_AFTER_MS = 45_000;

/** Knows whether the shopper has been at Klarna for so long that Klarna's window may be lost. */
export class OverdueTimer {
  readonly #onOverdue: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOverdue = false;

  constructor(onOverdue: () => void) {
    this.#onOverdue = onOverdue;
  }

  get isOverdue(): boolean {
    return this.#isOverdue;
  }

  /** Starts the time again at each change of the state. */
  update({ status }: CheckoutState): void {
    clearTimeout(this.#timer);
    this.#isOverdue = false;
    if (status !== 'authorizing') return;
    this.#timer = setTimeout(() => {
      this.#isOverdue = true;
      this.#onOverdue();
    }, START_AGAIN_AFTER_MS);
  }
}
