import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewCart } from '../../demo/shop/cart-view.ts';
import type { Quantities } from '../../demo/shop/price-cart.ts';
import type { StoredSubscription } from '../../demo/shop/subscriptions/stored-subscription.ts';
import { payTotal } from '../../demo/views/checkout/pay-total.ts';
import { checkout } from '../../demo/views/checkout.ts';
import { confirmation } from '../../demo/views/confirmation.ts';
import { html } from '../../demo/views/html.ts';
import { ordersPage } from '../../demo/views/orders/orders-page.ts';
import { subscriptionList } from '../../demo/views/orders/subscription-list.ts';
import { sampleOrder } from './support/sample-order.ts';

const sampleSubscription = (differences: Partial<StoredSubscription> = {}): StoredSubscription => ({
  reference: 'S-TEST',
  sku: 'ro',
  name: 'Ro incense',
  market: 'DE',
  quantity: 2,
  unit_price: 1200,
  subscription: { name: 'Ro incense monthly', interval: 'MONTH', interval_count: 1 },
  started_on: '2026-11-23',
  status: 'ACTIVE',
  next: { period: 1, due_on: '2026-12-23', state: 'due' },
  ...differences,
});

const HOSTILE = `"><img src=x onerror=alert('1')>&`;

test('A value in markup is escaped, in text and in attributes', () => {
  assert.equal(
    String(html`<p title="${HOSTILE}">${HOSTILE}</p>`),
    '<p title="&quot;&gt;&lt;img src=x onerror=alert(&#39;1&#39;)&gt;&amp;">&quot;&gt;&lt;img src=x onerror=alert(&#39;1&#39;)&gt;&amp;</p>',
  );
});

test('Markup in markup stays markup; false and undefined leave nothing', () => {
  assert.equal(
    String(html`<ul>${[html`<li>1</li>`, html`<li>2</li>`]}${false}${undefined}</ul>`),
    '<ul><li>1</li><li>2</li></ul>',
  );
});

test('An order’s text cannot add markup to the pages that show it', () => {
  const order = sampleOrder({ paus: 1 }, { reference: HOSTILE, order_id: HOSTILE });
  assert.doesNotMatch(String(confirmation(order)), /<img/);
  assert.doesNotMatch(
    String(ordersPage({ orders: [order], subscriptions: [sampleSubscription({ name: HOSTILE, reference: HOSTILE })] })),
    /<img/,
  );
});

test('The confirmation shows number, lines, tax and total', () => {
  const page = String(confirmation(sampleOrder({ skymning: 1, paus: 2 })));
  for (const words of ['L-TEST', 'order-1', 'Skymning lamp', '× 2', '€201.90', '€32.23', 'Paid with Klarna']) {
    assert.ok(page.includes(words), words);
  }
});

test('A pending order is not promised to the shopper', () => {
  const page = String(confirmation(sampleOrder({ paus: 1 }, { fraud_status: 'PENDING' })));
  assert.match(page, /Klarna is checking/);
  assert.doesNotMatch(page, /We pack it today/);
});

test('An empty cart gets a friendly text and no Klarna button', () => {
  const page = String(checkout(viewCart('DE', {}), 'simulator'));
  assert.match(page, /Your cart is empty/);
  assert.doesNotMatch(page, /<klarna-checkout-button/);
});

test('Only the form for the United States has a state field', () => {
  const state = (market: 'DE' | 'US') =>
    /<select[^>]*autocomplete="address-level1"[^>]*>/.exec(
      String(checkout(viewCart(market, { paus: 1 }), 'simulator')),
    )?.[0];
  assert.match(state('US') ?? '', /required(?!.*disabled)/s);
  assert.match(state('DE') ?? '', /disabled/);
});

test('A subscription shows its price with all taxes, its next charge, and the effect of the button', () => {
  const page = String(subscriptionList([sampleSubscription(), sampleSubscription({ market: 'US', sku: 'veke' })]));
  for (const words of ['€24.00 every month', 'Next charge on', '23 December 2026', 'data-charge="1"', 'S-TEST']) {
    assert.ok(page.includes(words), words);
  }
  // 8.25 % of 24.00 is 1.98.
  assert.ok(page.includes('$25.98 every month'));
});

test('An unanswered charge offers a repeat, and a refused one says why', () => {
  const next = { period: 1, due_on: '2026-12-23' };
  const open = String(subscriptionList([sampleSubscription({ next: { ...next, state: 'open' } })]));
  assert.match(open, /Ask again, nothing is charged twice/);
  const refused = { ...next, state: 'refused', error_code: 'TOKEN_SUSPENDED' } as const;
  assert.match(String(subscriptionList([sampleSubscription({ next: refused })])), /TOKEN_SUSPENDED.*Try again/s);
});

test('A cancelled subscription has no buttons', () => {
  const page = String(subscriptionList([sampleSubscription({ status: 'CANCELLED' })]));
  assert.match(page, /Nothing is charged any more/);
  assert.doesNotMatch(page, /<button/);
});

test('A subscription with nothing to pay is confirmed without an order', () => {
  const page = String(confirmation(undefined, [sampleSubscription()]));
  assert.match(page, /Thank you/);
  assert.match(page, /Next charge on/);
  assert.doesNotMatch(page, /Order number/);
});

test('The text above the button shows today’s price, later prices, and that there are two payments', () => {
  const words = (quantities: Quantities) =>
    String(payTotal(viewCart('DE', quantities)))
      .replace(/<[^>]+>|\s+/g, ' ')
      .replace(/ +/g, ' ')
      .trim();
  assert.equal(words({ paus: 1 }), 'You pay €28.90 including shipping and 19 % VAT');
  assert.equal(words({ ro: 1 }), 'You pay €0.00 today, including 19 % VAT Then €12.00 every month, until you cancel.');
  assert.equal(
    words({ paus: 1, ro: 1, veke: 1, linje: 1 }),
    'You pay €65.40 today, including shipping and 19 % VAT ' +
      'Then €26.50 every month and €22.00 every 3 months, until you cancel. ' +
      'In two payments: €28.90 for the goods, and €36.50 right after for what comes again.',
  );
});

test('The list of orders has a text for no orders', () => {
  assert.match(String(ordersPage({ orders: [], subscriptions: [] })), /No orders yet/);
});
