/** Klarna calls the URL that a session had before the handler closed it. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wiretap } from '../support/intercept-fetch.ts';
import { openShop } from '../support/simulated-shop.ts';

describe('Klarna’s callback at a URL from before the session was closed', () => {
  it('the callback orders nothing, although the authorization could not be cancelled', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const left = await shop.open();
    const address = shop.addressOf(left);
    const authorization_token = shop.approve(left);
    tap.before(`DELETE /${authorization_token}`, () => new Response(null, { status: 403 }));
    const next = await shop.open({ without: left });
    assert.notEqual(shop.addressOf(left), address);
    assert.equal(await shop.callBack(left, authorization_token, address), 204);
    assert.equal(shop.klarna.orders().length, 0);
    const order = { session_id: next, authorization_token: shop.approve(next) };
    assert.equal((await shop.request('/order', order)).status, 200);
    assert.equal(await shop.callBack(left, authorization_token, address), 204);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the callback orders nothing if the shopper authorizes while the handler closes the session', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const left = await shop.open();
    const address = shop.addressOf(left);
    let authorization_token = '';
    tap.before(`POST /${left}`, () => {
      authorization_token = shop.approve(left);
    });
    const next = await shop.open({ locale: 'en-SE' });
    assert.notEqual(next, left);
    assert.equal(await shop.callBack(left, authorization_token, address), 204);
    assert.equal(shop.klarna.orders().length, 0);
    assert.equal((await shop.request('/order', { session_id: left, authorization_token })).status, 410);
    assert.equal(shop.klarna.orders().length, 0, 'the handler has cancelled the authorization');
  });

  it('the callback saves an order that the shop could not save before', async () => {
    let isLocked = true;
    const saved: string[] = [];
    await using shop = await openShop({
      onOrder: ({ order_id }) => {
        if (isLocked) throw new Error('database is locked');
        saved.push(order_id);
      },
    });
    const left = await shop.open();
    const address = shop.addressOf(left);
    await shop.open({ locale: 'en-SE' });
    const order = { session_id: left, authorization_token: shop.approve(left) };
    assert.equal((await shop.request('/order', order)).status, 500);
    isLocked = false;
    assert.equal(await shop.callBack(left, order.authorization_token, address), 204);
    assert.deepEqual(
      saved,
      shop.klarna.orders().map(({ order_id }) => order_id),
    );
    assert.equal(saved.length, 1);
  });
});
