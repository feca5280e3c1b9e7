/** The shopper's cookie goes, or names another session: the customer tokens that only it knows are cancelled before. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSubscriptions, type SubscriptionShop } from '../support/subscription-shop.ts';

const HOUR_MS = 60 * 60_000;

/** Klarna does not order the authorization, and its customer token is active. */
async function failOnce(shop: SubscriptionShop) {
  const approval = await shop.approveAnew();
  shop.refuseOrder();
  assert.equal(await shop.order(approval), 502);
  return approval;
}

describe('a customer token of an authorization that became no order', () => {
  it('POST /cancel cancels the token', async () => {
    await using shop = await openSubscriptions();
    await failOnce(shop);
    assert.equal((await shop.request('/cancel', {})).status, 204);
    assert.deepEqual(shop.active(), []);
  });

  it('POST /cancel cancels the tokens of older authorizations too', async () => {
    await using shop = await openSubscriptions();
    for (const total of [1000, 2000, 3000]) {
      shop.cart.total = total;
      const { session_id, authorization_token } = await shop.approveAnew();
      shop.refuseOrder();
      assert.equal(await shop.callBack(session_id, authorization_token), 502);
      await shop.open();
    }
    assert.equal(shop.active().length, 3);
    assert.equal((await shop.request('/cancel', {})).status, 204);
    assert.deepEqual(shop.active(), []);
  });

  for (const call of ['GET', 'POST /customer-token', 'DELETE', 'PATCH /status']) {
    it(`POST /cancel keeps the cookie if Klarna does not answer ${call}, and the same request cancels the token`, async () => {
      await using shop = await openSubscriptions();
      await failOnce(shop);
      const { cookie } = shop.jar;
      shop.tap.before(call, () => new Response(null, { status: 429 }));
      assert.equal((await shop.request('/cancel', {})).status, 503);
      assert.equal(shop.jar.cookie, cookie);
      assert.equal((await shop.request('/cancel', {})).status, 204);
      assert.deepEqual(shop.active(), []);
    });
  }

  for (const change of [{ total: 2000 }, { intent: 'buy' }] as const) {
    it(`a new session cancels the token of the old one, after a change to ${JSON.stringify(change)}`, async () => {
      await using shop = await openSubscriptions();
      const first = await failOnce(shop);
      Object.assign(shop.cart, change);
      const session_id = await shop.open({ locale: 'en-SE' });
      assert.notEqual(session_id, first.session_id);
      assert.deepEqual(shop.active(), []);
      assert.equal(await shop.order({ session_id, authorization_token: shop.approve(session_id) }), 200);
      assert.equal(shop.active().length, 'intent' in change ? 0 : 1);
    });
  }

  it('a new session cancels the older tokens of a session that the callback ordered, and keeps the order’s', async () => {
    await using shop = await openSubscriptions();
    const { session_id } = await failOnce(shop);
    shop.cart.total = 2000;
    await shop.open();
    const second = { session_id, authorization_token: shop.approve(session_id) };
    // A reload notes the authorization, and the callback then orders it.
    await shop.open();
    assert.equal(await shop.callBack(session_id, second.authorization_token), 204);
    // The shopper still has the order to see: the page asks for it.
    assert.equal((await shop.request('/session', {})).body.reason, 'already-ordered');
    assert.equal((await shop.request('/outcome')).body.status, 'complete');
    assert.notEqual(await shop.open(), session_id);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });

  for (const call of ['DELETE', 'PATCH /status']) {
    it(`the cookie notes an authorization that only the callback ordered, if Klarna’s answer to ${call} is lost`, async () => {
      for (const [route, wish] of [
        ['/session', { locale: 'en-SE' }],
        ['/cancel', {}],
      ] as const) {
        await using shop = await openSubscriptions();
        const { session_id, authorization_token } = await shop.approveAnew();
        shop.refuseOrder();
        assert.equal(await shop.callBack(session_id, authorization_token), 502);
        shop.cart.total = 2000;
        shop.tap.before(call, async (sent) => {
          await fetch(sent);
          return new Response(null, { status: 429 });
        });
        assert.equal((await shop.request(route, wish)).status, 503);
        assert.equal((await shop.request(route, wish)).status, route === '/cancel' ? 204 : 200);
        assert.deepEqual(shop.active(), []);
      }
    });
  }

  it('POST /order cancels the token of a replaced authorization, although the cookie names another session', async () => {
    await using shop = await openSubscriptions();
    const first = await failOnce(shop);
    shop.jar.cookie = '';
    assert.notEqual(await shop.open(), first.session_id);
    shop.approve(first.session_id);
    assert.equal(await shop.order(first), 410);
    assert.deepEqual(shop.active(), []);
  });

  it('POST /order for another tab’s session cancels the tokens of the closed one', async () => {
    await using shop = await openSubscriptions();
    const left = await shop.open();
    const next = await shop.open({ locale: 'en-SE' });
    shop.refuseOrder();
    assert.equal(await shop.order({ session_id: next, authorization_token: shop.approve(next) }), 502);
    assert.equal(await shop.order({ session_id: left, authorization_token: shop.approve(left) }), 200);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });

  it('POST /order cancels the tokens before it drops the cookie of an authorization that has expired', async () => {
    await using shop = await openSubscriptions();
    const first = await failOnce(shop);
    shop.wait(HOUR_MS + 1);
    assert.equal(await shop.order(first), 410);
    assert.deepEqual(shop.active(), []);
    assert.equal(await shop.order(await shop.approveAnew()), 200);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });
});

describe('the shopper authorizes while the handler closes the session, and the callback has read it before', () => {
  for (const [route, asks] of Object.entries({ '/session': true, '/cancel': false })) {
    it(`POST ${route} leaves no order of the closed session`, async () => {
      await using shop = await openSubscriptions({ intent: 'buy' });
      const session_id = await shop.open();
      const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      let late: Promise<number> | undefined;
      shop.tap.before(`POST /${session_id}`, async () => {
        shop.tap.before('POST /order', async () => {
          reached.resolve();
          await released.promise;
        });
        late = shop.callBack(session_id, shop.approve(session_id));
        await reached.promise;
      });
      const { status } = await shop.request(route, asks ? { without: session_id } : {});
      released.resolve();
      assert.deepEqual([status, await late, shop.klarna.orders().length], [asks ? 200 : 204, 410, 0]);
    });
  }

  it('POST /session finds the order that the callback placed while the handler closed the session', async () => {
    await using shop = await openSubscriptions({ intent: 'buy' });
    const session_id = await shop.open();
    shop.tap.before(`POST /${session_id}`, () => {
      shop.tap.before(`GET /${session_id}`, async () => {
        const authorization_token = shop.approve(session_id);
        assert.equal(await shop.order({ session_id, authorization_token }), 200);
      });
    });
    const { status, body } = await shop.request('/session', { without: session_id });
    assert.deepEqual([status, body.reason, shop.klarna.sessions().length], [409, 'already-ordered', 1]);
  });
});

describe('a shop without findOrder, if the callback ordered a newer authorization than the cookie knows', () => {
  for (const intent of ['buy', 'buy_and_tokenize'] as const) {
    it(`the shopper can buy again, and onError gets the order that the handler cannot ask for: ${intent}`, async () => {
      await using shop = await openSubscriptions({ intent, hasFindOrder: false });
      const { session_id } = await failOnce(shop);
      shop.cart.total = 2000;
      await shop.open();
      assert.equal(await shop.callBack(session_id, shop.approve(session_id)), 204);
      shop.errors.length = 0;
      const next = await shop.open();
      assert.notEqual(next, session_id);
      assert.match(shop.errors.map(String).join(), new RegExp(`order for session ${session_id}`));
      assert.equal(await shop.order({ session_id: next, authorization_token: shop.approve(next) }), 200);
      assert.equal(shop.active().length, intent === 'buy' ? 0 : 2);
    });
  }
});

it('the cookie notes no authorization that Klarna has not named for the session', async () => {
  await using shop = await openSubscriptions({ intent: 'buy' });
  const { session_id, authorization_token } = await shop.approveAnew();
  shop.tap.before(`GET /${session_id}`, () => new Response(null, { status: 429 }));
  assert.equal(await shop.order({ session_id, authorization_token: 'made-up' }), 503);
  assert.equal(await shop.callBack(session_id, authorization_token), 204);
  const next = await shop.request('/session', {});
  assert.deepEqual([next.status, next.body.session_id === session_id], [200, false]);
});
