/**
 * The cart as the server has it. Changes during a request are collected into the next request. So ten quick presses
 * send at most two requests, and the page always shows the server's latest answer.
 */
import type { CartView } from '../shop/cart-view.ts';
import type { MarketCode } from '../shop/markets.ts';

interface Wish {
  market?: MarketCode;
  quantities?: Record<string, number>;
}

export interface Outcome {
  /** The server's last answer; undefined if there was none. */
  readonly cart: CartView | undefined;
  /** Whether the last change failed. */
  readonly failed: boolean;
}

export class CartClient {
  readonly #onSettled: (outcome: Outcome) => void;
  #wish: Wish | undefined;
  #asking = false;

  /** @param onSettled called when no request is in progress, so that no number jumps back for a moment */
  constructor(onSettled: (outcome: Outcome) => void) {
    this.#onSettled = onSettled;
  }

  /** Asks for the current cart, because another tab may have changed or bought it. */
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

/** Meanwhile the page shows a disabled button. */
const TIMEOUT_MS = 10_000;

/** @returns undefined if the shop did not answer in time or refused */
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
