import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createVisitorCarts } from '../../demo/server/cart/visitor-carts.ts';
import { openShopDatabase } from '../../demo/server/database/shop-database.ts';
import { createApi } from '../../demo/server/http/api.ts';
import { SubscriptionBilling } from '../../demo/server/subscriptions/subscription-billing.ts';
import { SubscriptionCancellation } from '../../demo/server/subscriptions/subscription-cancellation.ts';
import type { CartView } from '../../demo/shop/cart-view.ts';
import { createKlarnaApi } from '../../src/server/index.ts';
import { sampleOrder } from './support/sample-order.ts';

/** The tests of this file never call Klarna. */
const offline: typeof fetch = () => Promise.reject(new Error('Klarna was asked'));

function openApi(context: TestContext, { secure = false } = {}) {
  const database = openShopDatabase(':memory:');
  let isOpen = true;
  const close = () => {
    if (isOpen) database.close();
    isOpen = false;
  };
  context.after(close);
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const klarna = createKlarnaApi({ username: 'lugn', password: 'word', environment: 'playground', fetch: offline });
  const api = createApi({
    ...database,
    billing: new SubscriptionBilling({ ...database, api: klarna, onError }),
    cancellation: new SubscriptionCancellation({ ...database, api: klarna, onError }),
    visitors: createVisitorCarts(database.carts, secure),
    onError,
  });
  const ask = (path: string, init: RequestInit = {}) => api(new Request(`http://shop.example${path}`, init));
  const patch = (body: unknown, cookie = '', type = 'application/json') =>
    ask('/api/cart', {
      method: 'PATCH',
      headers: { 'content-type': type, cookie },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { ask, patch, orders: database.orders, close, errors };
}

const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('A first visitor gets a cart, and a cookie that scripts cannot read', async (context) => {
  const { ask } = openApi(context);
  const response = await ask('/api/cart');
  assert.match(
    response.headers.get('set-cookie') ?? '',
    /^lugn_cart=[\w-]{32}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
  );
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.ok(((await response.json()) as CartView).item_count > 0);
});

test('Behind https the cookie is sent over https only', async (context) => {
  const { ask } = openApi(context, { secure: true });
  assert.match((await ask('/api/cart')).headers.get('set-cookie') ?? '', /; Secure$/);
});

test('The cookie finds the same cart again, and is not set again', async (context) => {
  const { ask, patch } = openApi(context);
  const cookie = cookieOf(await ask('/api/cart'));
  const changed = await patch({ market: 'SE', quantities: { skymning: 0, paus: 0, ull: 2 } }, cookie);
  assert.equal(changed.headers.get('set-cookie'), null);
  const cart = (await (await ask('/api/cart', { headers: { cookie } })).json()) as CartView;
  assert.deepEqual(cart, await changed.json());
  assert.equal(cart.purchase_currency, 'SEK');
  assert.deepEqual(cart.quantities, { ull: 2 });
  assert.equal(cart.order_amount, 2 * 77900 + 4900);
});

test('An invented cookie opens no cart', async (context) => {
  const { ask } = openApi(context);
  const response = await ask('/api/cart', { headers: { cookie: `lugn_cart=${'x'.repeat(32)}` } });
  assert.match(response.headers.get('set-cookie') ?? '', /^lugn_cart=(?!x{32})/);
});

test('The API refuses bad bodies with the right status and changes nothing', async (context) => {
  const { ask, patch } = openApi(context);
  const cookie = cookieOf(await ask('/api/cart'));
  const before = await (await ask('/api/cart', { headers: { cookie } })).json();
  assert.equal((await patch('{"market":', cookie)).status, 400);
  assert.equal((await patch({ order_amount: 1 }, cookie)).status, 400);
  assert.equal((await patch({ quantities: { paus: 1000 } }, cookie)).status, 400);
  assert.equal((await patch({ market: 'DE' }, cookie, 'text/plain')).status, 415);
  assert.equal((await patch(`{"market":"${'D'.repeat(9000)}"}`, cookie)).status, 413);
  assert.deepEqual(await (await ask('/api/cart', { headers: { cookie } })).json(), before);
});

test('The API lists and reads orders; an unknown one is 404', async (context) => {
  const { ask, orders } = openApi(context);
  assert.deepEqual(await (await ask('/api/orders')).json(), { orders: [] });
  const order = sampleOrder({ paus: 1 });
  orders.add(order);
  assert.deepEqual(await (await ask('/api/orders')).json(), { orders: [order] });
  assert.deepEqual(await (await ask(`/api/orders/${order.order_id}`)).json(), order);
  assert.equal((await ask('/api/orders/other')).status, 404);
});

test('The API names the right method for a wrong one, and answers 404 for an unknown address', async (context) => {
  const { ask } = openApi(context);
  const response = await ask('/api/cart', { method: 'DELETE' });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('allow'), 'GET, PATCH');
  assert.equal((await ask('/api/orders', { method: 'POST' })).status, 405);
  assert.equal((await ask('/api/nothing')).status, 404);
});

test('A failing database gives the shopper a 500 and the shop a report', async (context) => {
  const { ask, close, errors } = openApi(context);
  close();
  const response = await ask('/api/orders');
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /sqlite|statement|database is not open/i);
  assert.equal(errors.length, 1);
});
