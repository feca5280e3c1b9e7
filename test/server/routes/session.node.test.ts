import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { CLIENT_TOKEN, klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop, PASSWORD } from '../support/shop.ts';

describe('POST /session', () => {
  it('POST /session opens a session with the cart and answers the fields that the element needs', async () => {
    await using klarna = await startFakeKlarna();
    const response = await createShop(klarna).post('/session', { locale: 'en-SE' });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('content-type'), 'application/json');
    const { expires_at, revision, ...answer } = await response.json();
    assert.ok(Math.abs(Date.parse(expires_at) - Date.now() - 48 * 3_600_000) < 60_000);
    assert.match(revision, /^[0-9a-f]{16}$/);
    assert.deepEqual(answer, {
      session_id: 'session-1',
      client_token: CLIENT_TOKEN,
      payment_method_categories: [{ identifier: 'pay_later', name: 'Pay later', asset_urls: {} }],
      intent: 'buy',
      environment: 'playground',
      purchase_country: 'SE',
      purchase_currency: 'SEK',
      locale: 'en-SE',
      order_amount: 9500,
    });
  });

  it('POST /session sends Klarna credentials, defaults and a callback URL, and keeps the confirmation URL', async () => {
    await using klarna = await startFakeKlarna();
    await createShop(klarna).post('/session');
    const call = klarna.seen[0];
    assert.ok(call);
    assert.equal(call.authorization, `Basic ${Buffer.from(`PK1:${PASSWORD}`).toString('base64')}`);
    const { merchant_urls, ...sent } = call.body as SessionRequest;
    const { merchant_urls: given, ...cart } = cartOf();
    assert.deepEqual(sent, { ...cart, locale: 'sv-SE', intent: 'buy' });
    assert.equal(merchant_urls?.confirmation, given?.confirmation);
    assert.match(
      merchant_urls?.authorization ?? '',
      /^https:\/\/shop\.example\/klarna\/callback\/[\w-]{40,}\/authorization$/,
    );
  });

  it('the callback URL begins with publicUrl, and the merchant’s own callback URL is kept', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { publicUrl: 'https://public.example/pay/' });
    await shop.post('/session');
    shop.cart = { ...cartOf(100), merchant_urls: { authorization: 'https://mine.example/approved' } };
    shop.cookie = '';
    await shop.post('/session');
    const urls = klarna
      .calls('POST', '/sessions')
      .map(({ body }) => (body as SessionRequest).merchant_urls?.authorization);
    assert.match(urls[0] ?? '', /^https:\/\/public\.example\/pay\/callback\//);
    assert.equal(urls[1], 'https://mine.example/approved');
  });

  it('POST /session falls back to a locale of the market in the language of the page', async () => {
    await using klarna = await startFakeKlarna();
    const locale = async (wanted: string) =>
      (await (await createShop(klarna).post('/session', { locale: wanted })).json()).locale;
    assert.equal(await locale('en-US'), 'en-SE');
    assert.equal(await locale('fr'), 'sv-SE');
  });

  it('POST /session ignores a page’s locale that is not a language tag', async () => {
    await using klarna = await startFakeKlarna();
    for (const [wanted, got] of [
      ['en_SE', 'en-SE'],
      ['en-SE-u-ca-gregory', 'en-SE'],
      ['en-x-shop', 'en-SE'],
      ['{{lang}}', 'sv-SE'],
      ['sr@latin', 'sv-SE'],
      ['<b>', 'sv-SE'],
      ['', 'sv-SE'],
    ]) {
      const response = await createShop(klarna).post('/session', { locale: wanted });
      assert.deepEqual([response.status, (await response.json()).locale], [200, got], wanted);
    }
  });

  it('POST /session answers 409 if there is nothing to buy', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    shop.cart = null;
    const response = await shop.post('/session');
    assert.equal(response.status, 409);
    const { code, reason } = await response.json();
    assert.deepEqual({ code, reason }, { code: 'session', reason: 'empty-cart' });
    assert.equal(klarna.seen.length, 0);
  });

  it('POST /session reports a getOrder that returns undefined, and does not call the cart empty', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { getOrder: (() => undefined) as never });
    const response = await shop.post('/session');
    assert.equal(response.status, 500);
    const { code, reason } = await response.json();
    assert.deepEqual({ code, reason }, { code: 'configuration', reason: 'bad-order' });
    assert.match(String(shop.errors[0]), /Return the cart, or null/);
  });

  it('POST /session keeps its callback URL if the shop’s URL is undefined', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    shop.cart = { ...cartOf(), merchant_urls: { authorization: undefined } as never };
    assert.equal((await shop.post('/session')).status, 200);
    const { merchant_urls } = (klarna.seen[0]?.body ?? {}) as SessionRequest;
    assert.match(merchant_urls?.authorization ?? '', /^https:\/\/shop\.example\/klarna\/callback\//);
  });

  it('POST /session treats null in the shop’s cart as absent, and sends no null to Klarna', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna, { onNotification: () => undefined });
    const [first] = cartOf().order_lines;
    shop.cart = {
      ...cartOf(),
      ...{ locale: null, intent: null, merchant_data: null, merchant_reference1: null, options: { color_text: null } },
      order_lines: [
        { ...first, reference: null, image_url: null, subscription: null, product_identifiers: { size: null } },
      ],
      merchant_urls: { notification: null },
    } as never;
    const response = await shop.post('/session');
    assert.deepEqual([response.status, (await response.json()).intent], [200, 'buy']);
    const body = klarna.seen[0]?.body as SessionRequest;
    assert.doesNotMatch(JSON.stringify(body), /null/);
    assert.match(body.merchant_urls?.notification ?? '', /\/notification$/);
    klarna.approve();
    const order = await shop.post('/order', { authorization_token: 'token-1', session_id: 'session-1' });
    assert.equal(order.status, 200, 'the same cart is no other one');
  });

  it('POST /session treats null in Klarna’s session as absent', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await shop.post('/session');
    Object.assign(klarna.session ?? {}, { authorization_token: null, merchant_data: null, intent: null });
    const again = await (await shop.post('/session')).json();
    assert.deepEqual([again.session_id, 'authorization_token' in again], ['session-1', false]);
    assert.equal((await (await shop.get('/outcome')).json()).status, 'open');
  });

  it('POST /session hides the error of getOrder from the browser and gives it to onError', async () => {
    await using klarna = await startFakeKlarna();
    const thrown = new Error('password of the database is hunter2');
    const shop = createShop(klarna, {
      getOrder: () => {
        throw thrown;
      },
    });
    const response = await shop.post('/session');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /hunter2/);
    assert.deepEqual(shop.errors, [thrown]);
  });

  const line = cartOf().order_lines[0];
  assert.ok(line);
  const mistakes: [string, Partial<Record<keyof SessionRequest | 'customer', unknown>>, RegExp][] = [
    ['a wrong sum', { order_amount: 9501 }, /order_amount: expected 9500, given 9501/],
    ['a price in whole kronor', { order_lines: [{ ...line, unit_price: 95.5 }] }, /order_lines\[0\]\.unit_price/],
    ['no lines', { order_lines: [] }, /order_lines: expected a list/],
    ['no country', { purchase_country: undefined }, /purchase_country: expected .* given nothing/],
    ['a foreign currency', { purchase_currency: 'EUR' }, /purchase_currency: expected SEK/],
    ['an intent that nobody takes', { intent: 'tokenize' }, /intent: tokenize makes a customer token/],
    ['customer details', { customer: { date_of_birth: '1941-03-21' } }, /customer.date_of_birth: not allowed/],
  ];
  for (const [mistake, change, message] of mistakes) {
    it(`POST /session sends nothing to Klarna when getOrder returned ${mistake}`, async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      shop.cart = { ...cartOf(), ...change } as SessionRequest;
      const response = await shop.post('/session');
      assert.equal(response.status, 500);
      const body = await response.json();
      assert.equal(body.code, 'configuration');
      assert.match(body.error_messages.join('\n'), message);
      assert.equal(klarna.seen.length, 0);
      assert.equal(shop.errors.length, 1);
    });
  }

  it('POST /session passes on Klarna’s error messages when Klarna refuses the body', async () => {
    await using klarna = await startFakeKlarna();
    klarna.breakNext('POST /sessions', klarnaError(400, 'BAD_VALUE', 'Bad value: locale'));
    const response = await createShop(klarna).post('/session');
    assert.equal(response.status, 502);
    const { message, ...body } = await response.json();
    assert.match(message, /error_messages/);
    assert.deepEqual(body, {
      code: 'configuration',
      reason: 'bad-request',
      error_code: 'BAD_VALUE',
      error_messages: ['Bad value: locale'],
      correlation_id: 'cid-1',
      klarna_status: 400,
    });
  });
});
