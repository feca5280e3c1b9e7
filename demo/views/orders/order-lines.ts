/** The lines and their prices: the same table beside the checkout and on the confirmation. */
import { sum } from '../../../src/klarna/order-arithmetic.ts';
import type { OrderLine } from '../../../src/klarna/types.ts';
import { formatMoney, formatRate } from '../../shop/format-money.ts';
import { MARKETS, type MarketCode } from '../../shop/markets.ts';
import { intervalText } from '../../shop/subscriptions/interval-text.ts';
import { html } from '../html.ts';
import { picture } from '../icons.ts';

export interface Bought {
  readonly market: MarketCode;
  readonly currency: string;
  readonly order_amount: number;
  readonly order_tax_amount: number;
  readonly order_lines: readonly OrderLine[];
  /** The name of the total, if the total is not all that the shopper pays. */
  readonly total_name?: string;
}

const planWords = ({ subscription, total_amount }: OrderLine) =>
  subscription &&
  html`<small class="line-plan">${intervalText(subscription)}${total_amount === 0 && ', first one free'}</small>`;

const physical = ({ type }: OrderLine) => type === 'physical';

export function orderLines(bought: Bought) {
  const { market: code, currency, order_amount, order_tax_amount, order_lines, total_name = 'Total' } = bought;
  const market = MARKETS[code];
  const money = (amount: number) => formatMoney(amount, currency, market.locale);
  const goods = order_lines.filter(physical);
  const shipping = order_lines.filter(({ type }) => type === 'shipping_fee');
  const rate = formatRate(market.tax_rate, market.locale);
  const added = market.tax === 'added';
  return html`
    <ul class="lines">
      ${goods.map(
        (line) => html`
          <li>
            <span class="thumb">${picture(line.reference ?? '')}</span>
            <span class="line-name">
              ${line.name} <span class="line-quantity">× ${line.quantity}</span> ${planWords(line)}
            </span>
            <span class="amount">${money(line.total_amount)}</span>
          </li>`,
      )}
    </ul>
    <dl class="sums">
      <div><dt>Goods</dt><dd>${money(sum(goods.map(({ total_amount }) => total_amount)))}</dd></div>
      ${shipping.length > 0 && html`<div><dt>Shipping</dt><dd>${money(sum(shipping.map(({ total_amount }) => total_amount)))}</dd></div>`}
      ${added && html`<div><dt>Sales tax (${rate})</dt><dd>${money(order_tax_amount)}</dd></div>`}
      <div class="total"><dt>${total_name}</dt><dd data-total>${money(order_amount)}</dd></div>
      ${!added && html`<div class="contained"><dt>Including ${market.tax_name} (${rate})</dt><dd>${money(order_tax_amount)}</dd></div>`}
    </dl>`;
}
