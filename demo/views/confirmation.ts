import type { StoredOrder } from '../shop/stored-order.ts';
import type { StoredSubscription } from '../shop/subscriptions/stored-subscription.ts';
import { html } from './html.ts';
import { orderLines } from './orders/order-lines.ts';
import { orderStatus } from './orders/order-status.ts';
import { begunSubscriptions } from './orders/subscription-list.ts';

const NEXT: Readonly<Record<StoredOrder['fraud_status'], string>> = {
  ACCEPTED: 'We pack it today. Klarna writes to you about the payment.',
  PENDING: 'Klarna is having a second look at the payment, usually for some hours. We pack as soon as it says yes.',
  REJECTED: 'Klarna did not accept the payment in the end, so we will not send anything and you owe nothing.',
};

const HEADINGS: Readonly<Record<StoredOrder['fraud_status'], string>> = {
  ACCEPTED: 'Thank you.',
  PENDING: 'Thank you. One moment more.',
  REJECTED: 'This order is cancelled.',
};

const receipt = (order: StoredOrder) => html`
  <section class="receipt" aria-labelledby="receipt-heading">
    <h2 id="receipt-heading">Your order</h2>
    <dl class="facts">
      <div><dt>Order number</dt><dd data-reference>${order.reference}</dd></div>
      <div><dt>Klarna’s number</dt><dd class="klarna-id" data-order-id>${order.order_id}</dd></div>
      <div><dt>Payment</dt><dd>${orderStatus(order.fraud_status)}</dd></div>
    </dl>
    ${orderLines(order)}
  </section>`;

/** @param order undefined if nothing was bought and only subscriptions have started */
export const confirmation = (order: StoredOrder | undefined, begun: readonly StoredSubscription[] = []) => html`
  <main class="document">
    <h1>${HEADINGS[order?.fraud_status ?? 'ACCEPTED']}</h1>
    <p class="lead">${order ? NEXT[order.fraud_status] : 'The first one is on its way, and costs you nothing.'}</p>
    ${order && receipt(order)}
    ${begun.length > 0 && begunSubscriptions(begun)}
    <p><a class="button" href="/">Back to the shop</a></p>
  </main>`;

export const unknownOrder = html`
  <main class="document">
    <h1>We do not know this order.</h1>
    <p class="lead">The address may be incomplete. Every order that we have is on the list.</p>
    <p><a class="button" href="/orders">See all orders</a></p>
  </main>`;
