/** A session that is left, for another one or for none: what is done with it, and what comes before. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, type FakeKlarna, json, klarnaError, startFakeKlarna } from './support/fake-klarna.ts';
import { cartOf, createShop, type Shop } from './support/shop.ts';

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

const without = { without: 'session-1' };

const UPDATE = 'POST /session-1';

const broken = klarnaError(500, 'INTERNAL_SERVER_ERROR');

async function reasonOf(response: Response): Promise<[number, string | undefined]> {
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text).reason];
}

const opened = (klarna: FakeKlarna): number => klarna.calls('POST', '/payments/v1/sessions').length;

/** Klarna answers the order with a fault, so the shop does not know whether there is one. */
async function leaveInDoubt(klarna: FakeKlarna, shop: Shop): Promise<void> {
  await shop.post('/session');
  klarna.approve();
  klarna.breakNext('POST /order', broken);
  assert.equal((await shop.post('/order', approval)).status, 502);
  klarna.mend();
}

/** The same order from another machine, whose answer this shopper never gets. */
async function orderElsewhere(klarna: FakeKlarna): Promise<void> {
  const other = createShop(klarna, { onOrder: () => Promise.reject(new Error('database is locked')) });
  assert.equal((await other.post('/order', approval)).status, 500);
  delete klarna.session?.authorization_token;
}

/** Each of them leaves the session of the cookie for another one. */
const WISHES = { 'the page gave it up': without, 'the language is another': { locale: 'en-SE' } };

for (const [why, wish] of Object.entries(WISHES)) {
  describe(`POST /session where ${why}`, () => {
    it('gives the approval back, and has Klarna’s callback order nothing', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      const { merchant_urls } = klarna.session ?? {};
      klarna.approve();
      assert.equal((await shop.post('/session', wish)).status, 200);
      assert.equal(klarna.calls('DELETE', '/token-1').length, 1);
      const authorization = merchant_urls?.authorization?.replace(/\/[^/]+$/, '/authorization?held');
      const updates = klarna.calls('POST', '/session-1').map(({ body }) => body);
      assert.deepEqual(updates, [{ merchant_urls: { ...merchant_urls, authorization } }]);
      assert.equal(opened(klarna), 2);
    });

    it('opens no other session while that callback may still order', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      const { cookie } = shop;
      klarna.breakNext(UPDATE, broken);
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [503, 'unavailable']);
      assert.deepEqual([opened(klarna), shop.cookie], [1, cookie]);
      klarna.mend();
      assert.equal((await shop.post('/session', wish)).status, 200);
      assert.equal(opened(klarna), 2);
    });

    it('leaves a callback of the shop’s own alone', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      shop.cart = { ...cartOf(), merchant_urls: { authorization: 'https://mine.example/approved' } };
      await shop.post('/session');
      assert.equal((await shop.post('/session', wish)).status, 200);
      assert.deepEqual([klarna.calls('POST', '/session-1').length, opened(klarna)], [0, 2]);
    });

    for (const call of ['GET /session-1', UPDATE]) {
      it(`opens another one where Klarna does not know the old one any more: ${call}`, async () => {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna);
        await shop.post('/session');
        klarna.breakNext(call, klarnaError(404, 'NOT_FOUND', 'Invalid session id'));
        assert.equal((await shop.post('/session', wish)).status, 200);
        assert.deepEqual([opened(klarna), shop.errors], [2, []]);
      });
    }

    it('opens none while Klarna does not say what became of the old one', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      klarna.breakNext('GET /session-1', broken);
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [502, 'klarna-error']);
      assert.equal(opened(klarna), 1);
    });

    it('has an order saved first that was in doubt', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await leaveInDoubt(klarna, shop);
      await orderElsewhere(klarna);
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [409, 'already-ordered']);
      assert.deepEqual([shop.saved.map(({ order }) => order.order_id), opened(klarna)], [['order-1'], 1]);
      assert.equal((await (await shop.get('/outcome')).json()).order.order_id, 'order-1');
      assert.equal((await shop.post('/session', wish)).status, 200);
    });

    it('has it saved too where it came to be in the moment of leaving', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await leaveInDoubt(klarna, shop);
      klarna.breakNext(UPDATE, async (reply, message) => {
        await orderElsewhere(klarna);
        klarnaError(404, 'SESSION_COMPLETED', 'Session has already been completed')(reply, message);
      });
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [409, 'already-ordered']);
      assert.deepEqual([shop.saved.map(({ order }) => order.order_id), opened(klarna)], [['order-1'], 1]);
    });

    it('opens none where nobody knows the order of the old one', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { findOrder: () => null });
      await shop.post('/session');
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [409, 'already-placed']);
      assert.equal(opened(klarna), 1);
    });

    it('does not take a customer token that is lost for a session that is gone', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { onCustomerToken: () => undefined });
      shop.cart = { ...cartOf(), intent: 'tokenize' };
      await shop.post('/session');
      klarna.approve();
      klarna.breakNext('POST /customer-token', broken);
      assert.equal((await shop.post('/order', approval)).status, 502);
      klarna.mend();
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      klarna.breakNext('POST /customer-token', klarnaError(404, 'NOT_FOUND', 'Invalid authorization token'));
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [410, 'expired']);
      assert.equal(opened(klarna), 1);
    });
  });
}

describe('POST /cancel', () => {
  it('has an order saved first that was in doubt, and the outcome tells it', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    await orderElsewhere(klarna);
    assert.deepEqual(await reasonOf(await shop.post('/cancel')), [409, 'already-ordered']);
    assert.deepEqual(
      shop.saved.map(({ order }) => order.order_id),
      ['order-1'],
    );
    assert.equal((await (await shop.get('/outcome')).json()).order.order_id, 'order-1');
    assert.deepEqual(await reasonOf(await shop.post('/cancel')), [204, undefined]);
  });

  it('gives nothing up while that order cannot be saved, or nobody knows it', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { onOrder: () => Promise.reject(new Error('database is locked')) });
    await leaveInDoubt(klarna, shop);
    await orderElsewhere(klarna);
    const { cookie } = shop;
    assert.deepEqual(await reasonOf(await shop.post('/cancel')), [500, 'not-saved']);
    klarna.breakNext('POST /order', klarnaError(403, 'INVALID_OPERATION', 'Authorization token already consumed'));
    assert.deepEqual(await reasonOf(await shop.post('/cancel')), [409, 'already-placed']);
    assert.equal(shop.cookie, cookie);
  });

  it('does not wait for a callback that cannot be changed now: it is reported', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.breakNext(UPDATE, broken);
    assert.deepEqual(await reasonOf(await shop.post('/cancel')), [204, undefined]);
    assert.equal(shop.errors.length, 1);
  });
});

describe('an order in doubt', () => {
  for (const [why, totals] of Object.entries({ 'is the same': [9500], 'changed and changed back': [5000, 9500] })) {
    it(`is remembered while the session goes on, where the cart ${why}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await leaveInDoubt(klarna, shop);
      for (const total of totals) {
        shop.cart = cartOf(total);
        assert.equal((await (await shop.post('/session')).json()).session_id, 'session-1');
      }
      await orderElsewhere(klarna);
      assert.deepEqual(await reasonOf(await shop.post('/session')), [409, 'already-ordered']);
      assert.equal(opened(klarna), 1);
    });
  }

  it('does not stand in the way of the next cart once the order is saved and answered', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    assert.equal((await shop.post('/order', approval)).status, 200);
    assert.equal((await shop.post('/session')).status, 200);
    assert.deepEqual([opened(klarna), klarna.calls('POST', '/order').length], [2, 4]);
  });

  it('is asked for until somebody tells which it was', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    await orderElsewhere(klarna);
    klarna.breakNext('POST /order', klarnaError(403, 'INVALID_OPERATION', 'Authorization token already consumed'));
    const untold = await shop.get('/outcome');
    assert.deepEqual(await untold.json(), { status: 'complete', session_id: 'session-1' });
    assert.equal(untold.headers.get('set-cookie'), null);
    klarna.mend();
    const told = await shop.get('/outcome');
    assert.equal((await told.json()).order.order_id, 'order-1');
    assert.match(told.headers.get('set-cookie') ?? '', /^klarna-checkout=; .*Max-Age=0/);
  });
});

describe('an approval that was for another cart', () => {
  const offers = async (shop: Shop): Promise<unknown[]> => {
    const session = await (await shop.post('/session')).json();
    const outcome = await (await shop.get('/outcome')).json();
    return [session.session_id, session.authorization_token, outcome.status, outcome.authorization_token];
  };
  const OPEN = ['session-1', undefined, 'open', undefined];

  it('is offered by no door, however often, though Klarna goes on naming it; a new one is', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    shop.cart = cartOf(5000);
    assert.deepEqual(await offers(shop), OPEN);
    assert.deepEqual(await offers(shop), OPEN);
    assert.equal(klarna.session?.authorization_token, 'token-1');
    klarna.approve('token-2');
    assert.deepEqual(await offers(shop), ['session-1', 'token-2', 'authorized', 'token-2']);
  });

  it('is not offered either where another tab had changed the session behind the cookie', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    Object.assign(klarna.session ?? {}, cartOf(100));
    klarna.approve();
    assert.deepEqual(await offers(shop), OPEN);
    assert.deepEqual(await offers(shop), OPEN);
  });

  it('is not offered as the order in doubt that it was', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    shop.cart = cartOf(5000);
    assert.deepEqual(await offers(shop), OPEN);
  });

  it('is known for one where the order of the changed cart was refused, too', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    shop.cart = cartOf(5000);
    assert.deepEqual(await offers(shop), OPEN);
    klarna.breakNext('POST /order', json(409, { error_code: 'NOT_MATCHING', error_messages: ['x'] }));
    klarna.breakNext('DELETE /token-1', empty(500));
    assert.deepEqual(await reasonOf(await shop.post('/order', approval)), [409, 'not-matching']);
    assert.deepEqual(await offers(shop), OPEN);
  });
});
