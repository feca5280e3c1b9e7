/**
 * The shop charges a period of a subscription once: with two presses, two processes, a failing network or a killed
 * shop.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openShopDatabase } from '../../demo/server/database/shop-database.ts';
import { SubscriptionBilling } from '../../demo/server/subscriptions/subscription-billing.ts';
import { createKlarnaApi } from '../../src/server/index.ts';
import { toFetch } from '../../src/simulator/testing/to-fetch.ts';
import { openSubscriptionShop } from './support/open-subscription-shop.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const HOUR_MS = 60 * 60 * 1000;

/** A shop with a subscription for which nothing was paid yet. */
async function openSubscribedShop(context: TestContext, options: { path?: string } = {}) {
  const shop = openSubscriptionShop(context, options);
  await shop.buy('DE', { ro: 2 });
  const { reference } = shop.database.subscriptions.list()[0] ?? assert.fail('nothing has begun');
  const next = () => shop.database.subscriptions.find(reference)?.next;
  const paid = () => shop.klarna.orders().length;
  return { ...shop, reference, next, paid };
}

test('A charge makes an order at Klarna and in the shop, with the agreed terms', async (context) => {
  const { charge, klarna, database, reference, next } = await openSubscribedShop(context);
  const { status, body } = await charge(reference, 1);
  assert.equal(status, 200);
  const [order] = klarna.orders();
  assert.equal(order?.order_id, body.order_id);
  assert.equal(order?.request.merchant_reference1, `${reference}-1`);
  assert.equal(order?.request.order_amount, 2 * 1200);
  assert.equal(order?.request.order_lines[0]?.subscription?.name, 'Ro incense monthly');
  const stored = database.orders.find(String(body.order_id));
  assert.deepEqual([stored?.subscription, stored?.session_id, stored?.order_amount], [reference, undefined, 2400]);
  assert.deepEqual([next()?.period, next()?.state], [2, 'due']);
});

test('A second press returns the first order, without a call to Klarna', async (context) => {
  const { charge, reference, paid, line } = await openSubscribedShop(context);
  const first = await charge(reference, 1);
  line.send = () => assert.fail('Klarna was asked again');
  assert.deepEqual([first.status, await charge(reference, 1)], [200, first]);
  assert.equal(paid(), 1);
});

test('Many presses at once make one order', async (context) => {
  const { charge, reference, paid, database } = await openSubscribedShop(context);
  const answers = await Promise.all(Array.from({ length: 8 }, () => charge(reference, 1)));
  assert.equal(new Set(answers.map(({ body }) => body.order_id)).size, 1);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.deepEqual([paid(), database.orders.list().length], [1, 1]);
});

test('Presses in two processes that share only the file make one order', async (context) => {
  const path = join(temporaryFolder(context), 'shop.sqlite');
  const { charge, klarna, reference, paid } = await openSubscribedShop(context, { path });
  const others = openShopDatabase(path);
  context.after(() => others.close());
  const account = { username: 'lugn', password: 'word', environment: new URL('http://klarna.example') };
  const api = createKlarnaApi({ ...account, fetch: toFetch(klarna) });
  const other = new SubscriptionBilling({ ...others, api, onError: (error) => assert.fail(String(error)) });
  const [here, there] = await Promise.all([charge(reference, 1), other.charge(reference, 1)]);
  assert.equal(here.body.order_id, there);
  assert.equal(paid(), 1);
});

test('Each month is charged in order, and none is left out', async (context) => {
  const { charge, reference, paid, next } = await openSubscribedShop(context);
  const ahead = await charge(reference, 2);
  assert.deepEqual([ahead.status, paid()], [409, 0]);
  assert.equal((await charge(reference, 0)).status, 409, 'the free one costs nothing');
  await charge(reference, 1);
  await charge(reference, 2);
  assert.deepEqual([paid(), next()?.period], [2, 3]);
});

test('After a lost answer the next press uses the same key and finds the order', async (context) => {
  const shop = await openSubscribedShop(context);
  const { send } = shop.line;
  shop.line.send = async (input, init) => {
    await send(input, init);
    throw new TypeError('the connection was cut');
  };
  const lost = await shop.charge(shop.reference, 1);
  assert.equal(lost.status, 502);
  assert.match(String(lost.body.message), /Press once more: nothing is charged twice/);
  assert.deepEqual([shop.paid(), shop.next()?.state, shop.database.orders.list().length], [1, 'open', 0]);

  shop.line.send = send;
  const found = await shop.charge(shop.reference, 1);
  assert.equal(found.body.order_id, shop.klarna.orders()[0]?.order_id);
  assert.deepEqual([shop.paid(), shop.next()?.period, shop.database.orders.list().length], [1, 2, 1]);
});

test('A shop that is killed before the save has one order after its next start', async (context) => {
  const path = join(temporaryFolder(context), 'shop.sqlite');
  const shop = await openSubscribedShop(context, { path });
  const { url, close } = await shop.klarna.listen();
  context.after(close);
  const script = fileURLToPath(new URL('./support/charge-and-die.ts', import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE: path, KLARNA: url, REFERENCE: shop.reference, PERIOD: '1' };
  const dying = spawn(process.execPath, [script], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  assert.deepEqual(await once(dying, 'exit'), [null, 'SIGKILL']);
  assert.deepEqual([shop.paid(), shop.next()?.state, shop.database.orders.list().length], [1, 'open', 0]);

  await shop.backEnd.resume();
  assert.deepEqual([shop.paid(), shop.next()?.period], [1, 2]);
  assert.deepEqual(
    shop.database.orders.list().map(({ order_id }) => order_id),
    shop.klarna.orders().map(({ order_id }) => order_id),
  );
});

test('A refused charge is reported, and a new attempt is a new charge', async (context) => {
  const shop = await openSubscribedShop(context);
  const { send } = shop.line;
  const keys: (string | null)[] = [];
  const refusals = [403];
  shop.line.send = async (input, init) => {
    const request = new Request(input, init);
    keys.push(request.headers.get('klarna-idempotency-key'));
    const status = refusals.shift();
    if (status === undefined) return send(request);
    return Response.json({ error_code: 'PAYMENT_METHOD_FAILED', error_messages: [] }, { status });
  };
  const refused = await shop.charge(shop.reference, 1);
  assert.equal(refused.status, 409);
  assert.match(String(refused.body.message), /Klarna refused the charge \(PAYMENT_METHOD_FAILED\)/);
  assert.deepEqual([shop.next()?.state, shop.next()?.error_code], ['refused', 'PAYMENT_METHOD_FAILED']);
  assert.equal((await shop.charge(shop.reference, 1)).status, 200);
  // Klarna would repeat its refusal for the old key.
  assert.deepEqual(keys, [`${shop.reference}/1/1`, `${shop.reference}/1/2`]);
  assert.equal(shop.paid(), 1);
});

for (const status of [401, 409, 429]) {
  test(`A ${status} is no decision of Klarna’s, so the key stays`, async (context) => {
    const shop = await openSubscribedShop(context);
    const { send } = shop.line;
    shop.line.send = () => Promise.resolve(Response.json({}, { status }));
    assert.equal((await shop.charge(shop.reference, 1)).status, 502);
    assert.equal(shop.next()?.state, 'open');
    shop.line.send = send;
    assert.equal((await shop.charge(shop.reference, 1)).status, 200);
    assert.equal(shop.paid(), 1);
  });
}

test('A key older than a day is not used again: nothing is charged, and a person must check', async (context) => {
  const shop = await openSubscribedShop(context);
  let now = Date.now();
  let tries = 0;
  const chargeCustomerToken = () => {
    tries += 1;
    return Promise.reject(new Error('the power is gone'));
  };
  const billing = new SubscriptionBilling({
    ...shop.database,
    api: { chargeCustomerToken },
    onError() {},
    now: () => now,
  });
  await assert.rejects(billing.charge(shop.reference, 1), /the power is gone/);
  now += 22 * HOUR_MS;
  await assert.rejects(billing.charge(shop.reference, 1), /the power is gone/);
  now += 2 * HOUR_MS;
  await assert.rejects(billing.charge(shop.reference, 1), new RegExp(`look for ${shop.reference}-1 in Klarna`));
  assert.equal(tries, 2);
});

test('A cancelled subscription is not charged again, and its token is cancelled at Klarna', async (context) => {
  const { cancel, charge, klarna, reference, paid, database } = await openSubscribedShop(context);
  assert.equal((await cancel(reference)).status, 200);
  assert.equal(database.subscriptions.find(reference)?.status, 'CANCELLED');
  assert.equal(klarna.customerTokens()[0]?.status, 'CANCELLED');
  assert.deepEqual([(await charge(reference, 1)).status, paid()], [409, 0]);
  assert.equal((await cancel(reference)).status, 200, 'again');
  assert.equal((await cancel('S-UNKNOWN')).status, 404);
});

test('A token of two subscriptions is cancelled with the second', async (context) => {
  const shop = openSubscriptionShop(context);
  await shop.buy('DE', { ro: 1, veke: 1 });
  const [one, other] = shop.database.subscriptions.list();
  await shop.cancel(one?.reference ?? '');
  assert.equal(shop.klarna.customerTokens()[0]?.status, 'ACTIVE');
  assert.equal((await shop.charge(other?.reference ?? '', 1)).status, 200);
  await shop.cancel(other?.reference ?? '');
  assert.equal(shop.klarna.customerTokens()[0]?.status, 'CANCELLED');
});

test('A cancellation while Klarna is unreachable stops the charges, and reaches Klarna at the next start', async (context) => {
  const shop = await openSubscribedShop(context);
  const { send } = shop.line;
  shop.line.send = () => Promise.reject(new TypeError('the network is gone'));
  assert.equal((await shop.cancel(shop.reference)).status, 200);
  assert.equal(shop.klarna.customerTokens()[0]?.status, 'ACTIVE');
  shop.line.send = send;
  assert.equal((await shop.charge(shop.reference, 1)).status, 409);
  await shop.backEnd.resume();
  assert.equal(shop.klarna.customerTokens()[0]?.status, 'CANCELLED');
});

test('A token that was cancelled at Klarna ends the subscription', async (context) => {
  const shop = await openSubscribedShop(context);
  const token = shop.klarna.customerTokens()[0] ?? assert.fail('no token');
  token.status = 'CANCELLED';
  const { body } = await shop.charge(shop.reference, 1);
  assert.match(String(body.message), /TOKEN_CANCELED.*has ended/);
  assert.equal(shop.database.subscriptions.find(shop.reference)?.status, 'CANCELLED');
});

test('A request without a period or with an unknown subscription is refused', async (context) => {
  const { post, charge, reference, paid } = await openSubscribedShop(context);
  for (const body of [{}, { period: '1' }, { period: -1 }, { period: 0.5 }, null]) {
    assert.equal((await post(`/api/subscriptions/${reference}/charges`, body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await charge('S-UNKNOWN', 1)).status, 404);
  assert.equal(paid(), 0);
});
