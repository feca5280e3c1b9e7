/** A caller brings a token to another shopper's session. With the simulator, which has many sessions. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderCreated } from '../../../src/klarna/types.ts';
import { openShop, type SimulatedShop } from '../support/simulated-shop.ts';

interface Row {
  session_id: string;
  order: OrderCreated;
}

/** A shop with `findOrder`. */
async function openKnowingShop() {
  const rows: Row[] = [];
  const errors: unknown[] = [];
  const shop = await openShop({
    onOrder(order, { session_id }) {
      const other = rows.find((row) => row.session_id === session_id && row.order.order_id !== order.order_id);
      if (other) throw new Error('session_id is unique');
      if (!rows.some((row) => row.order.order_id === order.order_id)) rows.push({ session_id, order });
    },
    findOrder: (session_id) => rows.find((row) => row.session_id === session_id)?.order,
    onError: (error) => void errors.push(error),
  });
  return Object.assign(shop, { rows, errors });
}

describe('an order that is requested again when the cookie belongs to the next cart', () => {
  const orderThenGoOn = async (shop: SimulatedShop) => {
    const session_id = await shop.open();
    const order = { session_id, authorization_token: shop.approve(session_id) };
    assert.equal((await shop.request('/order', order)).status, 200);
    assert.notEqual(await shop.open(), session_id);
    return order;
  };

  it('the handler returns the order that the shop has saved, and does not save it again', async () => {
    let saves = 0;
    const orders: OrderCreated[] = [];
    await using shop = await openShop({
      onOrder: (order) => {
        saves += 1;
        orders.push(order);
      },
      findOrder: () => orders[0],
    });
    const again = await shop.request('/order', await orderThenGoOn(shop));
    assert.deepEqual([again.status, again.body.order_id], [200, orders[0]?.order_id]);
    assert.equal(saves, 1);
  });

  it('the handler returns no order if Klarna has rejected it since', async () => {
    let fraud_status: 'ACCEPTED' | 'REJECTED' = 'ACCEPTED';
    let saved: OrderCreated | undefined;
    await using shop = await openShop({
      onOrder: (order) => {
        saved = order;
      },
      findOrder: () => saved && { ...saved, fraud_status },
    });
    const order = await orderThenGoOn(shop);
    fraud_status = 'REJECTED';
    const again = await shop.request('/order', order);
    assert.deepEqual([again.status, again.body.reason], [402, 'declined']);
  });
});

/** Opens a session in a browser of its own. */
async function openElsewhere(shop: SimulatedShop): Promise<string> {
  shop.jar.cookie = '';
  return shop.open({ finalize: 'manual' });
}

for (const [name, keepsCookie] of [
  ['without a cookie', false],
  ['with the cookie of the other session', true],
] as const) {
  describe(`a token of another session, ${name}`, () => {
    it('a token of another session does not become the order of an open session', async () => {
      await using shop = await openKnowingShop();
      const session_id = await openElsewhere(shop);
      const { cookie } = shop.jar;
      const authorization_token = shop.approve(await openElsewhere(shop));
      if (!keepsCookie) shop.jar.cookie = '';
      assert.equal((await shop.request('/order', { session_id, authorization_token })).status, 410);
      assert.equal(shop.klarna.orders().length, 0);

      shop.jar.cookie = cookie;
      const own = { session_id, authorization_token: shop.approve(session_id) };
      assert.equal((await shop.request('/order', own)).status, 200);
      assert.deepEqual([shop.klarna.orders().length, shop.rows.length], [1, 1]);
    });

    it('a token of another session does not reveal the order of a session', async () => {
      await using shop = await openKnowingShop();
      const session_id = await openElsewhere(shop);
      const own = { session_id, authorization_token: shop.approve(session_id) };
      const { body: placed } = await shop.request('/order', own);

      shop.setCart(5000);
      const other_id = await openElsewhere(shop);
      const spent = { session_id: other_id, authorization_token: shop.approve(other_id) };
      assert.equal((await shop.request('/order', spent)).status, 200);
      if (!keepsCookie) shop.jar.cookie = '';
      const answer = await shop.request('/order', { ...spent, session_id });
      assert.equal(answer.status, 409);
      assert.ok(!JSON.stringify(answer.body).includes(placed.order_id));
    });

    it('a token of another session is not saved as a second order, and onError gets it', async () => {
      await using shop = await openKnowingShop();
      const session_id = await openElsewhere(shop);
      const own = { session_id, authorization_token: shop.approve(session_id) };
      assert.equal((await shop.request('/order', own)).status, 200);

      const authorization_token = shop.approve(await openElsewhere(shop));
      if (!keepsCookie) shop.jar.cookie = '';
      const answer = await shop.request('/order', { session_id, authorization_token });
      assert.deepEqual([answer.status, answer.body.reason], [409, 'already-placed']);
      assert.equal(shop.rows.length, 1);
      const stray = shop.klarna.orders().at(-1)?.order_id ?? assert.fail();
      assert.match(String(shop.errors.at(-1)), new RegExp(`${stray}.*Cancel it`));
    });
  });
}

it('a token of another session does not become the order of the shopper’s own unauthorized session', async () => {
  await using shop = await openKnowingShop();
  const victim = await openElsewhere(shop);
  const authorization_token = shop.approve(victim);
  const session_id = await openElsewhere(shop);
  const answer = await shop.request('/order', { session_id, authorization_token });
  assert.deepEqual([answer.status, answer.body.reason], [410, 'expired']);
  assert.equal(shop.klarna.orders().length, 0);
  shop.jar.cookie = '';
  const own = { session_id: victim, authorization_token };
  assert.equal((await shop.request('/order', own)).status, 200, 'the approval is unspent');
});

it('an order is found again without a cookie, by the token that made it', async () => {
  await using shop = await openKnowingShop();
  const session_id = await openElsewhere(shop);
  const own = { session_id, authorization_token: shop.approve(session_id) };
  shop.jar.cookie = '';
  const first = await shop.request('/order', own);
  shop.jar.cookie = '';
  const second = await shop.request('/order', own);
  assert.deepEqual([first.status, second.status, second.body.order_id], [200, 200, first.body.order_id]);
  assert.equal(shop.rows.length, 1);
});
