/** Two processes of the shop share only the database, and serve one shopper in turn. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { it } from 'node:test';
import { startKlarnaProcess } from './support/klarna-calls.ts';
import { startRoundRobin } from './support/round-robin.ts';
import { startShopProcesses } from './support/shop-processes.ts';

it('two processes serve one shopper’s cart, session, order, callback and outcome in turn', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'two-'));
  const DATABASE = join(folder, 'shop.sqlite');
  try {
    const env = { PATH: process.env.PATH, DATABASE, SECRET: 'one secret, the same on both machines' };
    await using klarna = await startKlarnaProcess(env);
    await using one = await startShopProcesses(folder, { ...env, KLARNA: klarna.url });
    await using two = await startShopProcesses(folder, { ...env, KLARNA: klarna.url });
    await using shop = await startRoundRobin([one.url, two.url]);

    const cookies = new Map<string, string>();
    const ask = async (method: string, path: string, body?: unknown) => {
      const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
      const init = { method, headers: { 'content-type': 'application/json', cookie } };
      const url = new URL(path, shop.url);
      const response = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const text = await response.text();
      assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    };

    await ask('GET', '/api/cart');
    const { session_id, order_amount } = await ask('POST', '/klarna/session', {});
    await ask('PATCH', '/api/cart', { quantities: { paus: 3 } });
    await ask('GET', '/api/cart');
    const updated = await ask('POST', '/klarna/session', {});
    assert.equal(updated.session_id, session_id, 'the other process knows the session');
    assert.ok(updated.order_amount > order_amount, 'and the cart');
    const { authorization_token, callback = '' } = await klarna.authorize(session_id);
    assert.ok(callback.startsWith(shop.url), 'Klarna calls the way that shoppers go');
    const approval = { session_id, authorization_token };

    const placed = await ask('POST', '/klarna/order', approval);
    await ask('POST', callback, approval);
    await ask('POST', callback, approval);
    assert.deepEqual(await ask('POST', '/klarna/order', approval).then((again) => again.order_id), placed.order_id);
    const outcome = await ask('GET', '/klarna/outcome');
    assert.deepEqual([outcome.status, outcome.order.order_id], ['complete', placed.order_id]);

    const atKlarna = await klarna.orders();
    assert.deepEqual(
      atKlarna.map((order) => [order.order_id, order.order_amount]),
      [[placed.order_id, updated.order_amount]],
    );
    using database = new DatabaseSync(DATABASE, { readOnly: true });
    assert.equal(database.prepare('SELECT count(*) AS rows FROM orders').get()?.rows, 1);
    for (const route of ['session', 'order', 'callback/…/authorization']) {
      for (const given of shop.given) assert.ok(given.includes(`POST /klarna/${route}`), `${route}: ${given.join()}`);
    }
  } finally {
    await rm(folder, { recursive: true, maxRetries: 3 });
  }
});
