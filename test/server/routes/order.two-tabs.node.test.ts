/** Two tabs of one browser have a session each: one cookie, one cart, one order. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wiretap } from '../support/intercept-fetch.ts';
import { openShop, type SimulatedShop } from '../support/simulated-shop.ts';

/** The first tab shows a session, and another tab opens the next one. */
async function leave(shop: SimulatedShop, wish: Record<string, unknown> = { locale: 'en-SE' }) {
  const left = await shop.open();
  const next = await shop.open({ ...wish, ...('without' in wish && { without: left }) });
  assert.notEqual(next, left);
  return { left, next };
}

const reasonOf = ({ status, body }: { status: number; body: { code?: string; reason?: string } }) => [
  status,
  body.code,
  body.reason,
];

type Approval = Record<'session_id' | 'authorization_token', string>;

const EXPIRED = [410, 'authorization', 'expired'];

/** The token comes too late, and Klarna has cancelled it. */
async function expectSecond(shop: SimulatedShop, late: Approval, ordered: string): Promise<void> {
  assert.deepEqual(reasonOf(await shop.request('/order', late)), EXPIRED);
  assert.equal((await shop.request('/outcome')).body.session_id, ordered, 'the cookie is of the one that is ordered');
  shop.jar.cookie = '';
  assert.deepEqual(reasonOf(await shop.request('/order', late)), EXPIRED);
  assert.equal(shop.klarna.orders().length, 1);
}

describe('a session that another tab has replaced', () => {
  const ways: Record<string, (shop: SimulatedShop) => Promise<{ left: string; next: string }>> = {
    'for one of another language': (shop) => leave(shop),
    'because the page gave it up': (shop) => leave(shop, { without: '' }),
    'for a multi-page checkout': (shop) => leave(shop, { locale: 'en-SE', finalize: 'manual' }),
    'after the shopper paid another way and returned': async (shop) => {
      const left = await shop.open();
      await shop.request('/cancel', {});
      return { left, next: await shop.open() };
    },
    'though both are of a checkout of several pages': async (shop) => {
      const left = await shop.open({ finalize: 'manual' });
      return { left, next: await shop.open({ finalize: 'manual', locale: 'en-SE' }) };
    },
  };
  for (const [why, way] of Object.entries(ways)) {
    it(`the replaced session is ordered if the shopper authorized it, and the next one is not: replaced ${why}`, async () => {
      await using shop = await openShop();
      const { left, next } = await way(shop);
      const late = { session_id: left, authorization_token: shop.approve(left) };
      const placed = await shop.request('/order', late);
      assert.equal(placed.status, 200);
      assert.deepEqual(await shop.request('/outcome').then(({ body }) => [body.status, body.session_id]), [
        'complete',
        left,
      ]);
      const token = shop.approve(next);
      assert.equal(await shop.callBack(next, token), 204, 'taken in, and nothing done');
      assert.deepEqual(
        reasonOf(await shop.request('/order', { session_id: next, authorization_token: token })),
        EXPIRED,
      );
      assert.deepEqual(shop.saved, [placed.body.order_id]);
      assert.equal(shop.klarna.orders().length, 1);
      assert.notEqual(await shop.open(), next);
    });
  }

  it('the next session’s authorization is cancelled before the replaced session is ordered', async () => {
    await using shop = await openShop();
    const { left, next } = await leave(shop);
    const given = { session_id: next, authorization_token: shop.approve(next) };
    const late = { session_id: left, authorization_token: shop.approve(left) };
    assert.equal((await shop.request('/order', late)).status, 200);
    shop.jar.cookie = '';
    assert.deepEqual(reasonOf(await shop.request('/order', given)), EXPIRED);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the replaced session’s authorization is cancelled if the next one has its order', async () => {
    await using shop = await openShop();
    const { left, next } = await leave(shop);
    const late = { session_id: left, authorization_token: shop.approve(left) };
    const order = { session_id: next, authorization_token: shop.approve(next) };
    assert.equal(await shop.callBack(order.session_id, order.authorization_token), 204);
    await expectSecond(shop, late, next);
  });

  it('the next session’s unsaved order is saved first', async () => {
    let isLocked = true;
    const saved = new Set<string>();
    await using shop = await openShop({
      onOrder: ({ order_id }) => {
        if (isLocked) throw new Error('database is locked');
        saved.add(order_id);
      },
    });
    const { left, next } = await leave(shop);
    const order = { session_id: next, authorization_token: shop.approve(next) };
    assert.equal((await shop.request('/order', order)).status, 500);
    isLocked = false;
    const late = { session_id: left, authorization_token: shop.approve(left) };
    assert.deepEqual(reasonOf(await shop.request('/order', late)), [409, 'order', 'already-ordered']);
    const { body } = await shop.request('/outcome');
    assert.deepEqual([body.status, [body.order.order_id]], ['complete', [...saved]]);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the replaced session keeps its authorization while the next one’s callback may still order', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const { left, next } = await leave(shop);
    const late = { session_id: left, authorization_token: shop.approve(left) };
    tap.before(`POST /${next}`, () => new Response(null, { status: 403 }));
    assert.deepEqual(reasonOf(await shop.request('/order', late)), [503, 'session', 'unavailable']);
    assert.equal((await shop.request('/outcome')).body.session_id, next);
    assert.equal((await shop.request('/order', late)).status, 200);
  });

  it('the replaced session is not ordered while Klarna does not answer about the next one', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const { left, next } = await leave(shop);
    const late = { session_id: left, authorization_token: shop.approve(left) };
    tap.before(`GET /${next}`, () => new Response(null, { status: 400 }));
    assert.equal((await shop.request('/order', late)).body.klarna_status, 400);
    assert.equal(tap.count('DELETE'), 0);
    assert.equal((await shop.request('/order', late)).status, 200);
  });

  it('the replaced session is ordered if no cookie names another one', async () => {
    await using shop = await openShop();
    const { left } = await leave(shop);
    shop.jar.cookie = '';
    const order = { session_id: left, authorization_token: shop.approve(left) };
    assert.equal((await shop.request('/order', order)).status, 200);
  });

  it('the replaced session’s authorization is cancelled if the next one is ordered while it is closed', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const { left, next } = await leave(shop);
    const late = { session_id: left, authorization_token: shop.approve(left) };
    tap.before(`POST /${next}`, async () => {
      assert.equal(await shop.callBack(next, shop.approve(next)), 204);
    });
    await expectSecond(shop, late, next);
  });

  it('the replaced session’s authorization is cancelled if the next one is ordered just before it is cancelled', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const { left, next } = await leave(shop);
    const order = { session_id: next, authorization_token: shop.approve(next) };
    const late = { session_id: left, authorization_token: shop.approve(left) };
    const { cookie } = shop.jar;
    tap.before(`DELETE /${order.authorization_token}`, async () => {
      shop.jar.cookie = '';
      assert.equal((await shop.request('/order', order)).status, 200);
      shop.jar.cookie = cookie;
    });
    await expectSecond(shop, late, next);
  });
});
