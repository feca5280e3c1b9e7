import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FakeKlarna, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop, SECRET, SHOP, type Shop } from '../support/shop.ts';

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

/** Posts like Klarna's servers: to the URL in the session, without cookies. */
function callBack(klarna: FakeKlarna, shop: Shop, body: unknown = approval, url?: string): Promise<Response> {
  const address = url ?? klarna.session?.merchant_urls?.authorization ?? '';
  const headers = { 'content-type': 'application/json', 'user-agent': 'Klarna' };
  return shop.handler(new Request(address, { method: 'POST', headers, body: JSON.stringify(body) }));
}

describe('Klarna’s authorization callback', () => {
  it('the callback places the order although the browser is gone', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const response = await callBack(klarna, shop);
    assert.deepEqual([response.status, await response.text()], [204, '']);
    assert.equal(shop.saved[0]?.order.order_id, 'order-1');
    assert.equal(shop.saved[0]?.context.door, 'callback');
  });

  it('the callback orders nothing in a multi-page checkout: the last page orders', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const { revision } = await (await shop.post('/session')).json();
    const held = await (await shop.post('/session', { finalize: 'manual' })).json();
    assert.notEqual(held.revision, revision, 'the session that is open has to learn of it');
    klarna.approve();
    const response = await callBack(klarna, shop);
    assert.equal(response.status, 204);
    assert.equal(shop.saved.length, 0);
    assert.equal((await shop.post('/order', approval)).status, 200);
    assert.equal(shop.saved[0]?.context.door, 'browser');
  });

  it('the callback does not ask for the cart, because it has no cookie', async () => {
    await using klarna = await startFakeKlarna();
    const asked: string[] = [];
    const shop = createShop(klarna, {
      getOrder: (_, { type }) => {
        asked.push(type);
        return cartOf();
      },
    });
    await shop.post('/session');
    klarna.approve();
    await callBack(klarna, shop);
    assert.deepEqual(asked, ['session']);
  });

  it('callback and browser get the same order, in every sequence of events', async () => {
    const browser = (_: FakeKlarna, shop: Shop) => shop.post('/order', approval);
    const doors = [
      [browser, callBack],
      [callBack, browser],
      [callBack, callBack],
      [browser, browser],
    ] as const;
    for (const [first, second] of doors) {
      for (const together of [true, false]) {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna);
        await shop.post('/session');
        klarna.approve();
        const answers = together
          ? await Promise.all([first(klarna, shop), second(klarna, shop)])
          : [await first(klarna, shop), await second(klarna, shop)];
        for (const { ok } of answers) assert.ok(ok);
        assert.deepEqual([...new Set(shop.saved.map(({ order }) => order.order_id))], ['order-1']);
      }
    }
  });

  it('the callback asks Klarna for nothing if the shop has saved the session’s order', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { findOrder: () => ({ order_id: 'order-1', fraud_status: 'ACCEPTED' }) });
    await shop.post('/session');
    klarna.approve();
    assert.equal((await shop.post('/order', approval)).status, 200);
    const asked = klarna.seen.length;
    assert.equal((await callBack(klarna, shop)).status, 204);
    assert.equal((await callBack(klarna, shop, { ...approval, authorization_token: 'token-0' })).status, 204);
    assert.equal(klarna.seen.length, asked);
    assert.equal(shop.saved.length, 1);
  });

  it('the callback places the order although the shop cannot look for it, and onError gets the reason', async () => {
    await using klarna = await startFakeKlarna();
    const failure = new Error('The database has too many connections.');
    const shop = createShop(klarna, {
      findOrder: () => {
        throw failure;
      },
    });
    await shop.post('/session');
    klarna.approve();
    assert.equal((await callBack(klarna, shop)).status, 204);
    assert.deepEqual(
      shop.saved.map(({ order }) => order.order_id),
      ['order-1'],
    );
    assert.deepEqual(
      shop.errors.map((error) => (error as Error).cause),
      [failure],
    );
  });

  it('a repeated callback is answered again, and saves an order that could not be saved before', async () => {
    await using klarna = await startFakeKlarna();
    const outcomes = [new Error('disk full'), undefined];
    const saved: string[] = [];
    const shop = createShop(klarna, {
      onOrder: ({ order_id }) => {
        const error = outcomes.shift();
        if (error) throw error;
        saved.push(order_id);
      },
    });
    await shop.post('/session');
    klarna.approve();
    assert.equal((await callBack(klarna, shop)).status, 500);
    assert.equal((await callBack(klarna, shop)).status, 204);
    assert.deepEqual(saved, ['order-1']);
  });

  it('the callback is refused with a token that this shop did not make', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const other = createShop(klarna, { secret: `${SECRET} of another shop` });
    await other.post('/session');
    klarna.approve();
    assert.equal((await callBack(klarna, shop)).status, 403);
    const forged = `${SHOP}/callback/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/authorization`;
    assert.equal((await callBack(klarna, shop, approval, forged)).status, 403);
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });

  it('the callback is refused with a token that was made for another host', async () => {
    await using klarna = await startFakeKlarna();
    const heard: unknown[] = [];
    const shop = createShop(klarna, { onNotification: (event) => void heard.push(event) });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    // Any client can send this request, with any `Host`.
    await shop.handler(new Request('https://evil.example/klarna/session', init));
    const { authorization = '', notification = '' } = klarna.session?.merchant_urls ?? {};
    assert.match(notification, /^https:\/\/evil\.example\//);
    const atShop = (url: string) => url.replace('evil.example', 'shop.example');
    klarna.approve();
    const event = { order_id: 'order-1', event_type: 'FRAUD_RISK_ACCEPTED' };
    assert.equal((await callBack(klarna, shop, event, atShop(notification))).status, 403);
    assert.equal((await callBack(klarna, shop, approval, atShop(authorization))).status, 403);
    assert.deepEqual([heard, klarna.calls('POST', '/order').length], [[], 0]);
  });

  it('the callback URL begins with publicUrl, whatever host a client names', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { publicUrl: SHOP });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    await shop.handler(new Request('https://evil.example/klarna/session', init));
    klarna.approve();
    assert.ok(klarna.session?.merchant_urls?.authorization?.startsWith(`${SHOP}/callback/`));
    assert.equal((await callBack(klarna, shop)).status, 204);
  });

  it('the callback is refused with a token that is too old', async (test) => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() + 97 * 3_600_000 });
    assert.equal((await callBack(klarna, shop)).status, 403);
  });

  it('the sessions of a quarter of an hour share a callback URL, which is valid for days', async (test) => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const now = Date.now();
    const openAt = async (minute: number) => {
      test.mock.timers.reset();
      test.mock.timers.enable({ apis: ['Date'], now: now + minute * 60_000 });
      shop.cookie = '';
      await shop.post('/session');
      return klarna.session?.merchant_urls?.authorization ?? '';
    };
    const first = await openAt(0);
    assert.equal(await openAt(14), first);
    const second = await openAt(16);
    assert.notEqual(second, first);
    assert.notEqual(await openAt(-60), second, 'a clock that was set back');
    await openAt(95 * 60);
    klarna.approve();
    assert.equal((await callBack(klarna, shop, { ...approval, session_id: 'session-5' }, first)).status, 204);
  });

  it('the callback is refused with the cookie in place of the token', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const url = `${SHOP}/callback/${shop.cookie.split('=')[1]}/authorization`;
    assert.equal((await callBack(klarna, shop, approval, url)).status, 403);
  });

  it('the callback is refused with an authorization_token or a session that Klarna does not know', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    assert.equal((await callBack(klarna, shop, { ...approval, authorization_token: 'other' })).status, 403);
    assert.equal((await callBack(klarna, shop, { ...approval, session_id: 'other' })).status, 410);
    assert.equal((await callBack(klarna, shop, {})).status, 400);
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });

  it('the callback answers an error if Klarna has a fault, so that Klarna calls again', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    klarna.breakNext('POST /order', klarnaError(500, 'INTERNAL_SERVER_ERROR'), 3);
    assert.equal((await callBack(klarna, shop)).status, 502);
    assert.equal((await callBack(klarna, shop)).status, 204);
  });
});

describe('Klarna’s notification', () => {
  const event = { order_id: 'order-1', event_type: 'FRAUD_RISK_ACCEPTED' };

  it('Klarna gets a notification URL only if the shop has onNotification, and its post reaches the shop', async () => {
    await using klarna = await startFakeKlarna();
    await createShop(klarna).post('/session');
    assert.equal(klarna.session?.merchant_urls?.notification, undefined);
    const heard: unknown[] = [];
    const shop = createShop(klarna, { onNotification: (one) => void heard.push(one) });
    await shop.post('/session');
    const url = klarna.session?.merchant_urls?.notification ?? '';
    assert.equal((await callBack(klarna, shop, event, url)).status, 204);
    assert.deepEqual(heard, [event]);
  });

  it('a notification with a false token is refused, and one that the shop could not handle gets an error', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { onNotification: () => Promise.reject(new Error('disk full')) });
    await shop.post('/session');
    const url = klarna.session?.merchant_urls?.notification ?? '';
    assert.equal((await callBack(klarna, shop, event, url)).status, 500);
    assert.equal((await callBack(klarna, shop, event, `${SHOP}/callback/AAAA/notification`)).status, 403);
    assert.equal((await callBack(klarna, shop, {}, url)).status, 400);
  });
});
