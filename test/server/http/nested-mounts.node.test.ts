/** Two mounts on one host, one under the other. Each has its own cart and session. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { cartOf, PASSWORD, SECRET } from '../support/shop.ts';

/** Sends the cookies that a browser would send, by name and path. */
function createBrowser(handle: (request: Request) => Promise<Response>) {
  const jar = new Map<string, { name: string; value: string; path: string }>();
  return async (url: string, body?: unknown) => {
    const { pathname } = new URL(url);
    const sent = [...jar.values()].filter(({ path }) => pathname.startsWith(path));
    const cookie = sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json', cookie };
    const response = await handle(new Request(url, { ...init, headers }));
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = '', path = ''] = /^([^=]+)=([^;]*); Path=([^;]+)/.exec(set) ?? [];
      jar.set(`${name} ${path}`, { name, value, path });
    }
    return { status: response.status, body: await response.json() };
  };
}

for (const origin of ['https://shop.example', 'http://localhost:3000']) {
  describe(`two mounts of ${origin}, one under the other`, () => {
    async function openShop() {
      const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD });
      const handlerOf = (basePath: string, total: number) =>
        createKlarnaHandler({
          username: 'PK1',
          password: PASSWORD,
          environment: new URL('https://klarna.test'),
          secret: SECRET,
          basePath,
          fetch: (input, init) => klarna(new Request(input, init)),
          getOrder: () => cartOf(total),
          onOrder: () => undefined,
        });
      const [cart, express] = [handlerOf('/klarna', 9500), handlerOf('/klarna/express', 1000)];
      const ask = createBrowser((request) => (request.url.includes('/express/') ? express : cart)(request));
      return { klarna, ask, cart: `${origin}/klarna`, express: `${origin}/klarna/express` };
    }

    it('nested mounts have a session each, and the order belongs to the mount that the shopper used', async () => {
      const { klarna, ask, cart, express } = await openShop();
      const first = (await ask(`${cart}/session`, {})).body;
      const second = (await ask(`${express}/session`, {})).body;
      assert.notEqual(second.session_id, first.session_id);
      assert.equal((await ask(`${cart}/session`, {})).body.session_id, first.session_id);
      const { session_id } = first;
      const { authorization_token } = klarna.authorize(session_id);
      assert.equal((await ask(`${express}/outcome`)).body.status, 'open');
      assert.equal((await ask(`${cart}/order`, { session_id, authorization_token })).status, 200);
      assert.deepEqual(
        klarna.orders().map(({ request }) => request.order_amount),
        [9500],
      );
      assert.equal((await ask(`${express}/session`, {})).body.session_id, second.session_id);
    });

    it('nested mounts refuse each other’s cookies and callbacks', async () => {
      const { klarna, ask, cart, express } = await openShop();
      await ask(`${cart}/session`, {});
      const [session] = klarna.sessions();
      const session_id = session?.session_id ?? assert.fail();
      const { authorization_token } = klarna.authorize(session_id);
      const seal = /\/callback\/([^/]+)\//.exec(session?.request.merchant_urls?.authorization ?? '')?.[1];
      const answer = await ask(`${express}/callback/${seal}/authorization`, { session_id, authorization_token });
      assert.deepEqual([answer.status, answer.body.reason], [403, 'bad-seal']);
      assert.equal(klarna.orders().length, 0);
    });
  });
}
