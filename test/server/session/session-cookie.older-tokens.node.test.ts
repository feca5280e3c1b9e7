/** Customer tokens of authorizations that become no order: calls fail, the shop cannot save, the callback is faster. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKlarnaApi } from '../../../src/server/index.ts';
import { PASSWORD } from '../support/shop.ts';
import { openSubscriptions, type SubscriptionShop as Shop } from '../support/subscription-shop.ts';

/** The first authorization has made a customer token, and Klarna refuses its order. */
async function failFirst(shop: Shop) {
  const first = await shop.approveAnew();
  shop.refuseOrder();
  assert.equal(await shop.order(first), 502);
  assert.equal(shop.active().length, 1);
  return first;
}

function assertOneToken(shop: Shop): void {
  assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  assert.equal(shop.klarna.customerTokens().length > 1, true);
  assert.equal(shop.klarna.orders().length, 1);
}

describe('a session with two authorizations ends with one active customer token, saved last,', () => {
  it('one token stays active if Klarna fails to cancel the first: nothing is bought, and the same request cancels it', async () => {
    await using shop = await openSubscriptions();
    await failFirst(shop);
    const second = await shop.approveAnew();
    shop.failCancel();
    assert.deepEqual([await shop.order(second), shop.klarna.orders().length], [503, 0]);
    assert.equal(await shop.order(second), 200);
    assertOneToken(shop);
  });

  it('one token stays active if Klarna fails to cancel the first and the shopper authorizes a third time', async () => {
    await using shop = await openSubscriptions();
    await failFirst(shop);
    const second = await shop.approveAnew();
    shop.failCancel();
    assert.equal(await shop.order(second), 503);
    assert.equal(await shop.order(await shop.approveAnew()), 200);
    assertOneToken(shop);
  });

  for (const name of ['onCustomerToken', 'onOrder'] as const) {
    it(`one token stays active if the first is active when ${name} throws for the second`, async () => {
      await using shop = await openSubscriptions();
      await failFirst(shop);
      const second = await shop.approveAnew();
      shop.failing[name] = 1;
      assert.equal(await shop.order(second), 500);
      assert.equal(await shop.order(second), 200);
      assertOneToken(shop);
    });
  }

  it('one token stays active if Klarna does not answer the session for the second', async () => {
    await using shop = await openSubscriptions();
    await failFirst(shop);
    const second = await shop.approveAnew();
    shop.tap.before(`GET /${second.session_id}`, () => new Response(null, { status: 429 }));
    assert.equal(await shop.order(second), 503);
    assert.equal(await shop.order(second), 200);
    assertOneToken(shop);
  });

  it('one token stays active if only Klarna’s callback made the first', async () => {
    await using shop = await openSubscriptions();
    const first = await shop.approveAnew();
    shop.refuseOrder();
    assert.equal(await shop.callBack(first.session_id, first.authorization_token), 502);
    assert.equal(await shop.order(await shop.approveAnew()), 200);
    assertOneToken(shop);
  });

  it('one token stays active if the cart changes after each of two authorizations that only callbacks brought', async () => {
    await using shop = await openSubscriptions();
    for (const total of [2000, 3000]) {
      const { session_id, authorization_token } = await shop.approveAnew();
      shop.refuseOrder();
      assert.equal(await shop.callBack(session_id, authorization_token), 502);
      shop.cart.total = total;
    }
    assert.equal(await shop.order(await shop.approveAnew()), 200);
    assertOneToken(shop);
  });

  it('one token stays active if Klarna’s callback orders the second before the page does', async () => {
    await using shop = await openSubscriptions();
    await failFirst(shop);
    const second = await shop.approveAnew();
    assert.equal(await shop.callBack(second.session_id, second.authorization_token), 204);
    assert.equal(await shop.order(second), 200);
    assertOneToken(shop);
  });

  it('one token stays active if the second is ordered after the first callback has read the session', async () => {
    await using shop = await openSubscriptions();
    const { session_id, authorization_token } = await shop.approveAnew();
    const api = createKlarnaApi({ username: 'PK1', password: PASSWORD, environment: shop.url });
    shop.tap.before('POST /customer-token', async () => {
      const made = await api.createCustomerToken(authorization_token, {
        purchase_country: 'SE',
        purchase_currency: 'SEK',
        locale: 'sv-SE',
        description: 'Coffee',
        intended_use: 'SUBSCRIPTION',
      });
      assert.equal(await shop.order(await shop.approveAnew()), 200);
      return Response.json(made);
    });
    assert.equal(await shop.callBack(session_id, authorization_token), 204);
    assertOneToken(shop);
  });
});

describe('an authorization that becomes no order leaves no active customer token,', () => {
  it('no token stays active if Klarna fails to cancel it after a change of the cart: the same request cancels it', async () => {
    await using shop = await openSubscriptions();
    const first = await failFirst(shop);
    shop.cart.total = 2000;
    shop.failCancel();
    assert.deepEqual([await shop.order(first), await shop.order(first)], [503, 410]);
    assert.deepEqual(shop.active(), []);
  });

  it('no token stays active if Klarna declines the order and fails to cancel: the next callback cancels it', async () => {
    await using shop = await openSubscriptions();
    const { session_id, authorization_token } = await shop.approveAnew();
    shop.refuseOrder('REJECTED');
    shop.refuseOrder('REJECTED');
    shop.failCancel();
    const callBack = () => shop.callBack(session_id, authorization_token);
    assert.deepEqual([await callBack(), await callBack()], [503, 403]);
    assert.deepEqual(shop.active(), []);
  });

  it('no token stays active if a newer authorization comes before the shop saves it, and the shop never gets it', async () => {
    await using shop = await openSubscriptions();
    const { session_id, authorization_token } = await shop.approveAnew();
    // The handler reads the session, makes the token, and reads the session again.
    shop.tap.before('POST /customer-token', () => {
      shop.tap.before(`GET /${session_id}`, () => void shop.approve(session_id));
    });
    assert.equal(await shop.callBack(session_id, authorization_token), 410);
    assert.deepEqual([shop.active(), shop.told], [[], []]);
  });
});

it('a shop whose account may not cancel customer tokens still sells, and onError gets the refusal', async () => {
  await using shop = await openSubscriptions();
  await failFirst(shop);
  const second = await shop.approveAnew();
  shop.errors.length = 0;
  shop.failCancel(403);
  assert.equal(await shop.order(second), 200);
  assert.deepEqual([shop.errors.length, shop.klarna.orders().length], [1, 1]);
  assert.match(String(shop.errors[0]), /cancelCustomerToken/);
});

it('an order keeps its customer token if Klarna’s callback places it while the page finds another cart', async () => {
  await using shop = await openSubscriptions();
  const { session_id, authorization_token } = await shop.approveAnew();
  shop.cart.total = 2000;
  shop.tap.before(`DELETE /${authorization_token}`, async () => {
    assert.equal(await shop.callBack(session_id, authorization_token), 204);
  });
  assert.equal(await shop.order({ session_id, authorization_token }), 200);
  assert.equal(shop.active().length, 1);
  assert.deepEqual(shop.active(), [shop.told.at(-1)]);
});
