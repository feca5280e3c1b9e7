/** Two requests meet at one authorization, or Klarna refuses it: an order keeps its customer token, and no other token stays. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSubscriptions, type SubscriptionShop } from '../support/subscription-shop.ts';

const unanswered = () => new Response(null, { status: 429 });

/** Klarna refuses the order of an authorization in a way that a repeat may change. */
async function failFirst(shop: SubscriptionShop) {
  const first = await shop.approveAnew();
  shop.refuseOrder();
  assert.equal(await shop.order(first), 502);
  return first;
}

describe('an order keeps its customer token', () => {
  it('the order keeps its token if the callback places it just before the page’s changed cart cancels', async () => {
    for (const call of ['POST /customer-token', 'DELETE']) {
      await using shop = await openSubscriptions();
      const first = await shop.approveAnew();
      shop.cart.total = 2000;
      shop.tap.before(call, async () => {
        assert.equal(await shop.callBack(first.session_id, first.authorization_token), 204);
      });
      const { status, body } = await shop.request('/order', first);
      assert.equal(status, 200);
      assert.deepEqual(shop.active(), [body.customer_token.token_id]);
    }
  });

  it('the order keeps its token if a changed cart and the callback come at once', async () => {
    await using shop = await openSubscriptions();
    for (let round = 0; round < 5; round++) {
      shop.cart.total = 1000;
      const first = await shop.approveAnew();
      shop.cart.total = 2000;
      const before = shop.klarna.orders().length;
      await Promise.all([shop.order(first), shop.callBack(first.session_id, first.authorization_token)]);
      const ordered = shop.klarna.orders().length - before;
      const tokens = shop.klarna.customerTokens().filter(({ session_id }) => session_id === first.session_id);
      assert.equal(tokens.filter(({ status }) => status === 'ACTIVE').length, ordered);
    }
  });

  it('the token stays active if Klarna fails to cancel the authorization, which the callback then orders', async () => {
    await using shop = await openSubscriptions();
    const first = await shop.approveAnew();
    shop.cart.total = 2000;
    shop.tap.before('DELETE', unanswered);
    assert.equal(await shop.order(first), 503);
    assert.equal(await shop.callBack(first.session_id, first.authorization_token), 204);
    assert.deepEqual([shop.klarna.orders().length, shop.active()], [1, [shop.told.at(-1)]]);
  });

  it('the order is found if the callback places it after Klarna refused the page’s', async () => {
    await using shop = await openSubscriptions();
    const first = await shop.approveAnew();
    shop.refuseOrder('NOT_MATCHING', 409);
    shop.tap.before('DELETE', async () => {
      assert.equal(await shop.callBack(first.session_id, first.authorization_token), 204);
    });
    const { status, body } = await shop.request('/order', first);
    assert.equal(status, 200);
    assert.deepEqual(shop.active(), [body.customer_token.token_id]);
  });
});

describe('an authorization that Klarna does not order', () => {
  const refusals = [
    ['NOT_MATCHING', 409],
    ['BAD_VALUE', 400],
    ['REJECTED', 403],
  ] as const;
  for (const [error_code, status] of refusals) {
    it(`the same request cancels the token if Klarna answered ${status} ${error_code} and failed to cancel it`, async () => {
      await using shop = await openSubscriptions();
      const first = await shop.approveAnew();
      shop.refuseOrder(error_code, status);
      shop.failCancel();
      assert.deepEqual([await shop.order(first), await shop.order(first)], [503, 410]);
      assert.deepEqual(shop.active(), []);
      assert.equal(await shop.order(await shop.approveAnew()), 200);
      assert.deepEqual(shop.active(), [shop.told.at(-1)]);
    });

    it(`the next callback cancels the token if Klarna answered ${status} ${error_code} and failed to cancel it`, async () => {
      await using shop = await openSubscriptions();
      const { session_id, authorization_token } = await shop.approveAnew();
      shop.refuseOrder(error_code, status);
      shop.failCancel();
      const callBack = () => shop.callBack(session_id, authorization_token);
      assert.deepEqual([await callBack(), await callBack()], [503, 403]);
      assert.deepEqual(shop.active(), []);
    });
  }

  it('onError gets Klarna’s refusal if the handler then fails to cancel the token', async () => {
    await using shop = await openSubscriptions();
    const first = await shop.approveAnew();
    shop.refuseOrder('NOT_MATCHING', 409);
    shop.failCancel();
    assert.equal(await shop.order(first), 503);
    assert.match(shop.errors.map(String).join(), /createOrder: Klarna refused with 409 NOT_MATCHING/);
  });

  it('the callback cancels no token of another person: the address of the session proves who it is', async () => {
    await using shop = await openSubscriptions();
    const authorize = async (given_name: string) => {
      shop.jar.cookie = '';
      const session_id = await shop.open();
      return { session_id, authorization_token: shop.approve(session_id, { billing_address: { given_name } }) };
    };
    const [other, own] = [await authorize('Ada'), await authorize('Bo')];
    assert.equal(await shop.callBack(other.session_id, other.authorization_token), 204);
    const ordered = shop.active();
    shop.refuseOrder('NOT_MATCHING', 409);
    assert.equal(await shop.callBack(own.session_id, own.authorization_token), 409);
    assert.equal(await shop.callBack(own.session_id, other.authorization_token), 403);
    assert.deepEqual(shop.active(), ordered);
  });
});

describe('the page gets only the customer token of the order', () => {
  for (const hasFindOrder of [true, false]) {
    it(`the page gets no token if another authorization was ordered between the two reads, and its own is cancelled: findOrder ${hasFindOrder}`, async () => {
      await using shop = await openSubscriptions({ hasFindOrder });
      const first = await failFirst(shop);
      shop.tap.before('POST /customer-token', () => {
        shop.tap.before(`GET /${first.session_id}`, async () => {
          assert.equal(await shop.callBack(first.session_id, shop.approve(first.session_id)), 204);
        });
      });
      const { status, body } = await shop.request('/order', first);
      assert.deepEqual(
        [status, body.customer_token, shop.klarna.orders().length],
        [hasFindOrder ? 200 : 409, undefined, 1],
      );
      assert.deepEqual(shop.active(), [shop.told.at(-1)]);
    });
  }

  it('the page gets no token if another authorization was ordered before its request, and its own is cancelled', async () => {
    await using shop = await openSubscriptions();
    const first = await failFirst(shop);
    assert.equal(await shop.callBack(first.session_id, shop.approve(first.session_id)), 204);
    const { status, body } = await shop.request('/order', first);
    assert.deepEqual([status, body.customer_token], [200, undefined]);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });

  it('the callback cancels its token if Klarna forgets the authorization and another one is ordered', async () => {
    await using shop = await openSubscriptions();
    const first = await shop.approveAnew();
    shop.tap.before('POST /order', () => {
      const authorization_token = shop.approve(first.session_id);
      shop.tap.before(`GET /${first.session_id}`, async () => {
        assert.equal(await shop.callBack(first.session_id, authorization_token), 204);
      });
    });
    assert.equal(await shop.callBack(first.session_id, first.authorization_token), 204);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });

  it('the page gets the token if the callback ordered its authorization', async () => {
    await using shop = await openSubscriptions();
    const first = await shop.approveAnew();
    assert.equal(await shop.callBack(first.session_id, first.authorization_token), 204);
    const { status, body } = await shop.request('/order', first);
    assert.deepEqual([status, [body.customer_token.token_id]], [200, shop.active()]);
  });

  it('GET /outcome names no token of an older authorization and cancels it', async () => {
    await using shop = await openSubscriptions();
    await failFirst(shop);
    const second = await shop.approveAnew();
    assert.equal(await shop.callBack(second.session_id, second.authorization_token), 204);
    const { body } = await shop.request('/outcome');
    assert.deepEqual([body.status, body.order.customer_token], ['complete', undefined]);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });

  it('GET /outcome keeps the cookie if an older token cannot be cancelled now', async () => {
    await using shop = await openSubscriptions();
    await failFirst(shop);
    shop.cart.total = 2000;
    const second = await shop.approveAnew();
    shop.refuseOrder();
    assert.equal(await shop.order(second), 502);
    assert.equal(await shop.callBack(second.session_id, second.authorization_token), 204);
    shop.failCancel();
    const first = await shop.request('/outcome');
    assert.deepEqual([first.body.status, first.set_cookie], ['complete', undefined]);
    const again = await shop.request('/outcome');
    assert.match(again.set_cookie ?? '', /Max-Age=0/);
    assert.deepEqual(shop.active(), [shop.told.at(-1)]);
  });
});

it('a replaced authorization does not cost the shopper the cookie: the newer one can still be ordered', async () => {
  await using shop = await openSubscriptions();
  const first = await shop.approveAnew();
  const { cookie } = shop.jar;
  shop.tap.before('POST /customer-token', () => {
    shop.tap.before(`GET /${first.session_id}`, () => void shop.approve(first.session_id));
  });
  assert.equal(await shop.order(first), 410);
  assert.equal(shop.jar.cookie, cookie);
  assert.deepEqual(shop.active(), []);
});

it('an order that the shop could not save is found again, although another tab has closed its session in between', async () => {
  for (const hasFindOrder of [true, false]) {
    await using shop = await openSubscriptions({ intent: 'buy', hasFindOrder });
    const first = await shop.approveAnew();
    const { cookie } = shop.jar;
    shop.failing.onOrder = 1;
    // The page has read the session. Another tab then changes its callback URL.
    shop.tap.before('POST /order', async () => {
      shop.tap.before('DELETE', () => new Response(null, { status: 403 }));
      await shop.open({ without: first.session_id });
      shop.jar.cookie = cookie;
    });
    assert.deepEqual([await shop.order(first), await shop.order(first)], [500, 200]);
    assert.equal(shop.klarna.orders().length, 1);
  }
});
