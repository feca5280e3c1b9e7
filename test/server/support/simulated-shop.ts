/** A shop around the handler that uses the simulator over a real connection, with any number of sessions. */
import assert from 'node:assert/strict';
import { createKlarnaHandler, type KlarnaHandlerOptions } from '../../../src/server/index.ts';
import { createKlarnaSimulator, type ShopperCall } from '../../../src/simulator/index.ts';
import { cartOf, PASSWORD, SECRET, SHOP } from './shop.ts';

export type SimulatedShop = Awaited<ReturnType<typeof openShop>>;

export async function openShop(options: Partial<KlarnaHandlerOptions> = {}) {
  let now = Date.now();
  const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD, now: () => now });
  const listening = await klarna.listen();
  const saved: string[] = [];
  let cart = cartOf();
  const handler = createKlarnaHandler({
    username: 'PK1',
    password: PASSWORD,
    environment: new URL(listening.url),
    secret: SECRET,
    getOrder: () => cart,
    onOrder: ({ order_id }) => void saved.push(order_id),
    onError: () => undefined,
    ...options,
  });
  /** The cookies that all tabs of the browser share. */
  const jar = { cookie: '' };
  const request = async (route: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json', cookie: jar.cookie };
    const response = await handler(new Request(`${SHOP}${route}`, { ...init, headers }));
    const [set_cookie] = response.headers.getSetCookie();
    jar.cookie = set_cookie?.split(';')[0] ?? jar.cookie;
    return { status: response.status, body: await response.json().catch(() => null), set_cookie };
  };
  /** The callback URL that Klarna got last. */
  const addressOf = (session_id: string): string =>
    klarna.sessions().find((one) => one.session_id === session_id)?.request.merchant_urls?.authorization ?? '';
  return {
    klarna,
    /** Klarna's API. */
    url: new URL(listening.url),
    saved,
    jar,
    request,
    /** As `request`, for a request of any form. The jar gets the cookie of the answer. */
    handle: async (sent: Request): Promise<Response> => {
      const response = await handler(sent);
      const [set_cookie] = response.headers.getSetCookie();
      jar.cookie = set_cookie?.split(';')[0] ?? jar.cookie;
      return response;
    },
    setCart: (total: number) => {
      cart = cartOf(total);
    },
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    open: async (wish: Record<string, unknown> = {}): Promise<string> =>
      (await request('/session', wish)).body.session_id,
    approve: (session_id: string, data: ShopperCall['data'] = {}): string => {
      const { authorization_token } = klarna.authorize(session_id, { data });
      assert.ok(authorization_token, 'the simulator approved');
      return authorization_token;
    },
    addressOf,
    /** Posts like Klarna's servers, without cookies. */
    callBack: async (session_id: string, authorization_token: string, url = addressOf(session_id)) => {
      const body = JSON.stringify({ session_id, authorization_token });
      return (await handler(new Request(url, { method: 'POST', body }))).status;
    },
    [Symbol.asyncDispose]: () => listening.close(),
  };
}
