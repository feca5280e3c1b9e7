/** Pages of other origins: which may use the handler, and the answers that they and their browsers get. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { type FakeKlarna, startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop, SHOP, type Shop } from '../support/shop.ts';

const PAGE = 'https://pages.example';

const preflight = (origin: string, route = '/session', method = 'POST') =>
  new Request(`${SHOP}${route}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type,x-csrf-token',
    },
  });

const cors = ({ headers }: Response) => [
  headers.get('access-control-allow-origin'),
  headers.get('access-control-allow-credentials'),
];

describe('a page of another origin', () => {
  let klarna: FakeKlarna;
  let shop: Shop;

  before(async () => {
    klarna = await startFakeKlarna();
  });
  after(() => klarna[Symbol.asyncDispose]());
  beforeEach(() => {
    shop = createShop(klarna, { origins: [PAGE, 'https://other.example:8443/'] });
  });

  it('a page that the shop names passes the preflight on each route of the shopper, with its own headers', async () => {
    for (const [route, method] of [
      ['/session', 'POST'],
      ['/order', 'POST'],
      ['/outcome', 'GET'],
      ['/cancel', 'POST'],
    ]) {
      const answer = await shop.handler(preflight(PAGE, route, method));
      assert.equal(answer.status, 204);
      assert.deepEqual(cors(answer), [PAGE, 'true']);
      assert.equal(answer.headers.get('access-control-allow-methods'), method);
      assert.equal(answer.headers.get('access-control-allow-headers'), 'content-type,x-csrf-token');
      assert.match(answer.headers.get('vary') ?? '', /Origin/);
    }
  });

  it('a page that the shop names opens a session, and can read answers and errors', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const answer = await shop.post('/session', {}, { origin: PAGE, 'sec-fetch-site': site });
      assert.equal(answer.status, 200, await answer.text());
      assert.deepEqual(cors(answer), [PAGE, 'true']);
      assert.equal(answer.headers.get('access-control-expose-headers'), 'Retry-After');
    }
    const refused = await shop.post('/session', 'no JSON', { origin: PAGE });
    assert.equal(refused.status, 400);
    assert.deepEqual(cors(refused), [PAGE, 'true']);
  });

  it('a page of another site gets a partitioned cookie, and a page of the same site a Lax cookie', async () => {
    const foreign = await shop.post('/session', {}, { origin: PAGE, 'sec-fetch-site': 'cross-site' });
    assert.match(foreign.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=None; Partitioned; Secure$/);
    const sibling = await shop.post('/session', {}, { origin: PAGE, 'sec-fetch-site': 'same-site' });
    assert.match(sibling.headers.get('set-cookie') ?? '', /SameSite=Lax; Secure$/);
  });

  it('a page that the shop does not name is refused, and cannot read the advice about `origins`', async () => {
    const stranger = 'https://stranger.example';
    const post = { origin: stranger, 'sec-fetch-site': 'cross-site' };
    for (const one of [shop, createShop(klarna)]) {
      const answers = [
        await one.handler(preflight(stranger)),
        await one.post('/session', {}, post),
        await one.handler(new Request(`${SHOP}/outcome`, { headers: { origin: stranger } })),
      ];
      for (const answer of answers) {
        assert.equal(answer.status, 403);
        assert.deepEqual(cors(answer), [null, null]);
        const { code, reason, message } = await answer.json();
        assert.deepEqual([code, reason], ['configuration', 'cross-site']);
        assert.match(message, /`origins`.*https:\/\/stranger\.example/);
      }
    }
  });

  it('an origin that differs from an allowed one by a letter is refused', async () => {
    for (const origin of [
      'null',
      'http://pages.example',
      'https://pages.example:444',
      'https://a.pages.example',
      'https://pages.example.evil.example',
    ]) {
      assert.equal((await shop.handler(preflight(origin))).status, 403, origin);
    }
  });

  it('a page of another origin cannot reach Klarna’s callbacks', async () => {
    const answer = await shop.handler(preflight(PAGE, '/callback/seal/authorization'));
    assert.equal(answer.status, 405);
  });

  it('the option `origins` changes nothing for the shop’s own pages', async () => {
    assert.equal((await shop.post('/session', {}, { origin: 'https://shop.example' })).status, 200);
    assert.deepEqual(cors(await createShop(klarna).post('/session')), [null, null]);
  });

  it('the option `origins` accepts only origins', () => {
    const options = {
      getOrder: () => null,
      onOrder: () => undefined,
      username: 'PK1',
      password: 'test-password',
      secret: 'x'.repeat(40),
    };
    const create = (origins: unknown, environment: 'playground' | 'production' = 'playground') =>
      createKlarnaHandler({ ...options, environment, publicUrl: SHOP, origins: origins as string[] });
    for (const origin of [
      '*',
      'null',
      'shop.example',
      'https://shop.example/pay',
      'https://*.shop.example/?',
      'capacitor://localhost',
      7,
    ]) {
      assert.throws(() => create([origin]), /`origins` must name whole origins/, String(origin));
    }
    assert.throws(() => create('https://shop.example'), /`origins` must be a list/);
    assert.throws(() => create(['http://shop.example'], 'production'), /https:\/\/ in production/);
    create(['https://Shop.example:443/'], 'production');
  });
});
