/**
 * The proof of each rule that Klarna's traffic keeps: a check here, or a test elsewhere, named by its file and the
 * beginning of its title. A rule without a proof makes the contract fail.
 */
import assert from 'node:assert/strict';
import type { CustomerTokenCreated } from '../../../src/klarna/customer-token.ts';
import type { OrderCreated, OrderLine, SessionRequest } from '../../../src/klarna/types.ts';
import type { KlarnaSimulator } from '../../../src/simulator/index.ts';
import { ask, authorized, create, open, order, placed, read, refusalOf } from '../support/in-process.ts';
import { ADDRESS, orderOf, SESSION } from '../support/support.ts';
import { fieldsOf } from './evidence.ts';
import { createSession, lineOf, sessionWith } from './scenes.ts';

type Proof = (() => Promise<void>) | { file: string; name: string };

async function assertAccepted(...bodies: object[]): Promise<void> {
  for (const body of bodies) {
    const response = await createSession(body);
    assert.equal(response.status, 200, await response.clone().text());
  }
}

async function assertBad(answer: Promise<Response>, ...fields: string[]): Promise<void> {
  const [status, error_code, ...messages] = await refusalOf(answer);
  assert.deepEqual([status, error_code, messages.length], [400, 'BAD_VALUE', 1]);
  assert.deepEqual(fieldsOf(messages), fields.toSorted());
}

const taxed = (total_tax_amount: number): OrderLine => lineOf(1250, { tax_rate: 2500, total_tax_amount });

const orderPath = (authorization_token: string) => `/payments/v1/authorizations/${authorization_token}/order`;

const tokenize = (klarna: KlarnaSimulator, authorization_token: string, body: object) =>
  ask(klarna, `/payments/v1/authorizations/${authorization_token}/customer-token`, 'POST', body);

const TOKEN = { description: 'Lamps', intended_use: 'subscription' };

const TOKENIZE: SessionRequest = { ...SESSION, intent: 'tokenize' };

async function openToken(klarna: KlarnaSimulator): Promise<string> {
  const { authorization_token } = await authorized(klarna, TOKENIZE);
  const response = await tokenize(klarna, authorization_token, TOKEN);
  return `/customer-token/v1/tokens/${((await response.json()) as CustomerTokenCreated).token_id}`;
}

async function assertEmpty(answer: Promise<Response>, status: number): Promise<Response> {
  const response = await answer;
  assert.deepEqual([response.status, await response.text()], [status, '']);
  return response;
}

/** By the id of the rule. */
export const RULES: Readonly<Record<string, Proof>> = {
  'rule-01': async () => {
    await assertBad(createSession({ ...SESSION, order_amount: 4901 }), 'order_amount');
    await assertBad(createSession({ ...SESSION, order_amount: 3900 }), 'order_amount');
  },
  'rule-02': async () => {
    await assertBad(createSession(sessionWith([{ ...lineOf(1000), unit_price: 999 }])), 'order_lines[0].total_amount');
    const half = { ...lineOf(1060), quantity: 0.5, unit_price: 2120 };
    await assertBad(createSession(sessionWith([lineOf(10), half])), 'order_lines[1].total_amount');
    await assertAccepted(sessionWith([lineOf(1000), lineOf(-300, { type: 'store_credit' })]));
  },
  'rule-03': async () => {
    await assertAccepted(...[249, 250, 251].map((tax) => sessionWith([taxed(tax)])));
    await assertBad(createSession(sessionWith([taxed(252)])), 'order_lines[0].total_tax_amount');
    await assertAccepted(sessionWith([lineOf(9999, { tax_rate: 2500, total_tax_amount: 2000 })]));
  },
  'rule-04': async () => {
    const tax = lineOf(100, { type: 'sales_tax' });
    const us = { purchase_country: 'US', purchase_currency: 'USD' };
    await assertAccepted(
      sessionWith([taxed(250)], { order_tax_amount: 250 }),
      sessionWith([taxed(250)]),
      sessionWith([lineOf(1000), tax], { ...us, order_tax_amount: 100 }),
      sessionWith([lineOf(1000), tax], us),
    );
  },
  'rule-05': () => assertAccepted(sessionWith([lineOf(1000)])),
  'rule-06': async () => {
    await assertAccepted(...['EN', 'PL'].map((locale) => sessionWith([lineOf(1000)], { locale })));
    const klarna = create();
    const { client_token } = await open(klarna, sessionWith([lineOf(1000)], { locale: 'EN' }));
    const [, payload = ''] = client_token.split('.');
    assert.equal(JSON.parse(Buffer.from(payload, 'base64url').toString()).language, 'en');
  },
  'rule-07': () =>
    assertAccepted({
      ...sessionWith([lineOf(1000)]),
      billing_address: { country: 'SE', postal_code: '20301', region: 'DC', street_address: 'PO Box 1' },
      shipping_address: { country: 'US', region: 'Alabama' },
    }),
  'rule-08': async () => {
    const line = { ...lineOf(1000), image_url: null };
    await assertAccepted({
      ...sessionWith([lineOf(1000)]),
      order_lines: [line],
      billing_address: { ...ADDRESS, phone: null, street_address2: '' },
    });
    await assertBad(createSession(sessionWith([lineOf(1000, { image_url: '' })])), 'order_lines[0].image_url');
  },
  'rule-09': async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna);
    const readOnly = { client_token: 'x', authorization_token: 'x', expires_at: 'x', design: 'x', options: {} };
    const body = { ...orderOf(SESSION), ...readOnly };
    assert.equal((await ask(klarna, orderPath(authorization_token), 'POST', body)).status, 200);
    const charge = { ...orderOf(SESSION), purchase_country: 'DE', locale: 'en-DE' };
    assert.equal((await ask(klarna, `${await openToken(klarna)}/order`, 'POST', charge)).status, 200);
  },
  'rule-10': () =>
    assertAccepted(
      { ...SESSION, merchant_urls: undefined },
      { ...SESSION, merchant_urls: { confirmation: 'http://shop.test/', notification: 'https://...' } },
    ),
  'rule-11': () => assertAccepted({ ...sessionWith([lineOf(1000)]), locale: undefined }),
  'rule-12': () => assertBad(createSession({}), 'purchase_country', 'purchase_currency'),
  'rule-13': async () => {
    const response = await createSession({ ...SESSION, locale: 'German', order_amount: -1 });
    const { correlation_id } = (await response.clone().json()) as { correlation_id: string };
    assert.equal(response.headers.get('klarna-correlation-id'), correlation_id);
    await assertBad(Promise.resolve(response), 'locale', 'order_amount');
  },
  'rule-14': {
    file: '../rest/payments-api',
    name: 'The gateway refuses wrong credentials: HTML, a realm, and no correlation id',
  },
  'rule-15': {
    file: '../rest/order-management',
    name: 'The rate limits are those of the playground: 429, empty',
  },
  'rule-16': async () => {
    const klarna = create();
    const path = `/payments/v1/sessions/${(await open(klarna)).session_id}`;
    await assertEmpty(ask(klarna, path, 'POST', {}), 204);
    await assertEmpty(ask(klarna, path, 'POST', { merchant_reference1: 'A-17' }), 204);
  },
  'rule-17': async () => {
    const klarna = create();
    const request = { ...SESSION, merchant_urls: { confirmation: 'https://shop.test/' } };
    const { authorization_token } = await authorized(klarna, request);
    const [first, second] = [
      await order(klarna, authorization_token, request),
      await order(klarna, authorization_token, request),
    ];
    assert.deepEqual(await second.json(), await first.json());
    const [status] = await refusalOf(ask(klarna, orderPath(authorization_token), 'POST', {}));
    assert.equal(status, 400);
    assert.deepEqual(await refusalOf(order(klarna, authorization_token, { ...request, merchant_data: 'other' })), [
      409,
      'BAD_VALUE',
      'The order has been already completed with different request body',
    ]);
  },
  'rule-18': async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna, TOKENIZE);
    await assertBad(tokenize(klarna, authorization_token, {}), 'description', 'intended_use');
    const other = { ...TOKEN, billing_address: { ...ADDRESS, given_name: 'Berta' } };
    const first = (await (await tokenize(klarna, authorization_token, other)).json()) as CustomerTokenCreated;
    const second = (await (await tokenize(klarna, authorization_token, TOKEN)).json()) as CustomerTokenCreated;
    assert.equal(first.token_id, second.token_id);
    assert.equal(first.billing_address?.given_name, ADDRESS.given_name);
  },
  'rule-19': async () => {
    const klarna = create();
    const path = `${await openToken(klarna)}/order`;
    const required = ['order_lines', 'purchase_currency', 'order_amount', 'order_tax_amount'];
    await assertBad(ask(klarna, path, 'POST', {}), ...required);
    const charge = async () =>
      (await ask(klarna, path, 'POST', orderOf(SESSION))).json() as Promise<Record<string, unknown>>;
    const [first, second] = [await charge(), await charge()];
    assert.notEqual(first.order_id, second.order_id);
    assert.deepEqual(Object.keys(first).toSorted(), ['authorized_payment_method', 'fraud_status', 'order_id']);
  },
  'rule-20': async () => {
    const klarna = create();
    const path = await openToken(klarna);
    const statusOf = async () => (await read<{ status: string }>(klarna, path)).status;
    assert.equal(await statusOf(), 'ACTIVE');
    const cancel = () => ask(klarna, `${path}/status`, 'PATCH', { status: 'CANCELLED' });
    await assertEmpty(cancel(), 202);
    await assertEmpty(cancel(), 202);
    assert.equal(await statusOf(), 'CANCELLED');
    const unknown = ask(klarna, '/customer-token/v1/tokens/unknown');
    assert.deepEqual(await refusalOf(unknown), [404, 'TOKEN_NOT_FOUND', 'Customer token not found']);
  },
  'rule-21': async () => {
    const methodOf = async (klarna: KlarnaSimulator) => {
      const { authorization_token } = await authorized(klarna);
      const answer = (await (await order(klarna, authorization_token)).json()) as OrderCreated;
      return answer.authorized_payment_method;
    };
    assert.deepEqual(await methodOf(create()), { type: 'invoice' });
    assert.equal(await methodOf(create({ bare_payment_method: true })), 'invoice');
  },
  'rule-22': async () =>
    assert.deepEqual(await refusalOf(order(create(), 'unknown')), [404, 'NOT_FOUND', 'Invalid authorization token']),
  'rule-23': { file: '../rest/payments-api', name: 'An order that differs from the approval is refused, by field' },
  'rule-24': async () => {
    const { payment_method_categories } = await open(create());
    assert.ok(payment_method_categories && payment_method_categories.length <= 3);
    const single = await open(create({ payment_method_categories: ['klarna'] }));
    assert.deepEqual(
      single.payment_method_categories?.map(({ identifier }) => identifier),
      ['klarna'],
    );
  },
  'rule-25': async () => {
    for (const version of [1, 3, 4, 5]) {
      const id = `d8bcb0ac-deeb-${version}25b-8472-ef2c4b9b3e80`;
      const [status, error_code] = await refusalOf(ask(create(), `/ordermanagement/v1/orders/${id}`));
      assert.deepEqual([status, error_code], [404, 'NO_SUCH_ORDER']);
    }
  },
  'rule-26': async () => {
    for (const path of ['/payments/v1/sessions/', '//payments/v1/sessions']) {
      assert.equal((await ask(create(), path, 'POST', SESSION)).status, 200);
    }
  },
  'rule-27': async () =>
    assert.match((await createSession(SESSION)).headers.get('content-type') ?? '', /^application\/json/),
  'rule-28': async () => {
    const klarna = create();
    const post = async (path: string, body?: object) =>
      ask(klarna, `/ordermanagement/v1/orders/${await placed(klarna)}/${path}`, 'POST', body);
    for (const path of ['cancel', 'acknowledge', 'release-remaining-authorization', 'extend-authorization-time']) {
      await assertEmpty(post(path), 204);
    }
    const order = `/ordermanagement/v1/orders/${await placed(klarna)}`;
    for (const [path, header, amount] of [
      ['captures', 'capture-id', 'captured_amount'],
      ['refunds', 'refund-id', 'refunded_amount'],
    ] as const) {
      const { headers } = await assertEmpty(ask(klarna, `${order}/${path}`, 'POST', { [amount]: 100 }), 201);
      assert.ok(headers.get('location')?.endsWith(`${order}/${path}/${headers.get(header)}`));
      assert.deepEqual(await refusalOf(ask(klarna, `${order}/${path}`, 'POST', {})), [
        422,
        'UNPROCESSABLE_ENTITY',
        `'${amount}' must not be null`,
      ]);
    }
    const malformed = await ask(klarna, '/ordermanagement/v1/orders/not%20an%20id');
    assert.deepEqual([malformed.status, malformed.headers.get('content-type')], [400, 'text/html']);
  },
  'rule-29': { file: '../browser/sdk-contract', name: 'Wrong use of the SDK' },
  'rule-30': async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    const result = klarna.authorize(session_id, { payment_method_category: 'pay_now', auto_finalize: false });
    assert.deepEqual(result, { approved: true, show_form: true, finalize_required: true });
  },
};
