import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop } from '../support/shop.ts';
import { approval, broken, leaveInDoubt, orderElsewhere, reasonOf } from '../support/unsaved-order.ts';

describe('POST /cancel', () => {
  it('POST /cancel cancels an unspent authorization and drops the cookie', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    const response = await shop.post('/cancel');
    assert.equal(response.status, 204);
    assert.match(
      response.headers.get('set-cookie') ?? '',
      /^__Host-klarna-checkout-\w+=; Path=\/; Max-Age=0; HttpOnly/,
    );
    assert.equal(klarna.calls('DELETE', '/token-1').length, 1);
  });

  it('POST /cancel cancels nothing without an authorization, with an order, or without a session', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    assert.equal((await shop.post('/cancel')).status, 204);
    await shop.post('/session');
    const { cookie } = shop;
    assert.equal((await shop.post('/cancel')).status, 204);
    klarna.approve();
    await shop.post('/order', approval);
    shop.cookie = cookie;
    assert.equal((await shop.post('/cancel')).status, 204);
    assert.equal(klarna.calls('DELETE', '/token-1').length, 0);
  });

  it('POST /cancel drops the cookie although Klarna has a fault, and calls onError', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    klarna.breakNext('DELETE /token-1', empty(500), 3);
    const response = await shop.post('/cancel');
    assert.deepEqual([response.status, shop.errors.length], [204, 1]);
    assert.ok(response.headers.has('set-cookie'));
  });

  it('POST /cancel refuses pages of other sites', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.approve();
    assert.equal((await shop.post('/cancel', {}, { origin: 'https://evil.example' })).status, 403);
    assert.equal((await shop.post('/cancel', '', { 'content-type': 'text/plain' })).status, 415);
    assert.equal(klarna.calls('DELETE', '/token-1').length, 0);
  });

  it('POST /cancel saves an unsaved order first, and GET /outcome returns it', async () => {
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

  it('POST /cancel keeps the session while its order cannot be saved or found', async () => {
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

  it('POST /cancel reports a callback that it cannot change, and does not wait', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.breakNext('POST /session-1', broken);
    assert.deepEqual(await reasonOf(await shop.post('/cancel')), [204, undefined]);
    assert.equal(shop.errors.length, 1);
  });
});
