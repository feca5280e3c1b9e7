/** The shopper orders a session that the cookie does not name, or does not name any more. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wiretap } from '../support/intercept-fetch.ts';
import { openShop } from '../support/simulated-shop.ts';

describe('a session that is not the one of the cookie', () => {
  it('POST /order finds the order of another session, and cancels nothing', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const session_id = await shop.open({ finalize: 'manual' });
    const order = { session_id, authorization_token: shop.approve(session_id) };
    const placed = await shop.request('/order', order);
    assert.equal(placed.status, 200);
    assert.notEqual(await shop.open({ finalize: 'manual' }), session_id);
    const again = await shop.request('/order', order);
    assert.deepEqual([again.status, again.body.order_id], [200, placed.body.order_id]);
    assert.equal(tap.count('DELETE'), 0);
  });

  it('POST /order orders another session, although the cookie’s session is a multi-page checkout', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    await shop.open({ finalize: 'manual' });
    const order = { session_id, authorization_token: shop.approve(session_id) };
    assert.equal((await shop.request('/order', order)).status, 200);
  });

  it('POST /order keeps the cookie if the other session’s token is outdated', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    const next = await shop.open();
    shop.approve(session_id);
    const { status, set_cookie } = await shop.request('/order', { session_id, authorization_token: 'outdated' });
    assert.deepEqual([status, set_cookie], [410, undefined]);
    assert.equal((await shop.request('/outcome')).body.session_id, next);
  });

  it('the cookie names the other session after its order, also while the order is unsaved', async () => {
    let isLocked = true;
    const onOrder = () => {
      if (isLocked) throw new Error('database is locked');
    };
    await using shop = await openShop({ onOrder });
    const session_id = await shop.open();
    shop.jar.cookie = '';
    await shop.open();
    const order = { session_id, authorization_token: shop.approve(session_id) };
    assert.equal((await shop.request('/order', order)).status, 500);
    assert.equal((await shop.request('/session', {})).body.reason, 'not-saved');
    isLocked = false;
    assert.equal((await shop.request('/session', {})).body.reason, 'already-ordered');
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the cookie names the other session also if the cart has changed, and its token is not offered again', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    await shop.open();
    const order = { session_id, authorization_token: shop.approve(session_id) };
    shop.setCart(5000);
    const refused = await shop.request('/order', order);
    assert.deepEqual([refused.status, refused.body.code], [409, 'cart-changed']);
    const { body } = await shop.request('/session', {});
    assert.notEqual(body.session_id, session_id);
    assert.equal(body.authorization_token, undefined);
  });
});

it('POST /order orders the cookie’s session of a multi-page checkout', async () => {
  await using shop = await openShop();
  const session_id = await shop.open({ finalize: 'manual' });
  const authorization_token = shop.approve(session_id);
  assert.equal(await shop.callBack(session_id, authorization_token), 204);
  assert.equal(shop.klarna.orders().length, 0);
  assert.equal((await shop.request('/order', { session_id, authorization_token })).status, 200);
});
