/** The element's requests and the handler's answers follow docs/endpoint.openapi.yaml. Each goes through the other. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createEndpoint } from '../../src/checkout/endpoint/endpoint.ts';
import type { KlarnaHandlerOptions } from '../../src/server/index.ts';
import type { Step } from '../../src/simulator/index.ts';
import { openShop } from '../server/support/simulated-shop.ts';
import { contract, expectAnswer, expectRequest, seen } from './support/contract.ts';

/** Milliseconds. */
const HOUR = 3_600_000;

const MOUNT = 'https://shop.example/klarna';

type Shop = Awaited<ReturnType<typeof openShop>>;
type Saved = { order_id: string; fraud_status: 'ACCEPTED' | 'PENDING' };

/** The shop of the handler, asked by the element's own client. Each request and each answer is checked. */
async function openCheckedShop(options: Partial<KlarnaHandlerOptions> = {}) {
  const saved = new Map<string, Saved>();
  const shop = await openShop({
    onOrder: ({ order_id, fraud_status }, { session_id }) => void saved.set(session_id, { order_id, fraud_status }),
    findOrder: (session_id) => saved.get(session_id),
    onNotification: () => undefined,
    ...options,
  });
  const send = async (request: Request): Promise<Response> => {
    const route = new URL(request.url).pathname.replace('/klarna', '');
    if (shop.jar.cookie) request.headers.set('cookie', shop.jar.cookie);
    const response = await shop.handle(request);
    await expectAnswer(request.method, route, response);
    return response;
  };
  return { shop, send };
}

/** Does for the element what the browser's `fetch` does, and checks its request. */
const asBrowser =
  (send: (request: Request) => Promise<Response>): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const text = await request.clone().text();
    expectRequest(
      request.method,
      new URL(request.url).pathname.replace('/klarna', ''),
      text ? JSON.parse(text) : undefined,
    );
    return send(request);
  };

const post = (route: string, body: unknown, headers: Record<string, string> = {}): Request =>
  new Request(`${MOUNT}${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the contract of the endpoint', () => {
  const realFetch = globalThis.fetch;
  const endpoint = createEndpoint(MOUNT);
  let shop: Shop;
  let send: (request: Request) => Promise<Response>;

  const use = async (options?: Partial<KlarnaHandlerOptions>): Promise<Shop> => {
    ({ shop, send } = await openCheckedShop(options));
    const browser = asBrowser(send);
    globalThis.fetch = (input, init) =>
      String(input instanceof Request ? input.url : input).startsWith(MOUNT)
        ? browser(input, init)
        : realFetch(input, init);
    return shop;
  };
  const openSession = (options = {}) => endpoint.openSession({ signal: new AbortController().signal, ...options });
  const code = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'it succeeded',
      (error) => `${error.code}/${error.reason}`,
    );

  before(() => seen.clear());
  after(() => {
    globalThis.fetch = realFetch;
  });

  it('fits a purchase of the element: session, outcome, order, repeat, outcome', async () => {
    await using _ = await use();
    assert.equal((await endpoint.readOutcome()).status, 'open');
    const { session_id = '', client_token } = await openSession({ locale: 'en-SE' });
    assert.equal((await endpoint.readOutcome()).status, 'open');
    const authorization_token = shop.approve(session_id);
    assert.equal((await endpoint.readOutcome()).status, 'authorized');
    assert.equal((await openSession()).authorization_token, authorization_token);
    const { order_id } = await endpoint.placeOrder({ authorization_token, session_id });
    assert.equal((await endpoint.placeOrder({ authorization_token, session_id })).order_id, order_id);
    assert.equal((await endpoint.readOutcome()).status, 'complete');
    assert.ok((await openSession({ finalize: 'manual' })).session_id);
    assert.ok((await openSession({ without: { session_id, client_token } })).session_id);
  });

  it('fits Klarna’s callbacks, also a forged one', async () => {
    await using _ = await use();
    const { session_id = '' } = await openSession();
    const authorization_token = shop.approve(session_id);
    const route = new URL(shop.addressOf(session_id)).pathname.replace('/klarna', '');
    for (const [body, status] of [
      [{ authorization_token: 'forged', session_id }, 403],
      [{ session_id }, 400],
      [{ authorization_token, session_id }, 204],
      [{ authorization_token, session_id }, 204],
    ] as const) {
      if (status !== 400) expectRequest('POST', route, body);
      assert.equal((await send(post(route, body))).status, status);
    }
    const notice = route.replace('authorization', 'notification');
    const body = { order_id: shop.klarna.orders()[0]?.order_id, event_type: 'FRAUD_RISK_ACCEPTED' };
    expectRequest('POST', notice, body);
    assert.equal((await send(post(notice, body))).status, 204);
    assert.equal((await send(post('/callback/forged/notification', body))).status, 403);
  });

  it('fits the callbacks that the simulator sends', async () => {
    await using _ = await use();
    const { session_id = '' } = await openSession();
    shop.approve(session_id);
    const [callback] = shop.klarna.callbacks();
    const route = new URL(callback?.url ?? '').pathname.replace('/klarna', '');
    expectRequest('POST', route, callback?.body);
  });

  it('fits the errors of a purchase', async () => {
    await using _ = await use();
    const { session_id = '' } = await openSession();
    let authorization_token = shop.approve(session_id);
    shop.setCart(5000);
    assert.equal(await code(endpoint.placeOrder({ authorization_token, session_id })), 'cart-changed/not-matching');
    await openSession();
    authorization_token = shop.approve(session_id);
    shop.klarna.script([
      {
        outcome: 'fail',
        call: 'create_order',
        refusal: { status: 403, error_code: 'REJECTED', error_messages: ['No.'] },
      },
    ]);
    assert.equal(await code(endpoint.placeOrder({ authorization_token, session_id })), 'authorization/declined');
    shop.wait(2 * HOUR);
    assert.equal(await code(endpoint.placeOrder({ authorization_token, session_id })), 'authorization/expired');
    shop.wait(48 * HOUR);
    assert.equal(await code(endpoint.placeOrder({ authorization_token, session_id })), 'session/expired');
  });

  it('fits the errors of Klarna and of the connection', async () => {
    await using _ = await use();
    shop.klarna.script([{ outcome: 'fail', call: 'create_session', with: 502 }]);
    assert.equal(await code(openSession()), 'session/klarna-error');
    const refusal = (status: number, error_code: string) =>
      ({ outcome: 'fail', call: 'create_session', refusal: { status, error_code, error_messages: ['No.'] } }) as Step;
    for (const [status, error_code, expected] of [
      [401, 'UNAUTHORIZED', 'configuration/credentials'],
      [403, 'NOT_AUTHORIZED', 'configuration/not-allowed'],
      [404, 'NOT_FOUND', 'configuration/no-klarna'],
      [400, 'BAD_VALUE', 'configuration/bad-request'],
    ] as const) {
      shop.klarna.script([refusal(status, error_code)]);
      assert.equal(await code(openSession()), expected);
    }
  });

  it('fits the errors of the shop', async () => {
    let cart: unknown = null;
    await using _ = await use({ getOrder: () => cart as never });
    assert.equal(await code(openSession()), 'session/empty-cart');
    cart = { purchase_country: 'SE', purchase_currency: 'SEK', order_amount: 1, order_lines: [] };
    assert.equal(await code(openSession()), 'configuration/bad-order');
    cart = undefined;
    assert.equal(await code(openSession()), 'configuration/bad-order');
  });

  it('fits an order that the shop cannot save', async () => {
    await using _ = await use({
      onOrder: () => {
        throw new Error('the disk is full');
      },
    });
    const { session_id = '' } = await openSession();
    const authorization_token = shop.approve(session_id);
    assert.equal(await code(endpoint.placeOrder({ authorization_token, session_id })), 'order/not-saved');
    assert.equal((await send(post('/cancel', {}))).status, 500);
  });

  it('fits the four intents', async () => {
    const subscription = { name: 'Coffee', interval: 'MONTH', interval_count: 1 } as const;
    for (const intent of ['buy', 'tokenize', 'buy_and_tokenize', 'buy_and_default_tokenize'] as const) {
      const free = intent === 'tokenize';
      const amount = free ? 0 : 9900;
      const line = { name: 'Coffee', quantity: 1, unit_price: amount, total_amount: amount };
      await using _ = await use({
        getOrder: () => ({
          purchase_country: 'SE',
          purchase_currency: 'SEK',
          locale: 'en-SE',
          intent,
          order_amount: amount,
          order_lines: [intent === 'buy' || intent === 'buy_and_default_tokenize' ? line : { ...line, subscription }],
        }),
        onCustomerToken: () => undefined,
      });
      const session = await openSession();
      assert.equal(session.intent, intent);
      const { session_id = '' } = session;
      const placed = await endpoint.placeOrder({ authorization_token: shop.approve(session_id), session_id });
      assert.deepEqual([placed.order_id !== undefined, placed.customer_token !== undefined], [!free, intent !== 'buy']);
    }
  });

  it('fits the refusals of a caller, and POST /cancel', async () => {
    await using _ = await use();
    await openSession();
    const statuses: [Request, number][] = [
      [post('/session', 'no JSON'), 400],
      [post('/session', {}, { 'sec-fetch-site': 'cross-site' }), 403],
      [post('/session', {}, { 'content-type': 'text/plain' }), 415],
      [post('/session', JSON.stringify({ locale: 'x'.repeat(70_000) })), 413],
      [post('/order', {}), 400],
      [post('/order', {}, { origin: 'https://other.example' }), 403],
      [post('/cancel', '[]'), 400],
      [post('/cancel', {}), 204],
    ];
    for (const [request, status] of statuses) assert.equal((await send(request)).status, status, request.url);
  });

  it('is seen in its main states', () => {
    for (const [path, operations] of Object.entries(contract.paths)) {
      for (const method of Object.keys(operations).filter((name) => name !== 'parameters')) {
        const states = [...seen].filter((state) => state.startsWith(`${method.toUpperCase()} ${path} `));
        assert.ok(
          states.some((state) => / 20[04]/.test(state)),
          `${method} ${path} succeeded`,
        );
      }
    }
    const outcomes = ['none', 'open', 'authorized', 'complete'];
    assert.deepEqual(
      outcomes.filter((status) => !seen.has(`GET /outcome 200 ${status}`)),
      [],
    );
  });
});
