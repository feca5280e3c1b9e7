/** An authorization is not an order yet, and another tab asks for a session in another language. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { type FakeKlarna, startFakeKlarna } from '../support/fake-klarna.ts';
import { wiretap } from '../support/intercept-fetch.ts';
import { cartOf, createShop, type Shop } from '../support/shop.ts';
import { openShop, type SimulatedShop } from '../support/simulated-shop.ts';
import { leaveInDoubt, opened, orderElsewhere, reasonOf } from '../support/unsaved-order.ts';

const ENGLISH = { locale: 'en-SE' };

describe('an unspent authorization, if a page asks for a session in another language', () => {
  it('the unspent authorization is offered, and its session does not change', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const first = await (await shop.post('/session')).json();
    klarna.approve();
    const { session_id, authorization_token, locale } = await (await shop.post('/session', ENGLISH)).json();
    assert.deepEqual([session_id, authorization_token, locale], ['session-1', 'token-1', 'sv-SE']);
    const { revision } = await (await shop.post('/session')).json();
    assert.equal(revision, first.revision);
    assert.deepEqual([opened(klarna), klarna.calls('POST', '/session-1').length], [1, 0]);
    assert.equal(klarna.calls('DELETE', '/token-1').length, 0);
  });

  it('the unspent authorization is offered, and the handler finds its order later', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    assert.equal((await (await shop.post('/session', ENGLISH)).json()).authorization_token, 'token-1');
    await orderElsewhere(klarna);
    assert.deepEqual(await reasonOf(await shop.post('/session', ENGLISH)), [409, 'already-ordered']);
    assert.equal(opened(klarna), 1);
  });

  const sell = (change: Partial<SessionRequest>) => (_: FakeKlarna, shop: Shop) => {
    shop.cart = { ...cartOf(), ...change };
  };
  const others: Record<string, (klarna: FakeKlarna, shop: Shop) => unknown> = {
    'the cart has changed': (_, shop) => {
      shop.cart = cartOf(5000);
    },
    'the cart has changed since, and the session was updated': async (_, shop) => {
      shop.cart = cartOf(5000);
      await shop.post('/session');
    },
    'the country has changed': sell({ purchase_country: 'DE', purchase_currency: 'EUR' }),
    'the cart turned into a subscription': sell({ intent: 'buy_and_tokenize' }),
    'its session is about to expire': ({ session }) => {
      Object.assign(session ?? {}, { expires_at: new Date(Date.now() + 60_000).toISOString() });
    },
  };
  for (const [why, change] of Object.entries(others)) {
    it(`the unspent authorization is cancelled if ${why}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { onCustomerToken: () => undefined });
      await shop.post('/session');
      klarna.approve();
      await change(klarna, shop);
      const { session_id, authorization_token } = await (await shop.post('/session', ENGLISH)).json();
      assert.deepEqual([session_id, authorization_token], ['session-2', undefined]);
      assert.equal(klarna.calls('DELETE', '/token-1').length, 1);
    });
  }

  it('the unspent authorization is cancelled for a multi-page checkout, because the callback would order too early', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const { session_id } = await (await shop.post('/session', { ...ENGLISH, finalize: 'manual' })).json();
    assert.equal(session_id, 'session-2');
    assert.equal(klarna.calls('DELETE', '/token-1').length, 1);
  });
});

describe('an authorization whose order failed once', () => {
  /** The shopper authorizes the first tab's session, and its order fails. */
  async function failOnce(shop: SimulatedShop, tap: ReturnType<typeof wiretap>, session_id: string) {
    const order = { session_id, authorization_token: shop.approve(session_id) };
    tap.before('POST /order', () => new Response(null, { status: 403 }));
    assert.equal((await shop.request('/order', order)).status, 502);
    return order;
  }

  const ways: Record<string, (shop: SimulatedShop) => Promise<string>> = {
    'of the cookie': (shop) => shop.open(),
    'of which the cookie has only the id': async (shop) => {
      const session_id = await shop.open();
      shop.jar.cookie = '';
      await shop.open();
      return session_id;
    },
  };
  for (const [which, open] of Object.entries(ways)) {
    for (const wish of [ENGLISH, {}]) {
      it(`the authorization is offered to another tab that asks with ${JSON.stringify(wish)}: the session is one ${which}`, async () => {
        const tap = wiretap();
        await using shop = await openShop({ fetch: tap.fetch });
        const order = await failOnce(shop, tap, await open(shop));
        const opened = shop.klarna.sessions().length;
        const { session_id, authorization_token } = (await shop.request('/session', wish)).body;
        assert.deepEqual({ session_id, authorization_token }, order);
        assert.equal(shop.klarna.sessions().length, opened);
        const [second, first] = [await shop.request('/order', order), await shop.request('/order', order)];
        assert.deepEqual([second.status, first.status], [200, 200]);
        assert.deepEqual([second.body.order_id, first.body.order_id], [shop.saved[0], shop.saved[0]]);
        assert.equal(shop.klarna.orders().length, 1);
      });
    }
  }

  it('the authorization is cancelled and makes no second order if the other tab’s session has replaced its session', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const left = await shop.open();
    await shop.open(ENGLISH);
    const order = await failOnce(shop, tap, left);
    const { session_id, authorization_token } = (await shop.request('/session', ENGLISH)).body;
    assert.equal(authorization_token, undefined);
    assert.notEqual(session_id, left);
    const next = { session_id, authorization_token: shop.approve(session_id) };
    assert.equal((await shop.request('/order', next)).status, 200);
    assert.equal((await shop.request('/order', order)).body.reason, 'expired');
    assert.equal(shop.klarna.orders().length, 1);
  });
});
