import type { StoredOrder } from '../../shop/stored-order.ts';
import type { StoredSubscription } from '../../shop/subscriptions/stored-subscription.ts';
import { html } from '../html.ts';
import { orderList } from './order-list.ts';
import { subscriptionList } from './subscription-list.ts';

export interface OrdersPage {
  readonly orders: readonly StoredOrder[];
  readonly subscriptions: readonly StoredSubscription[];
}

/** The shop's orders and subscriptions. The browser redraws the lists after each charge. */
export const ordersPage = (page: OrdersPage) => html`
  <main class="document">
    <h1>Orders</h1>
    <p class="lead">As this shop keeps them: what was bought, and nothing about who bought it.</p>
    <div data-order-lists>${orderLists(page)}</div>
    <p class="orders-status" role="status" data-orders-status></p>
  </main>`;

export const orderLists = ({ orders, subscriptions }: OrdersPage) => html`
  ${subscriptions.length > 0 && subscriptionList(subscriptions)}
  ${orderList(orders)}`;
