import type { CartView } from '../shop/cart-view.ts';
import { formatMoney, formatRate } from '../shop/format-money.ts';
import { MARKETS } from '../shop/markets.ts';
import { html } from './html.ts';

/** The whole price, once more, where the law wants it: right above the button that obliges to pay. */
export const payTotal = ({ market: code, order_amount, purchase_currency, locale }: CartView) => {
  const { tax_name, tax_rate } = MARKETS[code];
  return html`
    <span>You pay</span>
    <strong>${formatMoney(order_amount, purchase_currency, locale)}</strong>
    <small>including shipping and ${formatRate(tax_rate, locale)} ${tax_name}</small>`;
};
