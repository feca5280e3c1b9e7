import { formatMoney } from '../../shop/format-money.ts';
import { MARKETS } from '../../shop/markets.ts';
import type { StoredOrder } from '../../shop/stored-order.ts';
import { html } from '../html.ts';
import { orderStatus } from './order-status.ts';

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

const piecesOf = ({ order_lines }: StoredOrder) =>
  order_lines.reduce((pieces, { type, quantity }) => pieces + (type === 'physical' ? quantity : 0), 0);

const row = (order: StoredOrder) => html`
  <li>
    <a class="order-row" href="/confirmation?order=${encodeURIComponent(order.order_id)}">
      <span class="order-number">${order.reference}</span>
      <time datetime="${order.created_at}">${when.format(new Date(order.created_at))} UTC</time>
      <span class="order-goods">${piecesOf(order)} ${piecesOf(order) === 1 ? 'piece' : 'pieces'}, ${MARKETS[order.market].name}${order.subscription && ', subscription'}</span>
      ${orderStatus(order.fraud_status)}
      <span class="amount">${formatMoney(order.order_amount, order.currency, MARKETS[order.market].locale)}</span>
    </a>
  </li>`;

const noOrders = html`
  <div class="no-orders">
    <p><strong>No orders yet.</strong> The first one appears here as soon as it is paid.</p>
    <p><a class="button" href="/">To the shop</a></p>
  </div>`;

/** The newest first. They name no customer, because the shop stores none. */
export const orderList = (list: readonly StoredOrder[]) =>
  list.length === 0 ? noOrders : html`<ol class="orders">${list.map(row)}</ol>`;
