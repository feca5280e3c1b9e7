/** The handler with the offline Klarna over a real connection. Each was written from the same facts about Klarna. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderCreated } from '../../src/server/index.ts';
import { openShop } from './support/simulated-shop.ts';

/** Milliseconds. */
const HOUR = 3_600_000;

const shopper = {
  given_name: 'Alva',
  family_name: 'Testperson',
  email: 'customer@email.se',
  street_address: 'Södra Blasieholmshamnen 2',
  postal_code: '11148',
  city: 'Stockholm',
  phone: '+46701740615',
  country: 'SE',
};

describe('the handler with the simulator', () => {
  it('the handler sells: session, authorization with an address, order, outcome', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id, { billing_address: shopper });
    const placed = await shop.request('/order', { session_id, authorization_token });
    assert.equal(placed.status, 200, JSON.stringify(placed.body));
    assert.equal(placed.body.fraud_status, 'ACCEPTED');
    assert.ok(placed.body.redirect_url);
    assert.deepEqual(
      shop.klarna.orders().map(({ order_id }) => order_id),
      shop.saved,
    );
    assert.deepEqual((await shop.request('/outcome')).body, { status: 'complete', session_id });
  });

  it('GET /outcome returns the order to a page that returns, if the shop can find it', async () => {
    let known: OrderCreated | undefined;
    await using shop = await openShop({
      onOrder: (order) => {
        known = order;
      },
      findOrder: () => known,
    });
    const session_id = await shop.open();
    assert.equal((await shop.request('/outcome')).body.status, 'open');
    const authorization_token = shop.approve(session_id);
    const authorized = await shop.request('/outcome');
    assert.deepEqual(authorized.body, { status: 'authorized', session_id, authorization_token });
    const placed = await shop.request('/order', { session_id, authorization_token });
    assert.deepEqual((await shop.request('/outcome')).body, { status: 'complete', session_id, order: placed.body });
  });

  it('a page that returns gets the unspent authorization, but not after a change of the cart', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    assert.equal((await shop.request('/session', {})).body.authorization_token, authorization_token);
    shop.setCart(5000);
    const changed = await shop.request('/session', {});
    assert.deepEqual([changed.body.session_id, changed.body.authorization_token], [session_id, undefined]);
  });

  it('the handler does not offer an expired authorization again', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    shop.wait(2 * HOUR);
    assert.equal((await shop.request('/order', { session_id, authorization_token })).status, 410);
    const next = await shop.request('/session', {});
    assert.notEqual(next.body.session_id, session_id);
    assert.equal(next.body.authorization_token, undefined);
  });

  it('the handler finds the order of a tab whose session the cookie no longer names', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    assert.equal(await shop.callBack(session_id, authorization_token), 204);
    assert.notEqual(await shop.open(), session_id);
    const { status, body } = await shop.request('/order', { session_id, authorization_token });
    assert.deepEqual([status, [body.order_id]], [200, shop.saved.slice(-1)]);
    assert.equal(shop.klarna.orders().length, 1);
    assert.equal((await shop.request('/order', { session_id, authorization_token: 'guessed' })).status, 410);
  });

  it('browser, callback and every repeat make one order', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id, { billing_address: shopper });
    const browser = () => shop.request('/order', { session_id, authorization_token });
    const callback = () => shop.callBack(session_id, authorization_token);
    const answers = await Promise.all([browser(), callback(), browser(), callback()]);
    assert.deepEqual(
      answers.map((one) => (typeof one === 'number' ? one : one.status)),
      [200, 204, 200, 204],
    );
    assert.equal((await browser()).status, 200);
    assert.equal(shop.klarna.orders().length, 1);
    assert.equal(new Set(shop.saved).size, 1);
  });

  it('the handler updates the open session when the cart changes, and sells the new cart', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.setCart(5000);
    assert.equal(await shop.open(), session_id);
    const authorization_token = shop.approve(session_id);
    assert.equal((await shop.request('/order', { session_id, authorization_token })).status, 200);
    assert.equal(shop.klarna.orders()[0]?.request.order_amount, 5000);
  });

  it('the handler cancels the authorization of a changed cart, so that it cannot be used', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    shop.setCart(5000);
    const body = { session_id, authorization_token };
    assert.deepEqual([(await shop.request('/order', body)).status, shop.klarna.orders().length], [409, 0]);
    shop.setCart(9500);
    assert.equal((await shop.request('/order', body)).status, 410);
  });

  it('the handler cancels the authorization when the shopper pays another way', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    assert.equal((await shop.request('/cancel', {})).status, 204);
    assert.equal(await shop.callBack(session_id, authorization_token), 204, 'heard, and nothing else');
    assert.equal(shop.klarna.orders().length, 0);
    assert.notEqual(await shop.open(), session_id);
  });

  it('a given-up session becomes no order, although the shopper authorizes it in a window that stayed open', async () => {
    await using shop = await openShop();
    const { body: first } = await shop.request('/session', {});
    await shop.request('/cancel', {});
    const { body: second } = await shop.request('/session', { without: first.session_id });
    assert.notEqual(second.session_id, first.session_id);
    const late = shop.approve(first.session_id);
    assert.equal(await shop.callBack(first.session_id, late), 204);
    assert.equal(shop.klarna.orders().length, 0);
  });

  it('the handler does not reopen the session that the page gave up, whatever cookie another tab has restored', async () => {
    await using shop = await openShop();
    const { body: first } = await shop.request('/session', {});
    const { body: second } = await shop.request('/session', { without: first.session_id });
    assert.notEqual(second.session_id, first.session_id);
    assert.equal((await shop.request('/session', { without: first.session_id })).body.session_id, second.session_id);
  });

  it('the handler makes one order if the page returns in another language before it knows the authorization', async () => {
    await using shop = await openShop();
    const { body: first } = await shop.request('/session', { locale: 'en-SE' });
    const approved = shop.approve(first.session_id);
    const { body: second } = await shop.request('/session', { locale: 'sv-SE' });
    assert.deepEqual([second.session_id, second.authorization_token], [first.session_id, approved]);
    const order = { session_id: second.session_id, authorization_token: approved };
    assert.equal((await shop.request('/order', order)).status, 200);
    assert.equal(await shop.callBack(first.session_id, approved), 204);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the handler offers the newest authorization if the page brought an older one, and makes one order', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const older = shop.approve(session_id);
    const newest = shop.approve(session_id);
    assert.equal((await shop.request('/order', { session_id, authorization_token: older })).status, 410);
    const { body } = await shop.request('/session', {});
    assert.deepEqual([body.session_id, body.authorization_token], [session_id, newest]);
    assert.equal((await shop.request('/order', { session_id, authorization_token: newest })).status, 200);
    assert.equal(await shop.callBack(session_id, newest), 204);
    assert.equal(shop.klarna.orders().length, 1);
  });

  it('the handler says that an authorization expired after 60 minutes', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    const authorization_token = shop.approve(session_id);
    shop.wait(HOUR + 1000);
    const { status, body } = await shop.request('/order', { session_id, authorization_token });
    assert.deepEqual([status, body.code, body.reason], [410, 'authorization', 'expired']);
  });

  it('the handler opens a new session when the old one has ended after 48 hours', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.wait(49 * HOUR);
    assert.equal((await shop.request('/outcome')).body.status, 'none');
    assert.notEqual(await shop.open(), session_id);
  });

  it('the handler reports wrong credentials with a reason of their own', async () => {
    await using shop = await openShop({ password: 'wrong' });
    const { status, body } = await shop.request('/session', {});
    assert.deepEqual([status, body.code, body.reason, body.klarna_status], [502, 'configuration', 'credentials', 401]);
  });
});
