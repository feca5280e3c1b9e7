/**
 * The cart as the server has it. Wishes that come while a request is under way are gathered into the next one: the
 * server is asked at most twice for ten quick presses, and its latest answer is always the one that is shown.
 */
import type { CartView } from '../shop/cart-view.ts';
import type { MarketCode } from '../shop/markets.ts';

interface Wish {
  market?: MarketCode;
  quantities?: Record<string, number>;
}

export interface Outcome {
  /** What the server answered last; undefined where no answer came. */
  readonly cart: CartView | undefined;
  /** The last wish did not get through. */
  readonly failed: boolean;
}

export class CartClient {
  readonly #onSettled: (outcome: Outcome) => void;
  #wish: Wish | undefined;
  #asking = false;

  /** @param onSettled told when nothing is under way any more, so that no number jumps back for a moment */
  constructor(onSettled: (outcome: Outcome) => void) {
    this.#onSettled = onSettled;
  }

  /** Asks what the cart is by now: another tab may have changed it, or bought it. */
  look(): void {
    this.change({});
  }

  change(wish: Wish): void {
    this.#wish = { ...this.#wish, ...wish, quantities: { ...this.#wish?.quantities, ...wish.quantities } };
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    let cart: CartView | undefined;
    let failed = false;
    while (this.#wish) {
      const wish = this.#wish;
      this.#wish = undefined;
      const answer = await patchCart(wish);
      failed = answer === undefined;
      cart = answer ?? cart;
    }
    this.#asking = false;
    this.#onSettled({ cart, failed });
  }
}

/** Milliseconds: the page waits with a button that cannot be pressed. */
const TIMEOUT_MS = 10_000;

/** @returns undefined where the shop could not be reached in time, or refused */
async function patchCart(wish: Wish): Promise<CartView | undefined> {
  try {
    const response = await fetch('/api/cart', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return await response.json();
    console.error(`The shop refused a change of the cart (${response.status}).`);
  } catch (error) {
    console.error('The shop could not be reached.', error);
  }
  return undefined;
}
