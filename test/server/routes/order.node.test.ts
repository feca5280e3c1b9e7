import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { klarnaError, reset, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop } from '../support/shop.ts';

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

describe('POST /order', () => {
  it('POST /order places the order of the session, saves it and answers it', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const response = await shop.post('/order', approval);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      order_id: 'order-1',
      fraud_status: 'ACCEPTED',
      redirect_url: 'https://klarna.example/redirect',
      authorized_payment_method: { type: 'invoice' },
    });
    const sent = klarna.calls('POST', '/order')[0]?.body as Record<string, unknown>;
    assert.equal(sent.order_amount, 9500);
    assert.deepEqual(sent.billing_address, { given_name: 'Test', postal_code: '12345' });
    for (const name of ['intent', 'client_token', 'status', 'authorization_token']) assert.ok(!(name in sent), name);
    const [saved] = shop.saved;
    assert.equal(saved?.order.order_id, 'order-1');
    assert.equal(saved?.context.door, 'browser');
    assert.equal(saved?.context.session_id, 'session-1');
    assert.equal(saved?.context.session.order_amount, 9500);
  });

  it('POST /order ignores amounts from the browser', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    await shop.post('/order', { ...approval, order_amount: 1, order_lines: [] });
    const sent = klarna.calls('POST', '/order')[0]?.body as { order_amount: number } | undefined;
    assert.equal(sent?.order_amount, 9500);
  });

  it('POST /order answers the same order twice, also after onOrder emptied the cart', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const first = await (await shop.post('/order', approval)).json();
    shop.cart = null;
    const second = await shop.post('/order', approval);
    assert.equal(second.status, 200);
    assert.deepEqual(await second.json(), first);
    assert.equal(klarna.calls('DELETE', '/token-1').length, 0);
  });

  it('POST /order makes one order when two tabs ask at once', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const answers = await Promise.all([shop.post('/order', approval), shop.post('/order', approval)]);
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).order_id));
    assert.deepEqual(ids, ['order-1', 'order-1']);
  });

  it('POST /order cancels the authorization of a changed cart and answers 409', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    shop.cart = cartOf(5000);
    const response = await shop.post('/order', approval);
    assert.equal(response.status, 409);
    const body = await response.json();
    assert.equal(body.code, 'cart-changed');
    assert.match(body.error_messages[0], /order_amount, order_lines\[0\]\.unit_price/);
    assert.equal(klarna.calls('DELETE', '/token-1').length, 1);
    assert.equal(klarna.calls('POST', '/order').length, 0);
    assert.deepEqual([shop.saved, shop.errors], [[], []]);
  });

  it('POST /order treats changed merchant_data as a changed cart, because it may contain a subscription', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    shop.cart = { ...cartOf(), merchant_data: '{"coffee":1}' };
    await shop.post('/session');
    klarna.approve();
    shop.cart = { ...cartOf(), merchant_data: '{"coffee":5}' };
    const response = await shop.post('/order', approval);
    assert.equal(response.status, 409);
    assert.match((await response.json()).error_messages[0], /\[merchant_data\]/);
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });

  it('POST /order finds an order that was placed after the session was read', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const other = createShop(klarna);
    shop.cart = null;
    klarna.breakNext(
      'DELETE /token-1',
      async (reply, message) => {
        await other.post('/order', approval);
        klarnaError(404, 'NOT_FOUND', 'Authorization cannot be deleted')(reply, message);
      },
      1,
    );
    const response = await shop.post('/order', approval);
    assert.equal(response.status, 200);
    assert.equal((await response.json()).order_id, 'order-1');
  });

  it('POST /order asks Klarna again when the answer was lost, and the repeat makes no second order', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    klarna.breakNext('POST /order', reset, 1);
    assert.equal((await shop.post('/order', approval)).status, 200);
    assert.equal(klarna.calls('POST', '/order').length, 2);
  });

  it('a repeated POST /order saves the order that the shop could not save before', async () => {
    await using klarna = await startFakeKlarna();
    const failure = new Error('database is locked');
    const answers = [failure, undefined];
    const saved: string[] = [];
    const shop = createShop(klarna, {
      onOrder: ({ order_id }) => {
        const error = answers.shift();
        if (error) throw error;
        saved.push(order_id);
      },
    });
    await shop.post('/session');
    klarna.approve();
    const first = await shop.post('/order', approval);
    assert.equal(first.status, 500);
    assert.equal((await first.json()).reason, 'not-saved');
    assert.deepEqual(shop.errors, [failure]);
    assert.equal((await shop.post('/order', approval)).status, 200);
    assert.deepEqual(saved, ['order-1']);
  });

  describe('an order at Klarna that the shop has not saved, when the shopper returns in another tab', () => {
    it('the unsaved order is saved before there is another session, and GET /outcome returns it', async () => {
      await using klarna = await startFakeKlarna();
      let isLocked = true;
      const saved: string[] = [];
      const shop = createShop(klarna, {
        onOrder: ({ order_id }) => {
          if (isLocked) throw new Error('database is locked');
          saved.push(order_id);
        },
      });
      await shop.post('/session');
      klarna.approve();
      assert.equal((await shop.post('/order', approval)).status, 500);
      delete klarna.session?.authorization_token;
      const meanwhile = await shop.post('/session');
      assert.deepEqual([meanwhile.status, (await meanwhile.json()).reason], [500, 'not-saved']);
      isLocked = false;
      const next = await shop.post('/session');
      assert.deepEqual([next.status, (await next.json()).reason], [409, 'already-ordered']);
      const outcome = await (await shop.get('/outcome')).json();
      assert.deepEqual([outcome.status, outcome.order.order_id], ['complete', 'order-1']);
      assert.equal(new Set(saved).size, 1);
      assert.equal((await shop.post('/session')).status, 200, 'the next cart has a session of its own');
      assert.equal(klarna.calls('POST', '/payments/v1/sessions').length, 2);
    });

    it('onError gets the unsaved order if its token is unknown', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { findOrder: () => null });
      await shop.post('/session');
      if (klarna.session) klarna.session.status = 'complete';
      const next = await shop.post('/session');
      assert.deepEqual([next.status, (await next.json()).reason], [409, 'already-placed']);
      assert.match(String(shop.errors[0]), /session-1/);
      assert.equal(klarna.calls('POST', '/payments/v1/sessions').length, 1);
    });

    it('the next cart gets a session if the shop has the order, or has no findOrder', async () => {
      for (const options of [{ findOrder: () => ({ order_id: 'order-1', fraud_status: 'ACCEPTED' as const }) }, {}]) {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna, options);
        await shop.post('/session');
        if (klarna.session) klarna.session.status = 'complete';
        assert.equal((await shop.post('/session', { locale: 'en-SE' })).status, 200);
        assert.equal(klarna.calls('POST', '/payments/v1/sessions').length, 2);
      }
    });
  });

  it('POST /order answers the order of findOrder when Klarna says that the authorization is used', async () => {
    await using klarna = await startFakeKlarna();
    const known = { order_id: 'order-7', fraud_status: 'ACCEPTED' as const };
    const shop = createShop(klarna, { findOrder: (id) => (id === 'session-1' ? known : null) });
    await shop.post('/session');
    klarna.approve();
    klarna.breakNext('POST /order', klarnaError(403, 'INVALID_OPERATION', 'Authorization token already consumed'));
    // The shop kept no redirect_url, so the shopper goes to the session's own confirmation page.
    const redirect_url = 'https://shop.example/thanks?order=order-7';
    assert.deepEqual(await (await shop.post('/order', approval)).json(), { ...known, redirect_url });
  });

  it('POST /order answers the order of findOrder when another request has just used the authorization', async () => {
    await using klarna = await startFakeKlarna();
    const known = { order_id: 'order-7', fraud_status: 'ACCEPTED' as const, redirect_url: 'https://klarna.example/7' };
    const shop = createShop(klarna, { findOrder: () => known });
    await shop.post('/session');
    klarna.approve();
    klarna.breakNext('POST /order', (reply, message) => {
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      klarnaError(404, 'NOT_FOUND', 'Invalid authorization token')(reply, message);
    });
    assert.deepEqual(await (await shop.post('/order', approval)).json(), known);
  });

  it('says "try again", not "already placed", when Klarna has a fault while the existing order is sought', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    await shop.post('/order', approval);
    klarna.breakNext('POST /order', klarnaError(500, 'INTERNAL_SERVER_ERROR'), 3);
    const response = await shop.post('/order', approval);
    assert.deepEqual([response.status, (await response.json()).reason], [502, 'klarna-error']);
    assert.equal((await shop.post('/order', approval)).status, 200);
  });

  const refusals: [string, number, [number, string, ...string[]], string, string][] = [
    ['a decline', 402, [403, 'REJECTED', 'Rejected'], 'authorization', 'declined'],
    ['an expired token', 410, [404, 'NOT_FOUND', 'Invalid authorization token'], 'authorization', 'expired'],
    ['an account without permission', 502, [403, 'INVALID_OPERATION'], 'configuration', 'not-allowed'],
    ['another cart', 409, [409, 'BAD_VALUE', 'Not matching fields: [order_lines]'], 'cart-changed', 'not-matching'],
    ['a used token without an order', 409, [404, 'SESSION_COMPLETED', 'x'], 'order', 'already-placed'],
    ['an error of Klarna', 502, [500, 'INTERNAL_SERVER_ERROR', 'Internal error'], 'order', 'klarna-error'],
  ];
  for (const [what, status, [klarna_status, error_code, ...messages], code, reason] of refusals) {
    it(`POST /order turns ${what} into ${status} ${code} ${reason}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      klarna.approve();
      klarna.breakNext('POST /order', klarnaError(klarna_status, error_code, ...messages));
      const response = await shop.post('/order', approval);
      const body = await response.json();
      assert.equal(response.status, status);
      assert.deepEqual([body.code, body.reason, body.correlation_id], [code, reason, 'cid-1']);
      assert.equal(klarna.calls('DELETE', '/token-1').length, klarna_status === 409 ? 1 : 0);
      assert.equal(shop.saved.length, 0);
    });
  }

  it('POST /order refuses a token that is not the newest of the session', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve('token-2');
    const response = await shop.post('/order', approval);
    assert.equal(response.status, 410);
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });

  it('POST /order says that an unknown session has ended', async () => {
    await using klarna = await startFakeKlarna();
    const response = await createShop(klarna).post('/order', approval);
    assert.equal(response.status, 410);
    assert.deepEqual((await response.json()).code, 'session');
  });
});
