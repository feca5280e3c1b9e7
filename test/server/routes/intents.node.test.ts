/** Subscriptions: the result of each intent, from the browser and the callback, and repeated. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Intent, SessionRequest } from '../../../src/klarna/types.ts';
import {
  createKlarnaApi,
  createKlarnaHandler,
  grossLine,
  type KlarnaHandlerOptions,
  sumOrder,
} from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { PASSWORD, SECRET, SHOP } from '../support/shop.ts';

const coffee = { name: 'Coffee monthly', interval: 'MONTH', interval_count: 1 } as const;

const cartWith = (intent: Intent, subscribed = true): SessionRequest => ({
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  locale: 'en-SE',
  intent,
  ...sumOrder([
    grossLine({
      name: 'A bag of coffee',
      unit_price: intent === 'tokenize' ? 0 : 9900,
      tax_rate: 1200,
      ...(subscribed && { subscription: coffee }),
    }),
  ]),
  merchant_urls: { confirmation: 'https://shop.example/thanks' },
});

/** Only the one-time line: in a mixed cart the shop charges the subscription with the token. */
const CARTS = {
  tokenize: cartWith('tokenize'),
  buy_and_tokenize: cartWith('buy_and_tokenize'),
  buy_and_default_tokenize: cartWith('buy_and_default_tokenize', false),
} as const;

async function openShop(intent: keyof typeof CARTS, options: Partial<KlarnaHandlerOptions> = {}) {
  const account = { username: 'PK1', password: PASSWORD };
  const klarna = createKlarnaSimulator(account);
  const listening = await klarna.listen();
  const environment = new URL(listening.url);
  const told: string[] = [];
  const errors: unknown[] = [];
  const shop = { cart: CARTS[intent] as SessionRequest };
  const handler = createKlarnaHandler({
    ...account,
    environment,
    secret: SECRET,
    getOrder: () => shop.cart,
    onCustomerToken: ({ token_id }, { session_id }) => void told.push(`token ${token_id} of ${session_id}`),
    onOrder: ({ order_id }, { session_id }) => void told.push(`order ${order_id} of ${session_id}`),
    onError: (error) => void errors.push(error),
    ...options,
  });
  let cookie = '';
  const post = async (url: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', cookie };
    const response = await handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    ...shop,
    setCart: (cart: SessionRequest) => {
      shop.cart = cart;
    },
    klarna,
    told,
    errors,
    post,
    api: createKlarnaApi({ ...account, environment }),
    async approve() {
      const opened = await post(`${SHOP}/session`, {});
      assert.equal(opened.status, 200, JSON.stringify(opened.body));
      const { session_id } = opened.body;
      const { authorization_token } = klarna.authorize(session_id);
      const session = klarna.sessions().find((one) => one.session_id === session_id);
      const callback = session?.request.merchant_urls?.authorization ?? assert.fail();
      return { approval: { session_id, authorization_token }, callback };
    },
    [Symbol.asyncDispose]: () => listening.close(),
  };
}

describe('an authorization', () => {
  it('an authorization with the intent tokenize becomes a customer token and no order', async () => {
    await using shop = await openShop('tokenize');
    const { approval } = await shop.approve();
    const { status, body } = await shop.post(`${SHOP}/order`, approval);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(Object.keys(body).sort(), ['customer_token', 'redirect_url']);
    assert.deepEqual(shop.told, [`token ${body.customer_token.token_id} of ${approval.session_id}`]);
    assert.equal(shop.klarna.orders().length, 0);
  });

  for (const intent of ['buy_and_tokenize', 'buy_and_default_tokenize'] as const) {
    it(`an authorization with the intent ${intent} becomes a customer token first and then an order`, async () => {
      await using shop = await openShop(intent);
      const { approval } = await shop.approve();
      const { status, body } = await shop.post(`${SHOP}/order`, approval);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(shop.told, [
        `token ${body.customer_token.token_id} of ${approval.session_id}`,
        `order ${body.order_id} of ${approval.session_id}`,
      ]);
      assert.equal(shop.klarna.orders()[0]?.request.order_amount, 9900);
      assert.equal(body.fraud_status, 'ACCEPTED');
    });
  }

  it('an authorization has the same result from browser, callback and every repeat', async () => {
    for (const intent of Object.keys(CARTS) as (keyof typeof CARTS)[]) {
      await using shop = await openShop(intent);
      const { approval, callback } = await shop.approve();
      const answers: { status: number; body: Record<string, unknown> | null }[] = await Promise.all([
        shop.post(`${SHOP}/order`, approval),
        shop.post(callback, approval),
        shop.post(`${SHOP}/order`, approval),
      ]);
      answers.push(await shop.post(callback, approval));
      const last = await shop.post(`${SHOP}/order`, approval);
      assert.deepEqual(
        [...answers, last].map(({ status }) => status),
        [200, 204, 200, 204, 200],
        intent,
      );
      assert.equal(new Set(shop.told).size, intent === 'tokenize' ? 1 : 2);
      assert.equal(shop.klarna.orders().length, intent === 'tokenize' ? 0 : 1);
      assert.deepEqual(last.body.customer_token, answers[0]?.body?.customer_token);
    }
  });

  it('nothing is bought before the shop has saved the customer token', async () => {
    const saved: string[] = [];
    const outcomes = [new Error('disk full'), undefined];
    await using shop = await openShop('buy_and_tokenize', {
      onCustomerToken: ({ token_id }) => {
        const error = outcomes.shift();
        if (error) throw error;
        saved.push(token_id);
      },
    });
    const { approval } = await shop.approve();
    const first = await shop.post(`${SHOP}/order`, approval);
    assert.deepEqual([first.status, first.body.reason, shop.klarna.orders().length], [500, 'not-saved', 0]);
    const { body } = await shop.post(`${SHOP}/order`, approval);
    assert.deepEqual([[body.customer_token.token_id], shop.klarna.orders().length], [saved, 1]);
  });

  it('the handler cancels the authorization if the cart turned from a subscription into a purchase', async () => {
    await using shop = await openShop('buy_and_tokenize');
    const { approval } = await shop.approve();
    const { intent: _, ...bought } = CARTS.buy_and_tokenize;
    shop.setCart(bought);
    const { status, body } = await shop.post(`${SHOP}/order`, approval);
    assert.deepEqual([status, body.error_messages], [409, ['Not matching fields: [intent]']]);
    assert.deepEqual([shop.told.length, shop.klarna.orders().length], [0, 0]);
  });
});

describe('two authorizations of a session that buys and tokenizes', () => {
  const activeTokens = ({ klarna }: Awaited<ReturnType<typeof openShop>>) =>
    klarna.customerTokens().filter(({ status }) => status === 'ACTIVE');

  const CART = CARTS.buy_and_tokenize;
  const failures = {
    'Klarna does not accept the order': () =>
      Response.json({ error_code: 'BAD_VALUE', error_messages: [] }, { status: 400 }),
    'Klarna holds another cart': () => Response.json({ error_code: 'BAD_VALUE', error_messages: [] }, { status: 409 }),
    'Klarna declines the order': () => Response.json({ error_code: 'REJECTED', error_messages: [] }, { status: 403 }),
    'Klarna has a fault, and the cart changes': () => new Response(null, { status: 500 }),
  };
  for (const [why, answer] of Object.entries(failures)) {
    it(`two authorizations leave one active customer token, which belongs to the order, if ${why}`, async () => {
      const isBroken = { now: true };
      const named: (string | undefined)[] = [];
      const told: string[] = [];
      await using shop = await openShop('buy_and_tokenize', {
        fetch: async (input, init) => {
          const request = new Request(input, init);
          return isBroken.now && request.url.endsWith('/order') ? answer() : fetch(request);
        },
        onCustomerToken: ({ token_id }) => void told.push(token_id),
        onOrder: (_, { customer_token }) => void named.push(customer_token?.token_id),
      });
      const first = await shop.approve();
      assert.ok((await shop.post(first.callback, first.approval)).status >= 400);
      shop.setCart({ ...CART, merchant_reference1: 'changed' });
      isBroken.now = false;
      assert.ok((await shop.post(`${SHOP}/order`, first.approval)).status >= 400);
      const second = await shop.approve();
      const { status, body } = await shop.post(`${SHOP}/order`, second.approval);
      assert.equal(status, 200, JSON.stringify(body));
      // Klarna sends its first callback again.
      const before = told.length;
      await shop.post(first.callback, first.approval);
      assert.equal(told.length, before, 'the shop is not told of the first token again');
      const [only, ...others] = activeTokens(shop);
      assert.deepEqual([others.length, named], [0, [only?.token_id]]);
      assert.equal(body.customer_token.token_id, only?.token_id);
      assert.equal(shop.klarna.orders().length, 1);
    });
  }

  it('two authorizations leave one active customer token if the shopper returned to a changed cart', async () => {
    await using shop = await openShop('buy_and_tokenize', {
      onOrder: () => undefined,
      onCustomerToken: (() => {
        let isFirst = true;
        return () => {
          if (!isFirst) return;
          isFirst = false;
          throw new Error('disk full');
        };
      })(),
    });
    const first = await shop.approve();
    assert.equal((await shop.post(first.callback, first.approval)).status, 500);
    shop.setCart({ ...CART, merchant_reference1: 'changed' });
    const second = await shop.approve();
    assert.equal((await shop.post(`${SHOP}/order`, second.approval)).status, 200);
    assert.equal(activeTokens(shop).length, 1);
  });
});

describe('a customer token', () => {
  it('the shop charges a customer token month by month, each month once', async () => {
    await using shop = await openShop('tokenize');
    const { approval } = await shop.approve();
    const { body } = await shop.post(`${SHOP}/order`, approval);
    const { token_id } = body.customer_token;
    const month = {
      purchase_currency: 'SEK',
      ...sumOrder([grossLine({ name: 'Coffee', unit_price: 9900, tax_rate: 1200, subscription: coffee })]),
    };
    const charge = async (key: string) => (await shop.api.chargeCustomerToken(token_id, month, key)).order_id;
    assert.equal(await charge('coffee-7/2027-01'), await charge('coffee-7/2027-01'));
    assert.notEqual(await charge('coffee-7/2027-01'), await charge('coffee-7/2027-02'));
    assert.equal(shop.klarna.orders().length, 2);
    await shop.api.cancelCustomerToken(token_id);
    await assert.rejects(charge('coffee-7/2027-03'), { name: 'KlarnaApiError' });
  });

  it('the handler opens no session with a customer token if the shop has no onCustomerToken', async () => {
    await using shop = await openShop('tokenize', { onCustomerToken: undefined });
    const { status, body } = await shop.post(`${SHOP}/session`, {});
    assert.deepEqual([status, body.reason], [500, 'bad-order']);
    assert.match(body.error_messages.join(), /intent: tokenize makes a customer token.*`onCustomerToken`/);
  });
});
