/** The cookie remembers tokens of a session that goes on: of an unsaved order, and of an older cart. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, type FakeKlarna, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop, type Shop } from '../support/shop.ts';
import { approval, leaveInDoubt, opened, orderElsewhere, reasonOf } from '../support/unsaved-order.ts';

describe('an unsaved order', () => {
  for (const [why, totals] of Object.entries({ 'is the same': [9500], 'changed and changed back': [5000, 9500] })) {
    it(`the cookie keeps the unsaved order’s token if the cart ${why}`, async () => {
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

  it('an order that is saved and answered does not block the next cart', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    assert.equal((await shop.post('/order', approval)).status, 200);
    assert.equal((await shop.post('/session')).status, 200);
    assert.deepEqual([opened(klarna), klarna.calls('POST', '/order').length], [2, 4]);
  });

  it('the handler asks for the unsaved order until Klarna or the shop names it', async () => {
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
    assert.match(told.headers.get('set-cookie') ?? '', /^__Host-klarna-checkout-\w+=; .*Max-Age=0/);
  });
});

describe('an authorization for an older cart', () => {
  const offers = async (shop: Shop): Promise<unknown[]> => {
    const session = await (await shop.post('/session')).json();
    const outcome = await (await shop.get('/outcome')).json();
    return [session.session_id, session.authorization_token, outcome.status, outcome.authorization_token];
  };
  const OPEN = ['session-1', undefined, 'open', undefined];
  /** After the shopper has authorized. */
  const changeCart = async (klarna: FakeKlarna, shop: Shop): Promise<void> => {
    await shop.post('/session');
    klarna.approve();
    shop.cart = cartOf(5000);
    assert.deepEqual(await offers(shop), OPEN);
  };

  it('no route offers the stale token, although Klarna still names it; a new token is offered', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await changeCart(klarna, shop);
    assert.deepEqual(await offers(shop), OPEN);
    assert.equal(klarna.session?.authorization_token, 'token-1');
    klarna.approve('token-2');
    assert.deepEqual(await offers(shop), ['session-1', 'token-2', 'authorized', 'token-2']);
  });

  it('the stale token is not offered if another tab changed the session after the cookie', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    Object.assign(klarna.session ?? {}, cartOf(100));
    klarna.approve();
    assert.deepEqual(await offers(shop), OPEN);
    assert.deepEqual(await offers(shop), OPEN);
  });

  it('the stale token is not offered as the token of an unsaved order', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await leaveInDoubt(klarna, shop);
    shop.cart = cartOf(5000);
    assert.deepEqual(await offers(shop), OPEN);
  });

  it('the token becomes stale also if the order of the changed cart was refused', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await changeCart(klarna, shop);
    klarna.breakNext('POST /order', klarnaError(409, 'NOT_MATCHING', 'x'));
    klarna.breakNext('DELETE /token-1', empty(500));
    assert.deepEqual(await reasonOf(await shop.post('/order', approval)), [409, 'not-matching']);
    assert.deepEqual(await offers(shop), OPEN);
  });
});
