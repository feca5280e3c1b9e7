/** Klarna's callback orders the cart while the page asks for a session. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { wiretap } from '../support/intercept-fetch.ts';
import { cartOf } from '../support/shop.ts';
import { openShop } from '../support/simulated-shop.ts';

/**
 * The shopper has a session.
 *
 * @param next the cart from the order on
 */
async function openScene(next: SessionRequest | null) {
  const tap = wiretap();
  let cart: SessionRequest | null = cartOf();
  const shop = await openShop({
    fetch: tap.fetch,
    getOrder: () => cart,
    onOrder: () => {
      cart = next;
    },
  });
  const session_id = await shop.open();
  return Object.assign(shop, {
    session_id,
    /** The moment just before the handler reads the session or closes it. */
    orderBefore: (method: string) =>
      tap.before(`${method} /${session_id}`, () => shop.callBack(session_id, shop.approve(session_id))),
  });
}

describe('POST /session, if the cart is bought after getOrder returned it', () => {
  const scenes = [
    ['reads the session', 'GET', {}],
    ['reads the old session, for a page in another language', 'GET', { locale: 'en-SE' }],
    ['closes the old session, for a page in another language', 'POST', { locale: 'en-SE' }],
    ['updates the session, for a multi-page checkout', 'POST', { finalize: 'manual' }],
  ] as const;
  for (const [when, method, wish] of scenes) {
    it(`POST /session finds nothing to buy if the callback orders just before the handler ${when}`, async () => {
      await using shop = await openScene(null);
      shop.orderBefore(method);
      const { status, body } = await shop.request('/session', wish);
      assert.deepEqual([status, body.code, body.reason], [409, 'session', 'empty-cart']);
      assert.deepEqual([shop.klarna.sessions().length, shop.klarna.orders().length], [1, 1]);
      assert.equal((await shop.request('/outcome')).body.status, 'complete');
    });

    it(`POST /session opens a session for the next cart if the callback orders just before the handler ${when}`, async () => {
      await using shop = await openScene(cartOf(5000));
      shop.orderBefore(method);
      const { status, body } = await shop.request('/session', wish);
      assert.deepEqual([status, body.order_amount, body.authorization_token], [200, 5000, undefined]);
      const amounts = shop.klarna.sessions().map(({ request }) => request.order_amount);
      assert.deepEqual(amounts, [9500, 5000]);
      const again = await shop.request('/session', wish);
      assert.deepEqual([again.body.session_id, again.body.revision], [body.session_id, body.revision]);
    });
  }

  for (const [when, method] of Object.entries({ read: 'GET', closed: 'POST' })) {
    it(`POST /session answers already-ordered if the callback orders just before the given-up session is ${when}`, async () => {
      for (const next of [null, cartOf(5000)]) {
        await using shop = await openScene(next);
        shop.orderBefore(method);
        const { status, body, set_cookie } = await shop.request('/session', { without: shop.session_id });
        assert.deepEqual([status, body.code, body.reason, set_cookie], [409, 'order', 'already-ordered', undefined]);
        assert.deepEqual([shop.klarna.sessions().length, shop.klarna.orders().length], [1, 1]);
        assert.equal((await shop.request('/outcome')).body.session_id, shop.session_id);
      }
    });
  }
});
