import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toSessionRequest } from '../../demo/server/klarna.ts';
import { toStoredOrder } from '../../demo/server/orders/to-stored-order.ts';
import { MARKET_LIST } from '../../demo/shop/markets.ts';
import { checkOrder, type OrderContext } from '../../src/server/index.ts';

const CART = { token: 'secret-token', reference: 'L-TEST', market: 'DE', quantities: { paus: 2 } } as const;

for (const { code, name, currency, locale } of MARKET_LIST) {
  test(`A cart for ${name} becomes a session body that Klarna accepts`, () => {
    const body = toSessionRequest({ ...CART, market: code }, 'https://shop.example');
    assert.ok(body);
    assert.deepEqual(checkOrder(body), []);
    assert.deepEqual(
      [body.purchase_country, body.purchase_currency, body.locale, body.intent, body.merchant_reference1],
      [code, currency, locale, 'buy', 'L-TEST'],
    );
    assert.equal(body.merchant_urls?.confirmation, 'https://shop.example/confirmation?order={order.id}');
  });
}

test('The cart’s cookie token never reaches Klarna', () => {
  assert.doesNotMatch(JSON.stringify(toSessionRequest(CART, 'https://shop.example')), /secret-token/);
});

test('An empty cart opens no session', () => {
  assert.equal(toSessionRequest({ ...CART, quantities: {} }, 'https://shop.example'), null);
});

test('The shop stores the contents of Klarna’s session, without the shopper', () => {
  const body = toSessionRequest(CART, 'https://shop.example');
  const session = { ...body, billing_address: { given_name: 'Mock', email: 'customer@email.de' } };
  const context = { session_id: 'session-1', session } as OrderContext;
  const stored = toStoredOrder({ order_id: 'order-1', fraud_status: 'PENDING' }, context);
  assert.equal(stored.order_amount, 4800 + 490);
  assert.equal(stored.fraud_status, 'PENDING');
  assert.equal(stored.reference, 'L-TEST');
  assert.doesNotMatch(JSON.stringify(stored), /Mock|customer@/);
});
