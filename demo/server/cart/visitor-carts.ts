import type { Cart, CartRepository } from '../database/cart-repository.ts';
import { cartCookie, readCartToken } from './cart-cookie.ts';

/** A request's cart, and the headers that go with the answer: a cookie where the cart is new. */
interface OpenedCart {
  readonly cart: Cart;
  readonly headers: Record<string, string>;
}

/** Whose cart is it? A visitor without a cart, or with one that is gone, gets a new one. */
export function createVisitorCarts(carts: CartRepository, secure: boolean) {
  return {
    find(request: Request): Cart | undefined {
      const token = readCartToken(request);
      return token === undefined ? undefined : carts.find(token);
    },
    open(request: Request): OpenedCart {
      const known = this.find(request);
      if (known) return { cart: known, headers: {} };
      const cart = carts.create();
      return { cart, headers: { 'set-cookie': cartCookie(cart.token, secure) } };
    },
  };
}

export type VisitorCarts = ReturnType<typeof createVisitorCarts>;
