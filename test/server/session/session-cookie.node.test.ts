import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionRead, SessionRequest } from '../../../src/klarna/types.ts';
import { type FakeKlarna, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop, SECRET, type Shop } from '../support/shop.ts';

const askedFor = (klarna: FakeKlarna): string[] =>
  klarna.seen.map(({ method, path }) => `${method} ${path.replace('/payments/v1/', '')}`);

const idOf = async (response: Response): Promise<string> => {
  assert.equal(response.status, 200);
  return (await response.json()).session_id;
};

describe('the cookie of the session', () => {
  it('the cookie is encrypted, for this host only, closed to scripts and other sites, and lives as long as a session', async () => {
    await using klarna = await startFakeKlarna();
    const cookie = (await createShop(klarna).post('/session')).headers.get('set-cookie') ?? '';
    assert.match(
      cookie,
      /^__Host-klarna-checkout-\w{8}=[\w-]+; Path=\/; Max-Age=172800; HttpOnly; SameSite=Lax; Secure$/,
    );
    assert.ok(cookie.length < 1000);
  });

  it('the cookie over http is not Secure, and comes with the pages of the shop as well', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { publicUrl: 'http://localhost:3000/pay' });
    const cookie = (await shop.post('/session')).headers.get('set-cookie') ?? '';
    assert.match(cookie, /^klarna-checkout-\w{8}=[\w-]+; Path=\/; .*SameSite=Lax$/);
  });
});

describe('several cookies of the name', () => {
  it('the handler tries several cookies until it finds one that this mount has made', async () => {
    await using klarna = await startFakeKlarna();
    const [shop, other] = [createShop(klarna), createShop(klarna, { secret: `${SECRET} of another` })];
    await other.post('/session');
    assert.equal(await idOf(await shop.post('/session')), 'session-2');
    const name = shop.cookie.split('=')[0];
    shop.cookie = [`${name}=`, `${name}=AAAA`, other.cookie, shop.cookie].join('; ');
    assert.equal(await idOf(await shop.post('/session')), 'session-2');
  });

  it('the handler ignores a cookie under a name that another subdomain could set', async () => {
    await using klarna = await startFakeKlarna();
    const [victim, attacker] = [createShop(klarna), createShop(klarna)];
    await attacker.post('/session');
    const [name, value] = attacker.cookie.split('=');
    for (const planted of [name?.replace('__Host-', ''), name?.replace('__Host-', '__Secure-'), 'klarna-checkout']) {
      victim.cookie = `${planted}=${value}`;
      assert.notEqual(await idOf(await victim.post('/session')), 'session-1');
      victim.cookie = `${planted}=${value}`;
      assert.equal((await (await victim.get('/outcome')).json()).status, 'none');
    }
  });
});

describe('a second visit', () => {
  it('a second visit reuses the session with one call to Klarna if the cart is the same', async (test) => {
    // Klarna computes the end of a session from its own clock. For a new session the handler uses this machine's clock.
    test.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const first = await (await shop.post('/session')).json();
    const second = await (await shop.post('/session')).json();
    assert.deepEqual(second, first);
    assert.deepEqual(askedFor(klarna), ['POST sessions', 'GET sessions/session-1']);
  });

  it('another process with the same secret reuses the session', async () => {
    await using klarna = await startFakeKlarna();
    const [one, two] = [createShop(klarna), createShop(klarna)];
    await one.post('/session');
    two.cookie = one.cookie;
    assert.equal(await idOf(await two.post('/session')), 'session-1');
  });

  it('a second visit updates the session if the cart has changed', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    shop.cart = cartOf(5000);
    const answer = await (await shop.post('/session')).json();
    assert.deepEqual([answer.session_id, answer.order_amount], ['session-1', 5000]);
    assert.equal((klarna.seen[1]?.body as SessionRequest | undefined)?.order_amount, 5000);
    assert.deepEqual(askedFor(klarna).slice(1), ['POST sessions/session-1', 'GET sessions/session-1']);
  });

  it('a second visit updates a session that another tab has changed after the cookie', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    Object.assign(klarna.session ?? {}, cartOf(100));
    await shop.post('/session');
    assert.equal(klarna.session?.order_amount, 9500);
  });

  const setCart = (change: Partial<SessionRequest>) => (shop: Shop) => {
    shop.cart = { ...cartOf(), ...change };
  };
  const setSession = (change: Partial<SessionRead>) => (_: Shop, klarna: FakeKlarna) => {
    Object.assign(klarna.session ?? {}, change);
  };
  const inAMinute = () => new Date(Date.now() + 60_000).toISOString();

  const replaced: Record<string, (shop: Shop, klarna: FakeKlarna) => unknown> = {
    'the country and its currency changed': setCart({ purchase_country: 'DE', purchase_currency: 'EUR' }),
    'the language changed': setCart({ locale: 'en-SE' }),
    'the cart turned into a subscription': setCart({ intent: 'buy_and_tokenize' }),
    'it was ordered': setSession({ status: 'complete' }),
    'it is about to expire': (shop, klarna) => setSession({ expires_at: inAMinute() })(shop, klarna),
    'Klarna does not know it': (_, klarna) =>
      klarna.breakNext('GET /session-1', klarnaError(404, 'NOT_FOUND', 'Invalid session id')),
    'it was ordered and the cart changed': (shop, klarna) => {
      shop.cart = cartOf(1000);
      setSession({ status: 'complete' })(shop, klarna);
    },
    'the cookie was changed': (shop) => {
      shop.cookie = `${shop.cookie.slice(0, -5)}AAAAA`;
    },
    'the cookie is of another shop': async (shop, klarna) => {
      const other = createShop(klarna, { secret: `${SECRET} of another` });
      await other.post('/session');
      shop.cookie = other.cookie;
    },
  };
  for (const [why, change] of Object.entries(replaced)) {
    it(`a second visit opens a new session when ${why}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { onCustomerToken: () => undefined });
      await shop.post('/session');
      await change(shop, klarna);
      const opened = klarna.calls('POST', '/sessions').length;
      assert.equal(await idOf(await shop.post('/session')), `session-${opened + 1}`);
    });
  }

  it('a second visit opens no second session if Klarna has a temporary fault', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    klarna.breakNext('GET /session-1', klarnaError(500, 'INTERNAL_SERVER_ERROR'));
    assert.equal((await shop.post('/session')).status, 502);
    assert.equal(klarna.calls('POST', '/sessions').length, 1);
  });

  it('the session survives a change of the secret', async () => {
    await using klarna = await startFakeKlarna();
    const old = createShop(klarna);
    await old.post('/session');
    const rotated = createShop(klarna, { secret: [`${SECRET}, the new one`, SECRET] });
    rotated.cookie = `theme=dark; ${old.cookie}`;
    assert.equal(await idOf(await rotated.post('/session')), 'session-1');
  });
});

describe('an order of another shopper’s session', () => {
  it('POST /order refuses another shopper’s session if Klarna does not name its token', async () => {
    await using klarna = await startFakeKlarna();
    const [victim, thief] = [createShop(klarna), createShop(klarna)];
    await thief.post('/session');
    await victim.post('/session');
    const body = { session_id: 'session-2', authorization_token: 'token-of-the-thief' };
    assert.equal((await thief.post('/order', body)).status, 410);
    assert.equal(klarna.calls('POST', '/order').length, 0);
  });
});
