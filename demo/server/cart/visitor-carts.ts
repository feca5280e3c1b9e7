import type { Cart, CartRepository } from '../database/cart-repository.ts';
import { cartCookie, readCartToken } from './cart-cookie.ts';

/** The cart of a request, and the headers of the answer: a cookie if the cart is new. */
interface OpenedCart {
  readonly cart: Cart;
  readonly headers: Record<string, string>;
}

/** Finds the visitor's cart by the cookie. A visitor without a cart gets a new one. */
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
