import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, type FakeKlarna, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop } from '../support/shop.ts';

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

describe('GET /outcome', () => {
  it('GET /outcome answers none to a shopper without a session', async () => {
    await using klarna = await startFakeKlarna();
    assert.deepEqual(await (await createShop(klarna).get('/outcome')).json(), { status: 'none' });
    assert.equal(klarna.seen.length, 0);
  });

  it('GET /outcome follows the session from open to authorized to complete', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const outcome = async () => (await shop.get('/outcome')).json();
    await shop.post('/session');
    assert.deepEqual(await outcome(), { status: 'open', session_id: 'session-1' });
    klarna.approve();
    assert.deepEqual(await outcome(), { status: 'authorized', ...approval });
    const order = await (await shop.post('/order', approval)).json();
    assert.deepEqual(await outcome(), { status: 'complete', session_id: 'session-1', order });
  });

  it('GET /outcome saves an order that a crash left unsaved', async () => {
    await using klarna = await startFakeKlarna();
    const crashing = createShop(klarna, { onOrder: () => Promise.reject(new Error('killed')) });
    await crashing.post('/session');
    klarna.approve();
    await crashing.post('/order', approval);
    const shop = createShop(klarna);
    shop.cookie = crashing.cookie;
    assert.equal((await (await shop.get('/outcome')).json()).order.order_id, 'order-1');
    assert.equal(shop.saved[0]?.order.order_id, 'order-1');
  });

  it('GET /outcome asks findOrder first, and answers only the fields that Klarna would send', async () => {
    await using klarna = await startFakeKlarna();
    const order = { order_id: 'order-9', fraud_status: 'PENDING' as const, redirect_url: 'https://klarna.example/9' };
    const shop = createShop(klarna, { findOrder: () => ({ ...order, note: 'internal' }) });
    await shop.post('/session');
    Object.assign(klarna.session ?? {}, { status: 'complete' });
    assert.deepEqual(await (await shop.get('/outcome')).json(), { status: 'complete', session_id: 'session-1', order });
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });

  describe('an order that Klarna has rejected since', () => {
    const open = async (klarna: FakeKlarna) => {
      const rejected = { order_id: 'order-1', fraud_status: 'REJECTED' as const };
      const shop = createShop(klarna, { findOrder: () => rejected });
      await shop.post('/session');
      klarna.approve();
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      return shop;
    };

    it('GET /outcome answers none for a rejected order, and the shopper may buy again', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await open(klarna);
      const response = await shop.get('/outcome');
      assert.deepEqual(await response.json(), { status: 'none' });
      assert.match(response.headers.get('set-cookie') ?? '', /^__Host-klarna-checkout-\w+=; .*Max-Age=0/);
      assert.equal((await shop.post('/session')).status, 200);
    });

    it('POST /order answers declined for a rejected order', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await open(klarna);
      const response = await shop.post('/order', approval);
      assert.deepEqual([response.status, (await response.json()).reason], [402, 'declined']);
      assert.equal((await shop.post('/session')).status, 200);
    });

    it('a rejected order that was unsaved does not block the next session', async () => {
      await using klarna = await startFakeKlarna();
      let fraud_status: 'ACCEPTED' | 'REJECTED' | undefined;
      const findOrder = () => fraud_status && { order_id: 'order-1', fraud_status };
      const onOrder = () => Promise.reject(new Error('database is locked'));
      const shop = createShop(klarna, { findOrder, onOrder });
      await shop.post('/session');
      klarna.approve();
      assert.equal((await shop.post('/order', approval)).status, 500);
      fraud_status = 'REJECTED';
      assert.equal((await shop.post('/session')).status, 200);
      assert.equal(klarna.calls('POST', '/payments/v1/sessions').length, 2);
    });
  });

  it('GET /outcome answers complete without an order if neither Klarna nor the shop names it', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    Object.assign(klarna.session ?? {}, { status: 'complete' });
    klarna.breakNext('POST /order', klarnaError(403, 'INVALID_OPERATION', 'Authorization token already consumed'));
    assert.deepEqual(await (await shop.get('/outcome')).json(), { status: 'complete', session_id: 'session-1' });
  });

  it('GET /outcome drops the cookie only if Klarna does not know the session', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.breakNext('GET /session-1', empty(503), 3);
    const failed = await shop.get('/outcome');
    assert.deepEqual([failed.status, failed.headers.get('set-cookie')], [502, null]);
    klarna.breakNext('GET /session-1', klarnaError(404, 'NOT_FOUND', 'Invalid session id'), 1);
    const response = await shop.get('/outcome');
    assert.deepEqual(await response.json(), { status: 'none' });
    assert.match(response.headers.get('set-cookie') ?? '', /^__Host-klarna-checkout-\w+=; .*Max-Age=0/);
  });
});
