/** A page gives up its session in a browser that keeps no cookies. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wiretap } from '../support/intercept-fetch.ts';
import { openShop, type SimulatedShop } from '../support/simulated-shop.ts';

/** The fields by which the page names the session that it gives up. */
const givingUp = (shop: SimulatedShop, session_id: string) => ({
  without: session_id,
  client_token: shop.klarna.sessions().find((one) => one.session_id === session_id)?.client_token,
});

const reasonOf = ({ status, body }: { status: number; body: { reason?: string } }) => [status, body.reason];

describe('a session that a page gives up, without a cookie', () => {
  it('the callback does not order the given-up session, although the shopper authorizes it later', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    const next = await shop.open(givingUp(shop, session_id));
    assert.notEqual(next, session_id);
    assert.equal(await shop.callBack(session_id, shop.approve(session_id)), 204);
    assert.equal(shop.klarna.orders().length, 0);
    shop.jar.cookie = '';
    const order = { session_id: next, authorization_token: shop.approve(next) };
    assert.equal((await shop.request('/order', order)).status, 200);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the given-up session’s authorization is cancelled', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    shop.jar.cookie = '';
    await shop.open(givingUp(shop, session_id));
    shop.jar.cookie = '';
    assert.deepEqual(reasonOf(await shop.request('/order', { session_id, authorization_token })), [410, 'expired']);
    assert.equal(shop.klarna.orders().length, 0);
  });

  it('POST /session answers already-ordered for the given-up session, and opens no other one', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    assert.equal(await shop.callBack(session_id, shop.approve(session_id)), 204);
    assert.deepEqual(reasonOf(await shop.request('/session', givingUp(shop, session_id))), [409, 'already-ordered']);
    assert.equal(shop.klarna.sessions().length, 1);
  });

  it('a given-up session with a rejected order does not block a new session', async () => {
    await using shop = await openShop({ findOrder: () => ({ order_id: 'order-1', fraud_status: 'REJECTED' }) });
    const session_id = await shop.open();
    shop.jar.cookie = '';
    assert.equal(await shop.callBack(session_id, shop.approve(session_id)), 204);
    const { status, body } = await shop.request('/session', givingUp(shop, session_id));
    assert.equal(status, 200);
    assert.notEqual(body.session_id, session_id);
  });

  it('POST /session opens no session if the shop has not saved the given-up session’s order', async () => {
    await using shop = await openShop({ findOrder: () => null });
    const session_id = await shop.open();
    shop.jar.cookie = '';
    assert.equal(await shop.callBack(session_id, shop.approve(session_id)), 204);
    assert.deepEqual(reasonOf(await shop.request('/session', givingUp(shop, session_id))), [409, 'already-placed']);
    assert.equal(shop.klarna.sessions().length, 1);
  });

  it('POST /session opens no session while the callback may still order the given-up one', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const session_id = await shop.open();
    for (const call of [`GET /${session_id}`, `POST /${session_id}`]) {
      shop.jar.cookie = '';
      tap.before(call, () => new Response(null, { status: 403 }));
      assert.ok((await shop.request('/session', givingUp(shop, session_id))).status >= 500);
      assert.equal(shop.klarna.sessions().length, 1);
    }
    assert.notEqual(await shop.open(givingUp(shop, session_id)), session_id);
  });

  it('POST /session opens a session if Klarna does not know the given-up one', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    shop.wait(49 * 3_600_000);
    assert.notEqual(await shop.open(givingUp(shop, session_id)), session_id);
  });

  it('the given-up session is not closed if nothing proves that it belongs to the shopper', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const victim = await shop.open();
    const authorization_token = shop.approve(victim);
    const address = shop.addressOf(victim);
    shop.jar.cookie = '';
    const other = givingUp(shop, await shop.open());
    for (const proof of [{}, { client_token: other.client_token }, { client_token: '' }, { client_token: 1 }]) {
      shop.jar.cookie = '';
      const { status, body } = await shop.request('/session', { without: victim, ...proof });
      assert.equal(status, 200);
      assert.ok(!JSON.stringify(body).includes(authorization_token));
      assert.notEqual(body.session_id, victim);
    }
    assert.deepEqual([shop.addressOf(victim), tap.count('DELETE')], [address, 0]);
    assert.equal(await shop.callBack(victim, authorization_token), 204);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('POST /session refuses a `without` that is not an id', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    assert.deepEqual(reasonOf(await shop.request('/session', { without: 'x'.repeat(256) })), [400, 'bad-request']);
    assert.deepEqual(reasonOf(await shop.request('/session', { without: 5 })), [400, 'bad-request']);
    assert.equal((await shop.request('/session', { without: '' })).status, 200);
    assert.equal(tap.count('GET'), 0);
    await using empty = await openShop({ getOrder: () => null });
    assert.deepEqual(reasonOf(await empty.request('/session', { without: 5 })), [400, 'bad-request']);
  });
});
