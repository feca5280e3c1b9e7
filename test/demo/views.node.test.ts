import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewCart } from '../../demo/shop/cart-view.ts';
import { checkout } from '../../demo/views/checkout.ts';
import { confirmation } from '../../demo/views/confirmation.ts';
import { html } from '../../demo/views/html.ts';
import { orderBook } from '../../demo/views/order-book.ts';
import { sampleOrder } from './support/sample-order.ts';

const HOSTILE = `"><img src=x onerror=alert('1')>&`;

test('what is put into markup is escaped, in text and in attributes', () => {
  assert.equal(
    String(html`<p title="${HOSTILE}">${HOSTILE}</p>`),
    '<p title="&quot;&gt;&lt;img src=x onerror=alert(&#39;1&#39;)&gt;&amp;">&quot;&gt;&lt;img src=x onerror=alert(&#39;1&#39;)&gt;&amp;</p>',
  );
});

test('markup in markup stays markup; false and undefined leave nothing', () => {
  assert.equal(
    String(html`<ul>${[html`<li>1</li>`, html`<li>2</li>`]}${false}${undefined}</ul>`),
    '<ul><li>1</li><li>2</li></ul>',
  );
});

test('no order can break out of the pages that show it', () => {
  const order = sampleOrder({ paus: 1 }, { reference: HOSTILE, order_id: HOSTILE });
  assert.doesNotMatch(String(confirmation(order)), /<img/);
  assert.doesNotMatch(String(orderBook({ orders: [order], subscriptions: [] })), /<img/);
});

test('the confirmation shows number, lines, tax and total', () => {
  const page = String(confirmation(sampleOrder({ skymning: 1, paus: 2 })));
  for (const words of ['L-TEST', 'order-1', 'Skymning lamp', '× 2', '€201.90', '€32.23', 'Paid with Klarna']) {
    assert.ok(page.includes(words), words);
  }
});

test('a pending order is not promised', () => {
  const page = String(confirmation(sampleOrder({ paus: 1 }, { fraud_status: 'PENDING' })));
  assert.match(page, /Klarna is checking/);
  assert.doesNotMatch(page, /We pack it today/);
});

test('an empty cart gets friendly words and no Klarna button', () => {
  const page = String(checkout(viewCart('DE', {}), 'simulator'));
  assert.match(page, /Your cart is empty/);
  assert.doesNotMatch(page, /<klarna-checkout-button/);
});

test('only the United States are asked for a state', () => {
  const state = (market: 'DE' | 'US') =>
    /<select[^>]*autocomplete="address-level1"[^>]*>/.exec(
      String(checkout(viewCart(market, { paus: 1 }), 'simulator')),
    )?.[0];
  assert.match(state('US') ?? '', /required(?!.*disabled)/s);
  assert.match(state('DE') ?? '', /disabled/);
});

test('the list of orders has words for having none', () => {
  assert.match(String(orderBook({ orders: [], subscriptions: [] })), /No orders yet/);
});
