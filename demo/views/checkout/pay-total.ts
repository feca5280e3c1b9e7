import type { CartView } from '../../shop/cart-view.ts';
import { formatMoney, formatRate } from '../../shop/format-money.ts';
import { MARKETS } from '../../shop/markets.ts';
import { html } from '../html.ts';
import { recurring } from '../orders/recurring.ts';

/** The whole price again, right above the button that obliges to pay, as the law requires. */
export const payTotal = (cart: CartView) => {
  const { market: code, order_amount, right_after, subscriptions, purchase_currency, locale } = cart;
  const { tax_name, tax_rate } = MARKETS[code];
  const money = (amount: number) => formatMoney(amount, purchase_currency, locale);
  const later = right_after?.order_amount ?? 0;
  const shipped = cart.order_lines.some(({ type }) => type === 'shipping_fee');
  return html`
    <span>You pay</span>
    <strong>${money(order_amount + later)}</strong>
    <small>${subscriptions.length > 0 && 'today, '}including ${shipped && 'shipping and '}${formatRate(tax_rate, locale)} ${tax_name}</small>
    ${subscriptions.length > 0 && html`<small class="then">Then ${recurring(code, subscriptions)}, until you cancel.</small>`}
    ${later > 0 && html`<small class="then">In two payments: ${money(order_amount)} for the goods, and ${money(later)} right after for what comes again.</small>`}`;
};
