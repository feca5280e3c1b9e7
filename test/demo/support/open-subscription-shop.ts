/** The shop without its pages, and Klarna without a network. Each action of the shopper is one line. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { createBackEnd } from '../../../demo/server/back-end.ts';
import { openShopDatabase } from '../../../demo/server/database/shop-database.ts';
import type { MarketCode } from '../../../demo/shop/markets.ts';
import type { Quantities } from '../../../demo/shop/price-cart.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { toFetch } from '../../../src/simulator/testing/to-fetch.ts';

const ORIGIN = 'https://shop.example';
const NOTHING: Quantities = { skymning: 0, paus: 0 };

type Body = Record<string, unknown>;

/** The result of the shopper's purchase. */
export interface Bought {
  readonly session_id: string;
  readonly authorization_token: string;
  /** The URL of Klarna's callback for it. */
  readonly callback: string;
}

export function openSubscriptionShop(context: TestContext, { path = ':memory:' } = {}) {
  const klarna = createKlarnaSimulator({ username: 'lugn', password: 'word' });
  const database = openShopDatabase(path);
  context.after(() => database.close());
  const errors: unknown[] = [];
  /** The connection to Klarna. A test may break it. */
  const line = { send: toFetch(klarna) };
  const backEnd = createBackEnd({
    database,
    account: {
      username: 'lugn',
      password: 'word',
      environment: new URL('http://klarna.example'),
      fetch: (input, init) => line.send(input, init),
    },
    secret: 'a test secret that is long enough to seal',
    publicUrl: undefined,
    onError: (error) => errors.push(error),
  });

  const cookies = new Map<string, string>();
  async function send(method: string, url: string, body?: unknown) {
    const headers = {
      cookie: Array.from(cookies, (pair) => pair.join('=')).join('; '),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const request = new Request(new URL(url, ORIGIN), {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isApi = new URL(request.url).pathname.startsWith('/api/');
    const response = await (isApi ? backEnd.api : backEnd.klarna)(request);
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split('=', 2) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  const post = (url: string, body: unknown = {}) => send('POST', url, body);

  /** Fills the cart with exactly these products, and approves. */
  async function approve(market: MarketCode, quantities: Quantities): Promise<Bought> {
    await send('PATCH', '/api/cart', { market, quantities: { ...NOTHING, ...quantities } });
    const opened = await post('/klarna/session');
    assert.equal(opened.status, 200, JSON.stringify(opened.body));
    const session_id = String(opened.body.session_id);
    const { authorization_token = '' } = klarna.authorize(session_id);
    const session = klarna.sessions().find((one) => one.session_id === session_id);
    const callback = session?.request.merchant_urls?.authorization ?? assert.fail('no callback');
    return { session_id, authorization_token, callback };
  }

  return {
    klarna,
    database,
    backEnd,
    errors,
    line,
    get: (url: string) => send('GET', url),
    post,
    changeCart: (quantities: Quantities) => send('PATCH', '/api/cart', { quantities }),
    approve,
    order: ({ session_id, authorization_token }: Bought) => post('/klarna/order', { session_id, authorization_token }),
    async buy(market: MarketCode, quantities: Quantities) {
      const bought = await approve(market, quantities);
      const answer = await this.order(bought);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return { ...bought, answer: answer.body };
    },
    charge: (reference: string, period: number) => post(`/api/subscriptions/${reference}/charges`, { period }),
    cancel: (reference: string) => post(`/api/subscriptions/${reference}/cancellation`),
  };
}

export type SubscriptionShop = ReturnType<typeof openSubscriptionShop>;
