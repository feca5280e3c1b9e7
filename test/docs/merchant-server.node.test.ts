/** Runs the code of docs/merchant-server.md unchanged, against the built package and a real simulator. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { toNodeListener } from '../../src/node/http-adapter.ts';
import { ERROR_REASONS } from '../../src/server/http/http-error.ts';
import type { KlarnaApi } from '../../src/server/index.ts';
import { createKlarnaSimulator, type KlarnaSimulator } from '../../src/simulator/index.ts';
import { openGuide } from './support/guide.ts';
import { expectPurchase } from './support/purchase.ts';

const guide = await openGuide('docs/merchant-server.md');
const account = { username: 'shop', password: 'secret-of-the-test' };
const env = {
  KLARNA_USERNAME: account.username,
  KLARNA_PASSWORD: account.password,
  KLARNA_SECRET: 'thirty-two characters and more of it',
  DATABASE: ':memory:',
};

interface ShippingModule {
  parcelLeft(order_id: string, parcel: object): Promise<string>;
  returned(order_id: string, parcel: object): Promise<string>;
  nothingMoreComes(order_id: string): Promise<void>;
}

let klarna: KlarnaSimulator;
let listening: { url: string; close(): Promise<void> };

before(async () => {
  klarna = createKlarnaSimulator(account);
  listening = await klarna.listen();
  Object.assign(process.env, env, { KLARNA_ENVIRONMENT: listening.url });
});

after(async () => {
  await listening?.close();
  await guide[Symbol.asyncDispose]();
});

async function listen(server: Server): Promise<AsyncDisposable & { mount: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    mount: `http://127.0.0.1:${(server.address() as AddressInfo).port}/klarna`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function expectSaved(order_id: string) {
  const { database } = await guide.load<{ database: DatabaseSync }>('klarna.js');
  const row = database.prepare('SELECT * FROM orders WHERE order_id = ?').get(order_id);
  assert.equal(row?.fraud_status, 'ACCEPTED');
}

/** Each call uses a new cart. The purchase empties it. */
async function expectSale(mount: string): Promise<string> {
  const { database } = await guide.load<{ database: DatabaseSync }>('klarna.js');
  const cart_id = crypto.randomUUID();
  database.prepare('INSERT INTO carts VALUES (?, 2)').run(cart_id);
  const order_id = await expectPurchase(klarna, mount, `theme=dark; cart=${cart_id}`);
  const headers = { 'content-type': 'application/json', cookie: `cart=${cart_id}` };
  const again = await fetch(`${mount}/session`, { method: 'POST', headers });
  assert.deepEqual([again.status, ((await again.json()) as { reason: string }).reason], [409, 'empty-cart']);
  return order_id;
}

describe('the page of the guide that a server renders', () => {
  it('the page has the session of the cart, the cookie, and no way into a cache', async () => {
    const { database } = await guide.load<{ database: DatabaseSync }>('klarna.js');
    const { checkoutPage } = await guide.load<{ checkoutPage(request: Request): Promise<Response> }>(
      'checkout-page.js',
    );
    database.prepare('INSERT INTO carts VALUES (?, 2)').run('page-1');
    const page = await checkoutPage(new Request('http://shop.test/checkout', { headers: { cookie: 'cart=page-1' } }));
    const [, json = ''] = /<klarna-checkout-button[^>]*><script[^>]*>(.*?)<\/script>/s.exec(await page.text()) ?? [];
    const { session_id, client_token } = JSON.parse(json);
    assert.equal(klarna.sessions().find((session) => session.session_id === session_id)?.client_token, client_token);
    assert.match(page.headers.get('set-cookie') ?? '', /^klarna-checkout-/);
    assert.equal(page.headers.get('cache-control'), 'private, no-store');
  });
});

describe('the recipes of the guide sell', () => {
  it('the recipe for Node’s http sells', async () => {
    const { server } = await guide.load<{ server: Server }>('with-http.js');
    await using shop = await listen(server);
    await expectSaved(await expectSale(shop.mount));
    const rest = await fetch(shop.mount.replace('/klarna', '/'));
    assert.equal(await rest.text(), 'The rest of your shop.');
  });

  it('the recipe for Express sells behind its body parser', async () => {
    const { app } = await guide.load<{ app: Parameters<typeof createServer>[1] }>('with-express.js');
    await using shop = await listen(createServer(app ?? assert.fail()));
    await expectSaved(await expectSale(shop.mount));
  });

  it('the recipe for Fastify sells, although Fastify reads bodies first', async () => {
    const { app } = await guide.load<{ app: { ready(): Promise<void>; server: Server; close(): Promise<void> } }>(
      'with-fastify.js',
    );
    await app.ready();
    await using shop = await listen(app.server);
    await expectSaved(await expectSale(shop.mount));
  });

  it('the recipe for Hono sells', async () => {
    const { app } = await guide.load<{ app: { fetch(request: Request): Promise<Response> } }>('with-hono.js');
    await using shop = await listen(createServer(toNodeListener((request) => app.fetch(request))));
    await expectSaved(await expectSale(shop.mount));
  });

  it('the recipe for Next.js sells as a route handler with a function for each method', async () => {
    const route = await guide.load<Record<string, (request: Request) => Promise<Response>>>('with-next.js');
    const answer = (request: Request) => route[request.method]?.(request) ?? new Response(null, { status: 405 });
    await using shop = await listen(createServer(toNodeListener(answer)));
    await expectSaved(await expectSale(shop.mount));
  });
});

describe('the shop of the guide', () => {
  it('the shop of the guide sells the authorized mug, and keeps the two that another tab has added', async () => {
    const { server } = await guide.load<{ server: Server }>('with-http.js');
    const { database } = await guide.load<{ database: DatabaseSync }>('klarna.js');
    await using shop = await listen(server);
    const cart_id = crypto.randomUUID();
    const mugsLeft = () => database.prepare('SELECT mugs FROM carts WHERE cart_id = ?').get(cart_id)?.mugs;
    const jar = [`cart=${cart_id}`];
    const post = async (route: string, body: object) => {
      const headers = { 'content-type': 'application/json', cookie: jar.join('; ') };
      const answer = await fetch(`${shop.mount}${route}`, { method: 'POST', headers, body: JSON.stringify(body) });
      jar[1] = answer.headers.getSetCookie()[0]?.split(';')[0] ?? jar[1] ?? '';
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    database.prepare('INSERT INTO carts VALUES (?, 1)').run(cart_id);
    const { session_id } = (await post('/session', {})).body;
    database.prepare('UPDATE carts SET mugs = 3 WHERE cart_id = ?').run(cart_id);
    const { authorization_token } = klarna.authorize(String(session_id));
    // The simulator calls the shop like Klarna, and here the callback comes before the browser.
    await klarna.settled();
    assert.equal(mugsLeft(), 2);
    const [order] = klarna.orders().filter((one) => one.session_id === session_id);
    const answer = await post('/order', { session_id, authorization_token });
    assert.deepEqual([answer.status, answer.body.order_id], [200, order?.order_id]);
    assert.equal(mugsLeft(), 2);
    assert.equal((await post('/session', {})).body.order_amount, 2 * 4750 + 4900);
  });
});

describe('the other code of the guide', () => {
  it('the guide’s American cart adds up', async () => {
    const { order } = await guide.load<{ order: { order_amount: number; order_tax_amount: number } }>(
      'american-cart.js',
    );
    // 2 × 159.00 + 9.00 − 10.00 = 317.00, tax 26.15, gift card 25.00
    assert.deepEqual([order.order_amount, order.order_tax_amount], [31_700 + 2615 - 2500, 2615]);
  });

  it('the guide’s code captures and refunds a parcel once, however often it runs', async () => {
    const { server } = await guide.load<{ server: Server }>('with-http.js');
    await using shop = await listen(server);
    const order_id = await expectSale(shop.mount);
    const { api } = await guide.load<{ api: KlarnaApi }>('klarna.js');
    const { parcelLeft, returned, nothingMoreComes } = await guide.load<ShippingModule>('shipping.js');
    const parcel = { id: 'parcel-1', amount: 9500, tracking_number: 'PN1' };
    assert.equal(await parcelLeft(order_id, parcel), await parcelLeft(order_id, parcel));
    assert.equal(await returned(order_id, parcel), await returned(order_id, parcel));
    const { captured_amount, refunded_amount, remaining_authorized_amount } = await api.readOrder(order_id);
    assert.deepEqual([captured_amount, refunded_amount, remaining_authorized_amount], [9500, 9500, 4900]);
    await nothingMoreComes(order_id);
    assert.equal((await api.readOrder(order_id)).remaining_authorized_amount, 0);
  });

  it('the guide’s code charges a subscription once each month', async () => {
    const { api } = await guide.load<{ api: KlarnaApi }>('klarna.js');
    const { chargeMonth } = await guide.load<{ chargeMonth(token_id: string, month: string): Promise<string> }>(
      'next-month.js',
    );
    const session = { purchase_country: 'SE', purchase_currency: 'SEK', locale: 'en-SE', intent: 'tokenize' } as const;
    const line = { name: 'Coffee', quantity: 1, unit_price: 0, total_amount: 0 };
    const { session_id } = await api.createSession({ ...session, order_amount: 0, order_lines: [line] });
    const { authorization_token = '' } = klarna.authorize(session_id);
    const { intent: _, ...request } = { ...session, description: 'Coffee', intended_use: 'SUBSCRIPTION' as const };
    const { token_id } = await api.createCustomerToken(authorization_token, request);
    assert.equal(await chargeMonth(token_id, '2027-01'), await chargeMonth(token_id, '2027-01'));
    assert.notEqual(await chargeMonth(token_id, '2027-01'), await chargeMonth(token_id, '2027-02'));
  });

  it('checkOrder returns the message that the guide prints', async () => {
    const { problems } = await guide.load<{ problems: { message: string }[] }>('doctor.js');
    assert.ok(problems[0] && guide.text.includes(problems[0].message), problems[0]?.message);
  });
});

describe('the guide', () => {
  it('the guide names every option of the handler', async () => {
    const sources = ['options.ts', 'klarna-api/klarna-api.ts'].map((file) =>
      readFile(new URL(`../../src/server/${file}`, import.meta.url), 'utf8'),
    );
    const bodies = (await Promise.all(sources)).flatMap((source) =>
      [...source.matchAll(/interface Klarna(?:Handler|Api)Options[^{]*\{(.*?)^\}/gms)].map(([, body]) => body ?? ''),
    );
    const names = bodies.flatMap((body) => [...body.matchAll(/^ {2}(\w+)\??[:(]/gm)].map(([, name]) => name ?? ''));
    assert.ok(names.length > 12, names.join());
    for (const name of names) assert.match(guide.text, new RegExp(`^\\| .*\`${name}[(\`].* \\|`, 'm'), name);
  });

  it('the guide names every reason in the source', async () => {
    const folder = new URL('../../src/server/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
    const reasons = sources.flatMap((source) =>
      [...source.matchAll(/(?:reason: |misconfigured\(\s*)'([\w-]+)'/g)].map(([, reason]) => reason ?? ''),
    );
    assert.ok(reasons.length > 25, reasons.join());
    for (const reason of reasons)
      assert.ok(guide.text.includes(`\`${reason}\``), `The guide says nothing of ${reason}`);
  });

  it('the guide’s tables list exactly the reasons of ErrorReason', () => {
    const [, errors = ''] = /^## Errors$(.*?)^## /ms.exec(guide.text) ?? [];
    const rows = [...errors.matchAll(/^\| [\d, ]+ \|[^|]*\|([^|]*)\|/gm)].map(([, reasons]) => reasons ?? '');
    const listed = rows.flatMap((reasons) => [...reasons.matchAll(/`([\w-]+)`/g)].map(([, reason]) => reason ?? ''));
    assert.deepEqual([...new Set(listed)].sort(), [...ERROR_REASONS].sort());
  });

  it('the guide names every call of the typed client', async () => {
    const { api } = await guide.load<{ api: Record<string, unknown> }>('klarna.js');
    for (const name of Object.keys(api)) assert.ok(guide.text.includes(`\`${name}\``), name);
  });
});
