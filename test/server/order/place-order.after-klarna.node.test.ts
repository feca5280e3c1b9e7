/** Orders that Klarna does not accept, orders that the shop's database does not find yet, and carts that always change. */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop } from '../support/shop.ts';
import { approval } from '../support/unsaved-order.ts';

const findOrder = () => ({ order_id: 'order-1', fraud_status: 'ACCEPTED' as const });

describe('an order that Klarna does not accept as it was sent', () => {
  const CALLS = { 'POST /order': {}, 'POST /customer-token': { intent: 'buy_and_tokenize' } } as const;
  for (const [call, change] of Object.entries(CALLS)) {
    for (const status of [400, 413, 422]) {
      it(`the handler cancels the authorization at once and calls onError once: ${status} of ${call}`, async () => {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna, { onCustomerToken: () => undefined });
        shop.cart = { ...cartOf(), ...change };
        await shop.post('/session');
        klarna.approve();
        klarna.breakNext(call, klarnaError(status, 'BAD_VALUE', 'Bad value: merchant_reference1'));
        const response = await shop.post('/order', approval);
        const { code, reason, error_messages } = await response.json();
        assert.deepEqual([response.status, code, reason], [502, 'authorization', 'bad-request']);
        assert.deepEqual(error_messages, ['Bad value: merchant_reference1']);
        assert.equal(klarna.calls('DELETE', '/token-1').length, 1);
        assert.equal(shop.errors.length, 1);
        klarna.mend();
        const next = await (await shop.post('/session')).json();
        assert.deepEqual([next.session_id, next.authorization_token], ['session-2', undefined]);
        const again = { session_id: 'session-2', authorization_token: klarna.approve('token-2') };
        assert.equal((await shop.post('/order', again)).status, 200);
      });
    }
  }

  it('the callback cancels the authorization too', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    klarna.breakNext('POST /order', klarnaError(400, 'BAD_VALUE', 'Bad value: merchant_reference1'));
    const url = klarna.session?.merchant_urls?.authorization ?? '';
    const callBack = () => shop.handler(new Request(url, { method: 'POST', body: JSON.stringify(approval) }));
    assert.equal((await callBack()).status, 502);
    assert.equal((await callBack()).status, 403);
    assert.deepEqual([klarna.calls('DELETE', '/token-1').length, shop.errors.length], [1, 1]);
    klarna.mend();
    assert.equal((await shop.post('/order', approval)).status, 410);
  });
});

describe('an order that findOrder does not find yet, because it reads a late replica', () => {
  /** The shopper has just bought the cart, and the replica still has it. */
  async function buy(found: { now: boolean }) {
    const klarna = await startFakeKlarna();
    const shop = createShop(klarna, { findOrder: () => (found.now ? findOrder() : null) });
    await shop.post('/session');
    klarna.approve();
    assert.equal((await shop.post('/order', approval)).status, 200);
    delete klarna.session?.authorization_token;
    return { klarna, shop, [Symbol.asyncDispose]: () => klarna[Symbol.asyncDispose]() };
  }

  it('the shopper sees the complete order, and onError is not called', async () => {
    const found = { now: false };
    await using scene = await buy(found);
    const { klarna, shop } = scene;
    for (const wish of [{}, { locale: 'en-SE' }, { without: 'session-1' }]) {
      const next = await shop.post('/session', wish);
      assert.deepEqual([next.status, (await next.json()).reason], [409, 'already-ordered'], JSON.stringify(wish));
    }
    const { status, order } = await (await shop.get('/outcome')).json();
    assert.deepEqual(
      [status, order],
      ['complete', { order_id: 'order-1', fraud_status: 'ACCEPTED', redirect_url: 'https://klarna.example/redirect' }],
    );
    klarna.breakNext('POST /order', klarnaError(403, 'INVALID_OPERATION', 'Authorization token already consumed'));
    assert.equal((await (await shop.post('/order', approval)).json()).order_id, 'order-1');
    assert.deepEqual(shop.errors, []);
    found.now = true;
    assert.equal((await shop.post('/session')).status, 200, 'the next cart has a session of its own');
  });

  it('onError gets the missing order after ten minutes', async () => {
    await using scene = await buy({ now: false });
    const { shop } = scene;
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 11 * 60_000 });
    try {
      const next = await shop.post('/session');
      assert.deepEqual([next.status, (await next.json()).reason], [409, 'already-placed']);
    } finally {
      mock.timers.reset();
    }
    assert.match(String(shop.errors[0]), /session-1.*findOrder/);
  });
});

describe('a getOrder that differs at every call', () => {
  it('onError gets the changed fields after the second round, and not after the first', async () => {
    await using klarna = await startFakeKlarna();
    let calls = 0;
    let isMended = false;
    const getOrder = () => {
      calls += 1;
      return { ...cartOf(), merchant_data: isMended ? 'cart' : `asked ${calls} times` };
    };
    const shop = createShop(klarna, { getOrder });
    const round = async () => {
      const { session_id } = await (await shop.post('/session')).json();
      return shop.post('/order', { session_id, authorization_token: klarna.approve() });
    };
    assert.equal((await round()).status, 409);
    assert.deepEqual(shop.errors, []);
    assert.equal((await round()).status, 409);
    assert.match(String(shop.errors[0]), /2 times in a row.*`getOrder`.*merchant_data/);
    isMended = true;
    assert.equal((await round()).status, 200);
    assert.equal(shop.errors.length, 1);
  });
});
