/** The Payments API over real HTTP: Klarna's answers and error texts. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KlarnaErrorBody, SessionRead } from '../../../src/klarna/types.ts';
import { createKlarnaSimulator, type Listening } from '../../../src/simulator/index.ts';
import { ADDRESS, call as callAt, openSession, orderOf, SESSION } from '../support/support.ts';

const HOUR_MS = 60 * 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let now = Date.UTC(2026, 10, 23, 12);
let klarna: Listening;
const simulator = createKlarnaSimulator({ now: () => now, merchant_name: 'Lugn' });

before(async () => {
  klarna = await simulator.listen();
});
after(() => klarna.close());

const call = (path: string, method: string, body?: unknown) => callAt(klarna.url, path, method, body);

const create = (body: unknown) => call('/payments/v1/sessions', 'POST', body);

const order = (token: string, body: unknown = orderOf(SESSION)) =>
  call(`/payments/v1/authorizations/${token}/order`, 'POST', body);

/** Status, code and the bad fields as a set, because Klarna's own order varies. */
async function refusalOf(response: Response): Promise<[number, string, string[]]> {
  const body = (await response.json()) as KlarnaErrorBody;
  assert.equal(response.headers.get('klarna-correlation-id'), body.correlation_id);
  assert.match(body.correlation_id, UUID);
  const fields = body.error_messages.flatMap((message) => message.replace('Bad value: ', '').split(', '));
  return [response.status, body.error_code, fields.toSorted()];
}

async function authorizedSession(request = SESSION, data = { billing_address: ADDRESS }) {
  const session = await openSession(klarna.url, request);
  const { authorization_token = '' } = simulator.authorize(session.session_id, { data });
  return { ...session, authorization_token };
}

describe('Credentials', () => {
  it('The gateway refuses wrong credentials: HTML, a realm, and no correlation id', async () => {
    for (const authorization of [undefined, 'Bearer abc', 'Basic !!', `Basic ${btoa('no colon')}`]) {
      const response = await fetch(`${klarna.url}/payments/v1/sessions`, {
        method: 'POST',
        ...(authorization && { headers: { authorization } }),
      });
      assert.equal(response.status, 401);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      assert.equal(response.headers.get('www-authenticate'), 'Basic realm="very closed site"');
      assert.equal(response.headers.get('klarna-correlation-id'), null);
      assert.match(await response.text(), /<title>401 Authorization Required<\/title>/);
    }
  });

  it('The gateway requires the given credentials, if any are given', async () => {
    const closed = createKlarnaSimulator({ username: 'shop', password: 'right' });
    const ask = (password: string) =>
      closed(
        new Request('https://klarna.test/payments/v1/sessions/x', {
          headers: { authorization: `Basic ${btoa(`shop:${password}`)}` },
        }),
      );
    assert.equal((await ask('wrong')).status, 401);
    assert.equal((await ask('right')).status, 404);
  });
});

describe('Creating a session', () => {
  it('A new session answers 200 with id, client token and categories, and Klarna’s headers', async () => {
    const response = await create(SESSION);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json;charset=utf-8');
    assert.match(response.headers.get('klarna-correlation-id') ?? '', UUID);
    assert.equal(response.headers.get('cache-control'), 'no-cache, no-store, max-age=0, must-revalidate');
    const body = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(Object.keys(body), ['session_id', 'client_token', 'payment_method_categories']);
    assert.match(String(body.session_id), UUID);
  });

  it('The client token contains the SDK’s claims, and no expiry', async () => {
    const { client_token, session_id } = await openSession(klarna.url);
    const parts = client_token.split('.');
    assert.equal(parts.length, 3);
    const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    assert.equal(header.alg, 'RS256');
    assert.deepEqual(
      [claims.session_id, claims.base_url, claims.environment, claims.purchase_country, claims.merchant_name],
      [session_id, klarna.url, 'playground', 'DE', 'Lugn'],
    );
    assert.deepEqual([claims.session_type, claims.language, claims.order_amount], ['PAYMENTS', 'en', 4900]);
    assert.equal('exp' in claims || 'iat' in claims, false);
  });

  it('A new session names the categories in its language, and the simulator serves their badge', async () => {
    const { payment_method_categories } = await openSession(klarna.url, { ...SESSION, locale: 'de-DE' });
    assert.deepEqual(
      payment_method_categories.map(({ identifier, name }) => [identifier, name]),
      [
        ['pay_later', 'Später bezahlen'],
        ['pay_now', 'Sofort bezahlen'],
        ['pay_over_time', 'Teile die Kosten auf'],
      ],
    );
    const badge = await fetch(payment_method_categories[0]?.asset_urls?.standard ?? '');
    assert.match(badge.headers.get('content-type') ?? '', /^image\/svg\+xml/);
    assert.match(await badge.text(), /^<svg/);
  });

  it('A new session offers the categories of the account', async () => {
    const single = createKlarnaSimulator({ payment_method_categories: ['klarna'] });
    const { url, close } = await single.listen();
    const { payment_method_categories } = await openSession(url);
    await close();
    assert.deepEqual(
      payment_method_categories.map(({ name }) => name),
      ['Pay flexibly'],
    );
  });

  const [lamp, shipping] = SESSION.order_lines;
  const accepted: [string, unknown][] = [
    ['a language that is not the country’s', { ...SESSION, locale: 'PL' }],
    ['small letters', { ...SESSION, purchase_country: 'de', purchase_currency: 'eur' }],
    [
      'no tax at all',
      {
        ...SESSION,
        order_tax_amount: undefined,
        order_lines: [{ name: 'Lamp', quantity: 1, unit_price: 4900, total_amount: 4900 }],
      },
    ],
    ['null for an image', { ...SESSION, order_lines: [{ ...lamp, image_url: null }, shipping] }],
    ['members that nobody knows', { ...SESSION, colour: 'blue' }],
    ['an address that does not exist', { ...SESSION, billing_address: { postal_code: 'nowhere', country: 'SE' } }],
    ['a plain http confirmation', { ...SESSION, merchant_urls: { confirmation: 'http://shop.test' } }],
    [
      'a negative line',
      {
        ...SESSION,
        order_amount: 4400,
        order_tax_amount: undefined,
        order_lines: [
          lamp,
          shipping,
          { type: 'discount', name: 'Off', quantity: 1, unit_price: -500, total_amount: -500 },
        ],
      },
    ],
    [
      'nothing to pay',
      {
        purchase_country: 'DE',
        purchase_currency: 'EUR',
        order_amount: 0,
        intent: 'tokenize',
        order_lines: [{ name: 'Klarna', quantity: 1, unit_price: 0, total_amount: 0 }],
      },
    ],
  ];
  for (const [name, body] of accepted) {
    it(`A new session accepts ${name}`, async () => {
      assert.equal((await create(body)).status, 200);
    });
  }

  const rejected: [string, unknown, string[]][] = [
    ['nothing: country and currency first', {}, ['purchase_country', 'purchase_currency']],
    [
      'a foreign currency, and that alone',
      { ...SESSION, purchase_currency: 'SEK', order_amount: 1 },
      ['purchase_currency'],
    ],
    ['a country without Klarna', { ...SESSION, purchase_country: 'JP' }, ['purchase_country']],
    ['no amount and no lines', { purchase_country: 'DE', purchase_currency: 'EUR' }, ['order_amount', 'order_lines']],
    ['no lines', { ...SESSION, order_lines: [] }, ['order_lines']],
    ['a text as an amount', { ...SESSION, order_amount: '4900' }, ['order_amount']],
    ['a sum that is off by one', { ...SESSION, order_amount: 4901 }, ['order_amount']],
    [
      'a line that does not multiply',
      { ...SESSION, order_amount: 4901, order_lines: [{ ...lamp, total_amount: 4401 }, shipping] },
      ['order_lines[0].total_amount'],
    ],
    [
      'half an item, on its total',
      { ...SESSION, order_lines: [{ ...lamp, quantity: 0.5, unit_price: 8800 }, shipping] },
      ['order_lines[0].total_amount'],
    ],
    [
      'tax of a line off by more than one',
      { ...SESSION, order_tax_amount: 785, order_lines: [{ ...lamp, total_tax_amount: 705 }, shipping] },
      ['order_lines[0].total_tax_amount'],
    ],
    ['tax of the order', { ...SESSION, order_tax_amount: 700 }, ['order_tax_amount']],
    [
      'an empty image',
      { ...SESSION, order_lines: [{ ...lamp, image_url: '' }, shipping] },
      ['order_lines[0].image_url'],
    ],
    [
      'a long reference',
      { ...SESSION, order_lines: [{ ...lamp, reference: 'x'.repeat(256) }, shipping] },
      ['order_lines[0].reference'],
    ],
    ['an unknown intent', { ...SESSION, intent: 'borrow' }, ['intent']],
    ['several fields in one message', { ...SESSION, locale: 'x', merchant_data: 5 }, ['locale', 'merchant_data']],
  ];
  for (const [name, body, fields] of rejected) {
    it(`A new session refuses ${name}`, async () => {
      assert.deepEqual(await refusalOf(await create(body)), [400, 'BAD_VALUE', fields]);
    });
  }

  it('The Payments API refuses a body that is no JSON object', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const body of ['{', '[]', 'null', '', deep]) {
      const response = await fetch(`${klarna.url}/payments/v1/sessions`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('a:b')}` },
        body,
      });
      assert.deepEqual(await refusalOf(response), [400, 'BAD_REQUEST', []]);
    }
  });

  it('The Payments API refuses more than a megabyte', async () => {
    const response = await create({ ...SESSION, merchant_data: 'x'.repeat(1024 * 1024) });
    assert.equal(response.status, 413);
  });
});

describe('A session', () => {
  const read = async (session_id: string): Promise<SessionRead> =>
    (await call(`/payments/v1/sessions/${session_id}`, 'GET')).json() as Promise<SessionRead>;

  it('A session can be read, and the answer says when it ends', async () => {
    const { session_id, client_token } = await openSession(klarna.url);
    const session = await read(session_id);
    assert.equal(session.client_token, client_token);
    assert.equal(session.status, 'incomplete');
    assert.equal(session.expires_at, new Date(now + 48 * HOUR_MS).toISOString());
    assert.equal(session.order_amount, 4900);
    assert.equal(session.authorization_token, undefined);
  });

  it('A session does not show the customer until the shopper was approved', async () => {
    const { session_id } = await openSession(klarna.url, { ...SESSION, billing_address: ADDRESS } as typeof SESSION);
    assert.equal((await read(session_id)).billing_address, undefined);
    const { authorization_token } = simulator.authorize(session_id, {
      data: { customer: { date_of_birth: '1970-07-10', national_identification_number: '197007101234' } },
    });
    const session = await read(session_id);
    assert.deepEqual(session.billing_address, ADDRESS);
    assert.deepEqual(session.customer, { date_of_birth: '1970-07-10' });
    assert.equal(session.authorization_token, authorization_token);
  });

  it('A session takes a partial update: 204 without a body', async () => {
    const { session_id } = await openSession(klarna.url);
    const update = {
      order_amount: 998,
      order_tax_amount: 0,
      order_lines: [{ name: 'Pen', quantity: 2, unit_price: 499, total_amount: 998 }],
    };
    const response = await call(`/payments/v1/sessions/${session_id}`, 'POST', update);
    assert.equal(response.status, 204);
    assert.equal(await response.text(), '');
    assert.match(response.headers.get('klarna-correlation-id') ?? '', UUID);
    const session = await read(session_id);
    assert.deepEqual([session.order_amount, session.order_lines.length, session.locale], [998, 1, 'en-DE']);
  });

  it('An update checks the merged session, and a refused update changes nothing', async () => {
    const { session_id } = await openSession(klarna.url);
    const response = await call(`/payments/v1/sessions/${session_id}`, 'POST', { order_amount: 1 });
    assert.deepEqual(await refusalOf(response), [400, 'BAD_VALUE', ['order_amount']]);
    assert.equal((await read(session_id)).order_amount, 4900);
    assert.equal((await call(`/payments/v1/sessions/${session_id}`, 'POST', {})).status, 204);
  });

  it('A session is gone after 48 hours, and unknown ids look the same', async () => {
    const { session_id } = await openSession(klarna.url);
    now += 48 * HOUR_MS - 1;
    assert.equal((await call(`/payments/v1/sessions/${session_id}`, 'GET')).status, 200);
    now += 1;
    for (const id of [session_id, 'b8ef2f3e-0000-4000-8000-000000000000']) {
      for (const [method, body] of [['GET'], ['POST', {}]] as const) {
        assert.deepEqual(await refusalOf(await call(`/payments/v1/sessions/${id}`, method, body)), [
          404,
          'NOT_FOUND',
          ['Invalid session id'],
        ]);
      }
    }
    assert.deepEqual(simulator.authorize(session_id), { approved: false, show_form: false });
  });

  it('A session is served at doubled and trailing slashes too', async () => {
    const { session_id } = await openSession(klarna.url);
    assert.equal((await call(`//payments/v1/sessions/${session_id}/`, 'GET')).status, 200);
  });
});

describe('Placing the order', () => {
  it('Placing the order answers with the order and completes the session', async () => {
    const { session_id, authorization_token } = await authorizedSession();
    const response = await order(authorization_token);
    assert.equal(response.status, 200);
    const placed = (await response.json()) as Record<string, unknown>;
    assert.match(String(placed.order_id), UUID);
    assert.equal(placed.fraud_status, 'ACCEPTED');
    assert.equal('redirect_url' in placed, false);
    assert.deepEqual(placed.authorized_payment_method, { type: 'invoice' });
    const session = (await (await call(`/payments/v1/sessions/${session_id}`, 'GET')).json()) as SessionRead;
    assert.equal(session.status, 'complete');
    const late = await call(`/payments/v1/sessions/${session_id}`, 'POST', {});
    assert.deepEqual(await refusalOf(late), [404, 'SESSION_COMPLETED', ['Session has already been completed']]);
    assert.deepEqual(simulator.authorize(session_id), { approved: false, show_form: false });
  });

  it('The same body again gets the first answer, in whatever order its members come', async () => {
    const { authorization_token } = await authorizedSession();
    const first = await (await order(authorization_token)).json();
    const reversed = Object.fromEntries(Object.entries(orderOf(SESSION)).toReversed());
    assert.deepEqual(await (await order(authorization_token, reversed)).json(), first);
  });

  it('Another body for a used token is refused, and the body is checked first', async () => {
    const { authorization_token } = await authorizedSession();
    await order(authorization_token);
    assert.deepEqual(
      await refusalOf(await order(authorization_token, { ...orderOf(SESSION), merchant_reference1: '7' })),
      [409, 'BAD_VALUE', ['The order has been already completed with different request body']],
    );
    const [status, code] = await refusalOf(await order(authorization_token, {}));
    assert.deepEqual([status, code], [400, 'BAD_VALUE']);
  });

  it('An order that differs from the approval is refused, by field', async () => {
    const body = orderOf(SESSION);
    const [lamp, shipping] = SESSION.order_lines;
    const expensive = { ...shipping, unit_price: 600, total_amount: 600, total_tax_amount: 96 };
    const cases: [unknown, string][] = [
      [
        { ...body, billing_address: { ...ADDRESS, postal_code: '10115' }, shipping_address: ADDRESS },
        'billing_address.postal_code',
      ],
      [{ ...body, order_lines: [lamp, { ...shipping, name: 'Post' }] }, 'order_lines[1].name'],
      [
        { ...body, billing_address: ADDRESS, shipping_address: { ...ADDRESS, organization_name: 'Lugn' } },
        'shipping_address.organization_name',
      ],
      [
        { ...body, order_amount: 4400, order_tax_amount: 703, order_lines: [lamp] },
        'order_amount, order_tax_amount, Incorrect number of items in the cart. Expected: 2, Actual: 1',
      ],
      [
        { ...body, order_amount: 5000, order_tax_amount: 799, order_lines: [lamp, expensive] },
        'order_amount, order_tax_amount, order_lines[1].unit_price, order_lines[1].total_amount, order_lines[1].total_tax_amount',
      ],
    ];
    const { authorization_token } = await authorizedSession();
    for (const [given, fields] of cases) {
      const response = await order(authorization_token, given);
      const { error_code, error_messages } = (await response.json()) as KlarnaErrorBody;
      assert.deepEqual(
        [response.status, error_code, error_messages],
        [409, 'BAD_VALUE', [`Not matching fields: [${fields}]`]],
      );
    }
    assert.equal((await order(authorization_token)).status, 200);
  });

  it('A cart that changed after the approval is refused, in its old and its new form', async () => {
    const { session_id, authorization_token } = await authorizedSession();
    const [lamp] = SESSION.order_lines;
    const smaller = { order_amount: 4400, order_tax_amount: 703, order_lines: [lamp] };
    assert.equal((await call(`/payments/v1/sessions/${session_id}`, 'POST', smaller)).status, 204);
    assert.equal((await order(authorization_token)).status, 409);
    assert.equal((await order(authorization_token, { ...orderOf(SESSION), ...smaller })).status, 409);
  });

  it('An order may have any address if authorize got none', async () => {
    const { authorization_token } = await authorizedSession(SESSION, {} as { billing_address: typeof ADDRESS });
    assert.equal((await order(authorization_token, { ...orderOf(SESSION), billing_address: ADDRESS })).status, 200);
  });

  it('Only the newest token is valid, for 60 minutes', async () => {
    const invalid = [404, 'NOT_FOUND', ['Invalid authorization token']];
    assert.deepEqual(await refusalOf(await order('b4bd3423-24e3')), invalid);
    const { session_id, authorization_token } = await authorizedSession();
    const newest = simulator.authorize(session_id).authorization_token ?? '';
    assert.deepEqual(await refusalOf(await order(authorization_token)), invalid);
    now += HOUR_MS;
    assert.deepEqual(await refusalOf(await order(newest)), invalid);
  });

  it('The redirect leads to the confirmation page, with order and session filled in', async () => {
    const request = {
      ...SESSION,
      merchant_urls: { confirmation: 'https://shop.test/thanks?o={order.id}&s={session.id}' },
    };
    const { session_id, authorization_token } = await authorizedSession(request);
    const { order_id, redirect_url } = (await (await order(authorization_token, orderOf(request))).json()) as Record<
      string,
      string
    >;
    assert.equal(new URL(redirect_url ?? '').origin, klarna.url);
    const response = await fetch(redirect_url ?? '', { redirect: 'manual' });
    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), `https://shop.test/thanks?o=${order_id}&s=${session_id}`);
  });

  it('Order management reads the order, and has a text of its own for an unknown one', async () => {
    const { authorization_token } = await authorizedSession();
    const { order_id } = (await (await order(authorization_token)).json()) as { order_id: string };
    const response = await call(`/ordermanagement/v1/orders/${order_id}`, 'GET');
    assert.equal(response.status, 200);
    const read = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(
      [read.status, read.fraud_status, read.order_amount, read.remaining_authorized_amount],
      ['AUTHORIZED', 'ACCEPTED', 4900, 4900],
    );
    assert.deepEqual(read.shipping_address, { title: '', street_address2: '', region: '', ...ADDRESS });
    assert.deepEqual(
      await refusalOf(await call('/ordermanagement/v1/orders/d8bcb0ac-deeb-325b-8472-ef2c4b9b3e80', 'GET')),
      [404, 'NO_SUCH_ORDER', ['Order d8bcb0ac-deeb-325b-8472-ef2c4b9b3e80 cannot be found.']],
    );
  });
});

describe('Cancelling an authorization', () => {
  it('Cancelling an authorization answers 204 once; the token is void from then on', async () => {
    const { authorization_token } = await authorizedSession();
    const cancel = (token: string) => call(`/payments/v1/authorizations/${token}`, 'DELETE');
    assert.equal((await cancel(authorization_token)).status, 204);
    assert.deepEqual(await refusalOf(await cancel(authorization_token)), [
      404,
      'NOT_FOUND',
      ['Authorization cannot be deleted'],
    ]);
    assert.equal((await order(authorization_token)).status, 404);
    assert.deepEqual(await refusalOf(await cancel('nothing')), [404, 'NOT_FOUND', ['Invalid authorization token']]);
  });
});

describe('The simulator', () => {
  it('The simulator repeats its ids for a seed', async () => {
    const ids = await Promise.all(
      ['a', 'a', 'b'].map(async (seed) => {
        const { url, close } = await createKlarnaSimulator({ seed }).listen();
        const { session_id } = await openSession(url);
        await close();
        return session_id;
      }),
    );
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
  });

  it('The simulator drops its oldest sessions if it is full', async () => {
    const small = createKlarnaSimulator({ capacity: 2 });
    const { url, close } = await small.listen();
    const first = await openSession(url);
    await openSession(url);
    await openSession(url);
    const response = await callAt(url, `/payments/v1/sessions/${first.session_id}`, 'GET');
    await close();
    assert.equal(response.status, 404);
    assert.equal(small.sessions().length, 2);
  });

  it('The control page’s HTML contains no data of shoppers; the page requests them', async () => {
    const { session_id } = await authorizedSession();
    const response = await fetch(klarna.url);
    const page = await response.text();
    assert.equal(response.status, 200);
    for (const text of [session_id, ADDRESS.email, ADDRESS.family_name]) assert.ok(!page.includes(text ?? session_id));
  });

  it('The simulator has no routes at names that every object has', async () => {
    for (const path of ['/kp/scripts/constructor.js', '/kp/styles/toString.css']) {
      assert.equal((await fetch(klarna.url + path)).status, 404);
    }
    const response = await fetch(`${klarna.url}/kp/frames/api/constructor`, { method: 'POST', body: '{}' });
    assert.equal(response.status, 404);
  });

  it('The simulator escapes the text of a shop', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const request = { ...SESSION, order_lines: SESSION.order_lines.map((line) => ({ ...line, name: evil })) };
    const { session_id } = await openSession(klarna.url, request);
    const ask = async (name: string, body: unknown) =>
      (
        await fetch(`${klarna.url}/kp/frames/api/${name}`, { method: 'POST', body: JSON.stringify(body) })
      ).json() as Promise<{ result: { attempt_id: string } }>;
    const { result } = await ask('authorize', { session_id, payment_method_category: 'pay_later' });
    const page = await (await fetch(`${klarna.url}/kp/popup/${result.attempt_id}`)).text();
    assert.ok(page.includes('&lt;img'));
    assert.ok(!page.includes(evil));
  });
});
