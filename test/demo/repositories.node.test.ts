import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { CartRepository } from '../../demo/server/database/cart-repository.ts';
import { openDatabase } from '../../demo/server/database/database.ts';
import { MIGRATIONS } from '../../demo/server/database/migrations.ts';
import { OrderRepository } from '../../demo/server/database/order-repository.ts';
import { sampleOrder } from './support/sample-order.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

function openShop(path = ':memory:') {
  const database = openDatabase(path);
  const carts = new CartRepository(database);
  return { database, carts, orders: new OrderRepository(database, carts) };
}

/** A new shop for one test. */
function shopFor(context: TestContext) {
  const shop = openShop();
  context.after(() => shop.database.close());
  return shop;
}

test('Carts and orders survive a restart', (context) => {
  const path = join(temporaryFolder(context), 'new', 'folder', 'shop.sqlite');
  const before = openShop(path);
  const { token } = before.carts.create('SE', { timme: 2 });
  const cart = before.carts.change(token, { quantities: { ull: 1 } });
  before.orders.add(sampleOrder({ paus: 1 }));
  before.database.close();

  const after = openShop(path);
  context.after(() => after.database.close());
  assert.deepEqual(after.carts.find(token), cart);
  assert.deepEqual(after.orders.list(), [sampleOrder({ paus: 1 })]);
});

test('A change sets quantities, 0 removes, and other products stay', (context) => {
  const { carts } = shopFor(context);
  const { token } = carts.create('DE', { paus: 2, ark: 1 });
  const change = { market: 'US', quantities: { paus: 0, lund: 3 } } as const;
  assert.deepEqual(carts.change(token, change)?.quantities, { ark: 1, lund: 3 });
  assert.deepEqual(carts.change(token, change)?.quantities, { ark: 1, lund: 3 }, 'a repeat changes nothing');
  assert.equal(carts.find(token)?.market, 'US');
});

test('An unknown cart cannot be changed', (context) => {
  const { carts } = shopFor(context);
  assert.equal(carts.change('nobody', { market: 'US' }), undefined);
});

test('A stored order takes its products out of the cart, and the cart gets the number of the next order', (context) => {
  const { carts, orders } = shopFor(context);
  const cart = carts.create('DE', { paus: 2, ark: 1 });
  assert.equal(orders.add(sampleOrder(cart.quantities, { reference: cart.reference })), true);
  const emptied = carts.find(cart.token);
  assert.deepEqual(emptied?.quantities, {});
  assert.notEqual(emptied?.reference, cart.reference);
});

test('A product that came into the cart during the payment stays in it', (context) => {
  const { carts, orders } = shopFor(context);
  const cart = carts.create('DE', { paus: 2 });
  carts.change(cart.token, { quantities: { paus: 3, timme: 1 } });
  orders.add(sampleOrder({ paus: 2 }, { reference: cart.reference }));
  assert.deepEqual(carts.find(cart.token)?.quantities, { paus: 1, timme: 1 });
});

test('An order that is reported twice is stored once, and empties the cart once', (context) => {
  const { carts, orders } = shopFor(context);
  const cart = carts.create('DE', { paus: 2 });
  const order = sampleOrder({ paus: 2 }, { reference: cart.reference });
  assert.equal(orders.add(order), true);
  carts.change(cart.token, { quantities: { paus: 2 } });
  assert.equal(orders.add({ ...order, created_at: '2026-11-24T00:00:00.000Z' }), false);
  assert.deepEqual(orders.list(), [order]);
  assert.deepEqual(carts.find(cart.token)?.quantities, { paus: 2 });
});

test('A second order for one session is refused, and the cart stays as it is', (context) => {
  const { carts, orders } = shopFor(context);
  orders.add(sampleOrder({ ark: 1 }));
  const cart = carts.create('DE', { paus: 2 });
  const second = sampleOrder({ paus: 2 }, { order_id: 'order-2', reference: cart.reference });
  assert.throws(() => orders.add(second), /UNIQUE constraint failed: orders\.session_id/);
  assert.deepEqual(carts.find(cart.token), cart);
  assert.equal(orders.find('order-2'), undefined);
});

test('Orders are found by number and by session, and listed newest first', (context) => {
  const { orders } = shopFor(context);
  const old = sampleOrder({ ark: 1 });
  const recent = sampleOrder(
    { ull: 1 },
    { order_id: 'order-2', session_id: 'session-2', fraud_status: 'PENDING', created_at: '2026-11-24T10:00:00.000Z' },
  );
  orders.add(old);
  orders.add(recent);
  assert.deepEqual(orders.list(), [recent, old]);
  assert.deepEqual(orders.find('order-1'), old);
  assert.deepEqual(orders.findBySession('session-2'), recent);
});

test('No column of an order can hold data of the shopper', (context) => {
  const { database } = shopFor(context);
  const columns = database.prepare("SELECT name FROM pragma_table_info('orders')").all();
  assert.deepEqual(columns.map(({ name }) => name).sort(), [
    'created_at',
    'currency',
    'fraud_status',
    'market',
    'order_amount',
    'order_id',
    'order_lines',
    'order_tax_amount',
    'reference',
    'session_id',
    'subscription',
  ]);
});

test('A file of the first version keeps its orders, and takes orders of charges', (context) => {
  const path = join(temporaryFolder(context), 'shop.sqlite');
  const { session_id, ...order } = sampleOrder({ ark: 1 });
  const old = new DatabaseSync(path);
  old.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1`);
  const columns = { ...order, session_id, order_lines: JSON.stringify(order.order_lines) };
  const names = Object.keys(columns);
  old
    .prepare(`INSERT INTO orders (${names.join()}) VALUES (${names.map(() => '?').join()})`)
    .run(...Object.values(columns).map((value) => value ?? null));
  old.close();

  const { database, orders } = openShop(path);
  context.after(() => database.close());
  assert.deepEqual(orders.list(), [{ ...order, session_id }]);
  const charged = { ...order, order_id: 'order-2', subscription: 'S-TEST', created_at: '2026-12-23T10:00:00.000Z' };
  orders.add(charged);
  orders.add({ ...charged, order_id: 'order-3', created_at: '2027-01-23T10:00:00.000Z' });
  assert.deepEqual(
    orders.list().map(({ order_id }) => order_id),
    ['order-3', 'order-2', 'order-1'],
  );
  assert.throws(() => orders.add({ ...order, order_id: 'order-4' }), /CHECK constraint/, 'it belongs to nothing');
});

test('A file that is no database is refused and not overwritten', (context) => {
  const path = join(temporaryFolder(context), 'notes.txt');
  writeFileSync(path, 'These are my notes and not a database. '.repeat(100));
  assert.throws(() => openDatabase(path), { code: 'ERR_SQLITE_ERROR' });
});
