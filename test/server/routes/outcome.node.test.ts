import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, type FakeKlarna, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop } from '../support/shop.ts';

const approval = { authorization_token: 'token-1', session_id: 'session-1' };

describe('GET /outcome', () => {
  it('knows nothing of a shopper without a session', async () => {
    await using klarna = await startFakeKlarna();
    assert.deepEqual(await (await createShop(klarna).get('/outcome')).json(), { status: 'none' });
    assert.equal(klarna.seen.length, 0);
  });

  it('follows the session from open over authorized to complete', async () => {
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

  it('saves an order that a crash left unsaved', async () => {
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

  it('asks findOrder first, and tells the browser no more of it than Klarna would', async () => {
    await using klarna = await startFakeKlarna();
    const order = { order_id: 'order-9', fraud_status: 'PENDING' as const, redirect_url: 'https://klarna.example/9' };
    const shop = createShop(klarna, { findOrder: () => ({ ...order, note: 'internal' }) });
    await shop.post('/session');
    Object.assign(klarna.session ?? {}, { status: 'complete' });
    assert.deepEqual(await (await shop.get('/outcome')).json(), { status: 'complete', session_id: 'session-1', order });
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });

  describe('of an order that Klarna has rejected since', () => {
    const open = async (klarna: FakeKlarna) => {
      const rejected = { order_id: 'order-1', fraud_status: 'REJECTED' as const };
      const shop = createShop(klarna, { findOrder: () => rejected });
      await shop.post('/session');
      klarna.approve();
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      return shop;
    };

    it('is that there is none, and the shopper may buy again', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await open(klarna);
      const response = await shop.get('/outcome');
      assert.deepEqual(await response.json(), { status: 'none' });
      assert.match(response.headers.get('set-cookie') ?? '', /^__Host-klarna-checkout-\w+=; .*Max-Age=0/);
      assert.equal((await shop.post('/session')).status, 200);
    });

    it('is Klarna’s "no" to the page that asks for the order', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await open(klarna);
      const response = await shop.post('/order', approval);
      assert.deepEqual([response.status, (await response.json()).reason], [402, 'declined']);
      assert.equal((await shop.post('/session')).status, 200);
    });

    it('does not stand in the way of the next session where it was in doubt', async () => {
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

  it('says complete without an order where nobody tells which', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    Object.assign(klarna.session ?? {}, { status: 'complete' });
    klarna.breakNext('POST /order', klarnaError(403, 'INVALID_OPERATION', 'Authorization token already consumed'));
    assert.deepEqual(await (await shop.get('/outcome')).json(), { status: 'complete', session_id: 'session-1' });
  });

  it('forgets a session that Klarna has forgotten, and only that', async () => {
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
