/**
 * From a cart to the saved records, with the real handler and the simulator: each intent, by the browser and by the
 * callback.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredSubscription } from '../../demo/shop/subscriptions/stored-subscription.ts';
import { openSubscriptionShop } from './support/open-subscription-shop.ts';

const brief = ({ sku, quantity, status, next }: StoredSubscription) => [sku, quantity, status, next.period, next.state];

test('A subscription with a free first period makes a token and no order, and the first charge is a month later', async (context) => {
  const shop = openSubscriptionShop(context);
  const { session_id, answer } = await shop.buy('DE', { ro: 2 });
  assert.equal(answer.order_id, undefined);
  assert.match(String(answer.redirect_url), /redirect/);
  assert.equal(shop.klarna.orders().length, 0);
  assert.deepEqual(shop.database.subscriptions.findBySession(session_id).map(brief), [['ro', 2, 'ACTIVE', 1, 'due']]);
  assert.deepEqual((await shop.get('/api/cart')).body.quantities, {}, 'the cart is empty');
});

test('A subscription with a paid first period makes one order, and the next charge is a month later', async (context) => {
  const shop = openSubscriptionShop(context);
  const { session_id, answer } = await shop.buy('US', { veke: 1, ro: 1 });
  assert.deepEqual(
    shop.klarna.orders().map(({ request }) => request.order_amount),
    [1600 + 132],
  );
  assert.equal(shop.database.orders.findBySession(session_id)?.order_id, answer.order_id);
  assert.deepEqual(shop.database.subscriptions.findBySession(session_id).map(brief), [
    ['ro', 1, 'ACTIVE', 1, 'due'],
    ['veke', 1, 'ACTIVE', 1, 'due'],
  ]);
});

test('A mixed cart sells the single items with the session, and charges each first period with the token right after', async (context) => {
  const shop = openSubscriptionShop(context);
  const { session_id } = await shop.buy('DE', { paus: 1, ro: 1, veke: 2 });
  assert.deepEqual(
    shop.klarna.orders().map(({ request, token_id }) => [request.order_amount, token_id !== undefined]),
    [
      [2400 + 490, false],
      [2 * 1450, true],
    ],
  );
  assert.deepEqual(shop.database.subscriptions.findBySession(session_id).map(brief), [
    ['ro', 1, 'ACTIVE', 1, 'due'],
    ['veke', 2, 'ACTIVE', 1, 'due'],
  ]);
  assert.equal(shop.database.orders.list().length, 2);
  assert.deepEqual((await shop.get('/api/cart')).body.quantities, {}, 'the cart is empty');
});

for (const quantities of [{ ro: 1 }, { veke: 1 }, { paus: 1, veke: 1 }]) {
  test(`Browser and callback at once, and each again, start one subscription: ${Object.keys(quantities)}`, async (context) => {
    const shop = openSubscriptionShop(context);
    const bought = await shop.approve('SE', quantities);
    const call = () => shop.post(bought.callback, bought);
    await Promise.all([shop.order(bought), call(), shop.order(bought)]);
    const statuses = [(await call()).status, (await shop.order(bought)).status];
    assert.deepEqual(statuses, [204, 200]);
    assert.equal(shop.database.subscriptions.list().length, 1);
    assert.equal(shop.klarna.customerTokens().length, 1);
    assert.deepEqual(
      shop.database.orders
        .list()
        .map(({ order_id }) => order_id)
        .sort(),
      shop.klarna
        .orders()
        .map(({ order_id }) => order_id)
        .sort(),
    );
    assert.equal(shop.klarna.orders().length, Object.keys(quantities).length - ('ro' in quantities ? 1 : 0));
    assert.deepEqual(shop.errors, []);
  });
}

test('The single items are sold if Klarna does not answer for the subscription, and the next start repeats the charge', async (context) => {
  const shop = openSubscriptionShop(context);
  const send = shop.line.send;
  shop.line.send = (input, init) =>
    String(input instanceof Request ? input.url : input).includes('/customer-token/v1/')
      ? Promise.reject(new TypeError('the network is gone'))
      : send(input, init);
  const { session_id } = await shop.buy('DE', { paus: 1, veke: 1 });
  assert.deepEqual(shop.database.subscriptions.findBySession(session_id).map(brief), [
    ['veke', 1, 'ACTIVE', 0, 'open'],
  ]);
  assert.ok(shop.errors.length > 0, 'the shop was told');
  assert.equal(shop.klarna.orders().length, 1);

  shop.line.send = send;
  await shop.backEnd.resume();
  await shop.backEnd.resume();
  assert.deepEqual(shop.database.subscriptions.findBySession(session_id).map(brief), [['veke', 1, 'ACTIVE', 1, 'due']]);
  assert.equal(shop.klarna.orders().length, 2);
});

test('No subscription starts before the order exists, although the token does', async (context) => {
  const shop = openSubscriptionShop(context);
  const send = shop.line.send;
  shop.line.send = (input, init) =>
    String(input instanceof Request ? input.url : input).endsWith('/order')
      ? Promise.resolve(Response.json({ error_code: 'REJECTED', error_messages: ['Rejected'] }, { status: 403 }))
      : send(input, init);
  const bought = await shop.approve('DE', { veke: 1 });
  assert.notEqual((await shop.order(bought)).status, 200);
  assert.equal(shop.klarna.customerTokens().length, 1);
  assert.deepEqual(shop.database.subscriptions.list(), []);
});

test('A second approval in the same session pays from then on; a late repeat of the first changes nothing', async (context) => {
  const { database } = openSubscriptionShop(context);
  const { tokens, subscriptions } = database;
  const terms = { sku: 'ro', name: 'Ro', market: 'DE', quantity: 1, unit_price: 1200 } as const;
  const subscription = { name: 'Ro monthly', interval: 'MONTH', interval_count: 1 } as const;
  tokens.keep({ session_id: 'session', token_id: 'first' });
  tokens.keep({ session_id: 'session', token_id: 'second' });
  const begin = { session_id: 'session', terms: { ...terms, subscription }, first: { state: 'free' }, now: 0 } as const;
  assert.equal(subscriptions.start({ ...begin, started_on: '2026-11-23' }), true);
  assert.equal(subscriptions.start({ ...begin, started_on: '2026-11-24' }), false);
  tokens.keep({ session_id: 'session', token_id: 'first' });
  const [one] = subscriptions.list();
  assert.equal(tokens.findByReference(one?.reference ?? ''), 'second');
  assert.equal(one?.next.due_on, '2026-12-23');
});

test('No token leaves the shop', async (context) => {
  const shop = openSubscriptionShop(context);
  await shop.buy('DE', { ro: 1 });
  const { token_id } = shop.klarna.customerTokens()[0] ?? assert.fail('no token');
  const { body } = await shop.get('/api/subscriptions');
  assert.match(JSON.stringify(body), /Ro incense/);
  assert.doesNotMatch(JSON.stringify(body), new RegExp(token_id));
});

test('If another tab adds two mugs after the approval of one, one is sold and two stay', async (context) => {
  const shop = openSubscriptionShop(context);
  const bought = await shop.approve('DE', { paus: 1 });
  await shop.changeCart({ paus: 3 });
  assert.equal((await shop.post(bought.callback, bought)).status, 204);
  assert.deepEqual((await shop.get('/api/cart')).body.quantities, { paus: 2 });
  assert.equal((await shop.order(bought)).status, 200);
  assert.deepEqual((await shop.get('/api/cart')).body.quantities, { paus: 2 });
  assert.equal(shop.klarna.orders().length, 1);
});
