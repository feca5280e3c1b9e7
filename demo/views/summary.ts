import type { CartView } from '../shop/cart-view.ts';
import { html } from './html.ts';
import { orderLines } from './order-lines.ts';

const emptyCart = html`
  <p class="empty-cart"><strong>Your cart is empty.</strong> Pick something for your desk and it appears here.</p>`;

/** The order summary beside the checkout. Nothing in it can be focused, so it may be drawn anew as a whole. */
export const summary = (cart: CartView) =>
  cart.item_count === 0
    ? emptyCart
    : orderLines({
        market: cart.market,
        currency: cart.purchase_currency,
        order_amount: cart.order_amount,
        order_tax_amount: cart.order_tax_amount,
        order_lines: cart.order_lines,
      });
