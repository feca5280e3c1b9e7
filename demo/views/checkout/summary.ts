import type { CartView } from '../../shop/cart-view.ts';
import { html } from '../html.ts';
import { orderLines } from '../orders/order-lines.ts';
import { recurring } from '../orders/recurring.ts';

const emptyCart = html`
  <p class="empty-cart"><strong>Your cart is empty.</strong> Pick something for your desk and it appears here.</p>`;

/** Replaces the empty cart after its order exists. */
export const lastOrder = (order_id: string) => html`
  <p class="empty-cart" role="status">
    <strong>Your order is placed.</strong>
    <a href="/confirmation?order=${encodeURIComponent(order_id)}">See your order</a>, or pick something else.
  </p>`;

/** Includes the charge right after the order, because the shopper pays both today. */
const paidToday = ({
  market,
  purchase_currency,
  order_amount,
  order_tax_amount,
  order_lines,
  right_after,
  subscriptions,
}: CartView) => ({
  market,
  currency: purchase_currency,
  order_amount: order_amount + (right_after?.order_amount ?? 0),
  order_tax_amount: order_tax_amount + (right_after?.order_tax_amount ?? 0),
  order_lines: [...order_lines, ...(right_after?.order_lines ?? [])],
  ...(subscriptions.length > 0 && { total_name: 'Total today' }),
});

const terms = ({ market, subscriptions }: CartView) => html`
  <p class="recurring">Then ${recurring(market, subscriptions)}, until you cancel.</p>`;

/** The order summary beside the checkout. It contains no control, so it may be redrawn whole. */
export const summary = (cart: CartView) =>
  cart.item_count === 0
    ? emptyCart
    : html`${orderLines(paidToday(cart))} ${cart.subscriptions.length > 0 && terms(cart)}`;
