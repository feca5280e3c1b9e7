/** The intent for Klarna, by the contents of the cart. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSessionRequest } from '../../demo/server/klarna.ts';
import { readSubscriptionQuantities } from '../../demo/server/subscriptions/subscriptions-of-session.ts';
import { EXAMPLE_CARTS } from '../../demo/shop/example-carts.ts';
import { MARKET_LIST, type MarketCode } from '../../demo/shop/markets.ts';
import { priceCart, type Quantities } from '../../demo/shop/price-cart.ts';
import { INTENTS } from '../../src/klarna/types.ts';
import { checkOrder } from '../../src/server/index.ts';

const CARTS: readonly [goods: string, quantities: Quantities, intent: string][] = [
  ['goods', { paus: 1, ull: 1 }, 'buy'],
  ['a subscription whose first is free', { ro: 2 }, 'tokenize'],
  ['a subscription whose first is paid', { veke: 1 }, 'buy_and_tokenize'],
  ['subscriptions of both kinds', { ro: 1, veke: 1, linje: 1 }, 'buy_and_tokenize'],
  ['goods and a subscription whose first is free', { paus: 1, ro: 1 }, 'buy_and_default_tokenize'],
  ['goods and a subscription whose first is paid', { paus: 1, veke: 2 }, 'buy_and_default_tokenize'],
];

const session = (market: MarketCode, quantities: Quantities) =>
  toSessionRequest({ token: 'secret', reference: 'L-TEST', market, quantities }, 'https://shop.example');

for (const [goods, quantities, intent] of CARTS) {
  test(`A cart with ${goods} has the intent ${intent}, in every market`, () => {
    for (const { code } of MARKET_LIST) {
      const body = session(code, quantities);
      assert.equal(body?.intent, intent);
      assert.deepEqual(body && checkOrder(body), []);
    }
  });
}

test('Each intent has an example cart', () => {
  assert.deepEqual(
    EXAMPLE_CARTS.map(({ quantities }) => session('DE', quantities)?.intent),
    INTENTS,
  );
});

test('A cart of single items tells Klarna nothing about subscriptions', () => {
  const body = session('DE', { paus: 1 });
  assert.equal(body?.merchant_data, undefined);
  assert.ok(body?.order_lines.every(({ subscription }) => subscription === undefined));
});

test('A free first period costs nothing today, and every line names its subscription', () => {
  for (const { code } of MARKET_LIST) {
    const body = session(code, { ro: 2 });
    assert.deepEqual([body?.order_amount, body?.order_tax_amount], [0, 0]);
    assert.equal(body?.order_lines.length, 1, 'no tax line for nothing, no shipping');
    assert.deepEqual(body?.order_lines[0]?.subscription, {
      name: 'Ro incense monthly',
      interval: 'MONTH',
      interval_count: 1,
    });
  }
});

test('A paid first period is paid with the session, postage included', () => {
  assert.equal(session('DE', { veke: 2 })?.order_amount, 2 * 1450);
  // 8.25 % of 16.00 is 1.32.
  assert.equal(session('US', { veke: 1 })?.order_amount, 1600 + 132);
});

test('A mixed cart sends the single items to Klarna, and names the subscriptions beside them', () => {
  const body = session('SE', { paus: 1, ro: 1, veke: 2 });
  assert.deepEqual(body?.order_lines, priceCart('SE', { paus: 1 }).order_lines);
  assert.deepEqual(readSubscriptionQuantities(body?.merchant_data), { ro: 1, veke: 2 });
});

test('The confirmation is found by the order, and by the session if nothing is bought', () => {
  assert.match(session('DE', { veke: 1 })?.merchant_urls?.confirmation ?? '', /\?order=\{order\.id\}$/);
  assert.match(session('DE', { ro: 1 })?.merchant_urls?.confirmation ?? '', /\?session=\{session\.id\}$/);
});

for (const text of [
  undefined,
  '',
  '[]',
  '{}',
  '{"subscribed":{"ro":0}}',
  '{"subscribed":{"ro":"1"}}',
  '{"subscribed":[1]}',
]) {
  test(`A session with ${text} about subscriptions is refused with an error`, () => {
    assert.throws(() => readSubscriptionQuantities(text));
  });
}
