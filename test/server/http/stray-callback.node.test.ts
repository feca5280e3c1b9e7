/** Klarna’s callbacks at a path that the handler does not answer, and mounts that have the same address. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KlarnaHandlerOptions } from '../../../src/server/index.ts';
import { type FakeKlarna, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop, SECRET, type Shop } from '../support/shop.ts';

const ORIGIN = 'https://shop.example';

async function post(shop: Shop, path: string, body: object = {}) {
  const headers = { 'content-type': 'application/json', ...(shop.cookie && { cookie: shop.cookie }) };
  const request = new Request(ORIGIN + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = await shop.handler(request);
  for (const cookie of answer.headers.getSetCookie()) shop.cookie = cookie.split(';')[0] ?? '';
  return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') };
}

/** The path that Klarna was given for its callback. */
const callbackOf = ({ session }: FakeKlarna): string => new URL(session?.merchant_urls?.authorization ?? '').pathname;

const said = (shop: Shop): string[] => shop.errors.map(String);

describe('a callback under another path than `basePath`', () => {
  const approval = { session_id: 'session-1', authorization_token: 'token-1' };
  const publicUrl = `${ORIGIN}/api/klarna`;

  it('a callback under another path gets 404, and `onError` gets advice once', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { basePath: '/klarna', publicUrl });
    await post(shop, '/klarna/session');
    const path = callbackOf(klarna);
    assert.ok(path.startsWith('/api/klarna/callback/'));
    for (let i = 0; i < 2; i += 1) assert.equal((await post(shop, path, approval)).status, 404);
    assert.equal(shop.errors.length, 1);
    assert.match(said(shop)[0] ?? '', /\/api\/klarna.*`basePath` is “\/klarna”.*proxy/s);
  });

  it('a callback URL of another mount is not reported', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { basePath: '/klarna', publicUrl });
    const other = createShop(klarna, { secret: `${SECRET} of another`, publicUrl });
    await post(other, '/api/klarna/session');
    for (const path of [callbackOf(klarna), '/api/klarna/callback/AAAA/authorization']) {
      assert.equal((await post(shop, path, approval)).status, 404);
    }
    assert.deepEqual(shop.errors, []);
  });

  it('a differently encoded path is the same path', async () => {
    await using klarna = await startFakeKlarna();
    for (const basePath of ['/köp', '/k%C3%B6p/', '/shop/../köp']) {
      const shop = createShop(klarna, { basePath });
      assert.equal((await post(shop, '/köp/session')).status, 200, basePath);
      assert.deepEqual(shop.errors, []);
    }
  });
});

describe('a callback URL that was made for another mount', () => {
  it('a callback URL of another mount is refused, and `onError` gets the name of that mount once', async () => {
    await using klarna = await startFakeKlarna();
    const [before, after] = ['/klarna', '/pay'].map((path) => createShop(klarna, { publicUrl: ORIGIN + path }));
    assert.ok(before && after);
    await post(before, '/klarna/session');
    const path = callbackOf(klarna).replace('/klarna', '/pay');
    for (let i = 0; i < 2; i += 1) assert.equal((await post(after, path)).status, 403);
    assert.equal(after.errors.length, 1);
    assert.match(said(after)[0] ?? '', /“https:\/\/shop\.example\/pay”.*made for “https:\/\/shop\.example\/klarna”/);
    assert.equal((await post(after, '/pay/callback/AAAA/authorization')).status, 403);
    assert.equal(after.errors.length, 1);
  });
});

describe('two mounts with one `publicUrl`', () => {
  const publicUrl = `${ORIGIN}/api/klarna`;
  async function open(options: (path: string) => Partial<KlarnaHandlerOptions>) {
    const klarna = await startFakeKlarna();
    const [shop, express] = ['/api/klarna', '/klarna'].map((path) => createShop(klarna, options(path)));
    assert.ok(shop && express);
    express.cart = cartOf(1000);
    const first = (await post(shop, '/api/klarna/session')).body.session_id;
    express.cookie = shop.cookie;
    const second = (await post(express, '/klarna/session')).body.session_id;
    await klarna[Symbol.asyncDispose]();
    return {
      sessions: [first, second],
      names: [shop.cookie, express.cookie].map((text) => text.split('=')[0]),
      express,
    };
  }

  it('two mounts have a session and a cookie each if they have `basePath`', async () => {
    const { sessions, names, express } = await open((basePath) => ({ basePath, publicUrl }));
    assert.deepEqual(sessions, ['session-1', 'session-2']);
    assert.notEqual(names[0], names[1]);
    assert.deepEqual(said(express), []);
  });

  it('`onError` gets both mounts if they have no `basePath`', async () => {
    const { express } = await open(() => ({ publicUrl }));
    assert.equal(express.errors.length, 1);
    assert.match(said(express)[0] ?? '', /“\/api\/klarna”.*“\/klarna”.*two handlers/);
  });
});
