/** The four intents: what each allows after the shopper’s approval, and what a customer token can do then. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerTokenCreated } from '../../../src/klarna/customer-token.ts';
import type { Intent, OrderCreated, SessionRead, SessionRequest } from '../../../src/klarna/types.ts';
import type { KlarnaSimulator } from '../../../src/simulator/index.ts';
import { ask, authorized, create, order, read, refusalOf } from '../support/in-process.ts';
import { ADDRESS, SESSION } from '../support/support.ts';

let klarna: KlarnaSimulator;

beforeEach(() => {
  klarna = create();
});

const TOKEN = {
  purchase_country: 'DE',
  purchase_currency: 'EUR',
  locale: 'de-DE',
  description: 'Lamp of the month',
  intended_use: 'SUBSCRIPTION',
};

const subscription = { name: 'Lamp Monthly {{1}}', interval: 'MONTH', interval_count: 1 } as const;

const LINE = {
  type: 'digital',
  name: 'Lamp of the month',
  quantity: 1,
  unit_price: 999,
  tax_rate: 0,
  total_amount: 999,
  total_tax_amount: 0,
  subscription,
} as const;

const CHARGE = { purchase_currency: 'EUR', order_amount: 999, order_tax_amount: 0, order_lines: [LINE] };

const withIntent = (intent: Intent): SessionRequest => ({ ...SESSION, intent });

const tokenize = (token: string, body: unknown = TOKEN) =>
  ask(klarna, `/payments/v1/authorizations/${token}/customer-token`, 'POST', body);

const charge = (token_id: string, body: unknown = CHARGE, headers = {}) =>
  ask(klarna, `/customer-token/v1/tokens/${token_id}/order`, 'POST', body, headers);

async function createToken(request = withIntent('tokenize')): Promise<CustomerTokenCreated> {
  const { authorization_token } = await authorized(klarna, request);
  return (await (await tokenize(authorization_token)).json()) as CustomerTokenCreated;
}

describe('An authorization', () => {
  it('An authorization to buy gives an order and no token', async () => {
    const { authorization_token } = await authorized(klarna, SESSION);
    assert.deepEqual(await refusalOf(tokenize(authorization_token)), [
      403,
      'INVALID_OPERATION',
      'Not allowed to create customer token for intent buy',
    ]);
    assert.equal((await order(klarna, authorization_token)).status, 200);
  });

  it('An authorization to tokenize gives a token and no order, and completes its session', async () => {
    const request = withIntent('tokenize');
    const { authorization_token, session_id } = await authorized(klarna, request);
    assert.deepEqual((await refusalOf(order(klarna, authorization_token, request))).slice(0, 2), [
      403,
      'INVALID_OPERATION',
    ]);
    assert.equal((await tokenize(authorization_token)).status, 200);
    const session = await read<SessionRead>(klarna, `/payments/v1/sessions/${session_id}`);
    assert.equal(session.status, 'complete');
  });

  for (const intent of ['buy_and_tokenize', 'buy_and_default_tokenize'] as const) {
    it(`An authorization to ${intent} gives a token, then an order; the order uses it up`, async () => {
      const request = withIntent(intent);
      const first = await authorized(klarna, request);
      assert.equal((await tokenize(first.authorization_token)).status, 200);
      assert.equal((await order(klarna, first.authorization_token, request)).status, 200);
      const second = await authorized(klarna, request);
      assert.equal((await order(klarna, second.authorization_token, request)).status, 200);
      assert.deepEqual(await refusalOf(tokenize(second.authorization_token)), [
        403,
        'INVALID_OPERATION',
        'Authorization token already consumed',
      ]);
    });
  }

  it('A second call gets the same token, and the answer names the customer of the session', async () => {
    const { authorization_token } = await authorized(klarna, withIntent('tokenize'));
    const first = await (await tokenize(authorization_token)).json();
    const other = { ...TOKEN, billing_address: { ...ADDRESS, given_name: 'Berta' } };
    assert.deepEqual(await (await tokenize(authorization_token, other)).json(), first);
    assert.deepEqual((first as CustomerTokenCreated).billing_address, ADDRESS);
  });

  it('An authorization gives no token for a wrong body, another country, or after its end', async () => {
    const { authorization_token } = await authorized(klarna, withIntent('tokenize'));
    assert.deepEqual(await refusalOf(tokenize(authorization_token, {})), [
      400,
      'BAD_VALUE',
      'Bad value: description, intended_use',
    ]);
    assert.deepEqual(await refusalOf(tokenize(authorization_token, { ...TOKEN, purchase_country: 'AT' })), [
      400,
      'BAD_VALUE',
      'Bad value: purchase_country',
    ]);
    await klarna.advance(3_600_000);
    assert.deepEqual((await refusalOf(tokenize(authorization_token))).slice(0, 2), [404, 'NOT_FOUND']);
    assert.deepEqual((await refusalOf(tokenize('unknown'))).slice(0, 2), [404, 'NOT_FOUND']);
  });

  it('The token call takes the bodies that Klarna prints: lower case, no currency', async () => {
    const { authorization_token } = await authorized(klarna, withIntent('tokenize'));
    const { purchase_currency: _, ...body } = { ...TOKEN, intended_use: 'subscription' };
    assert.equal((await tokenize(authorization_token, body)).status, 200);
  });

  it('An authorization for a subscription is refused for another interval', async () => {
    const request: SessionRequest = {
      ...SESSION,
      intent: 'buy_and_tokenize',
      order_amount: 999,
      order_tax_amount: 0,
      order_lines: [LINE],
    };
    const { authorization_token } = await authorized(klarna, request);
    const changed = { ...request, order_lines: [{ ...LINE, subscription: { ...subscription, interval_count: 2 } }] };
    assert.deepEqual(await refusalOf(order(klarna, authorization_token, changed)), [
      409,
      'BAD_VALUE',
      'Not matching fields: [order_lines[0].subscription]',
    ]);
    assert.equal((await order(klarna, authorization_token, request)).status, 200);
  });

  it('A session with half a subscription is refused', async () => {
    const order_lines = [{ ...LINE, subscription: { name: '', interval: 'DECADE' } }];
    const body = { ...SESSION, order_amount: 999, order_tax_amount: 0, order_lines };
    const [status, code, message = ''] = await refusalOf(ask(klarna, '/payments/v1/sessions', 'POST', body));
    assert.deepEqual([status, code], [400, 'BAD_VALUE']);
    assert.deepEqual(message.replace('Bad value: ', '').split(', ').toSorted(), [
      'order_lines[0].subscription.interval',
      'order_lines[0].subscription.interval_count',
      'order_lines[0].subscription.name',
    ]);
  });
});

describe('A customer token', () => {
  it('A customer token is read, charged again and again, and cancelled for good', async () => {
    const { token_id } = await createToken();
    const path = `/customer-token/v1/tokens/${token_id}`;
    assert.deepEqual(await read(klarna, path), { payment_method_type: 'INVOICE', status: 'ACTIVE' });
    const [first, second] = [await charge(token_id), await charge(token_id)];
    const bodies = (await Promise.all([first.json(), second.json()])) as OrderCreated[];
    assert.notEqual(bodies[0]?.order_id, bodies[1]?.order_id);
    assert.deepEqual(Object.keys(bodies[0] ?? {}), ['order_id', 'fraud_status', 'authorized_payment_method']);
    const cancel = () => ask(klarna, `${path}/status`, 'PATCH', { status: 'CANCELLED' });
    assert.deepEqual([(await cancel()).status, (await cancel()).status], [202, 202]);
    assert.deepEqual(await read(klarna, path), { payment_method_type: 'INVOICE', status: 'CANCELLED' });
    assert.deepEqual(await refusalOf(charge(token_id)), [403, 'TOKEN_CANCELED']);
  });

  it('A customer token is charged once for one idempotency key', async () => {
    const { token_id } = await createToken();
    const headers = { 'klarna-idempotency-key': 'november' };
    const bodies = await Promise.all([charge(token_id, CHARGE, headers), charge(token_id, CHARGE, headers)]);
    const ids = await Promise.all(bodies.map(async (body) => ((await body.json()) as OrderCreated).order_id));
    assert.equal(new Set(ids).size, 1);
    assert.equal(klarna.orders().length, 1);
  });

  it('A charge makes an order that can be captured', async () => {
    const { token_id } = await createToken();
    const { order_id } = (await (await charge(token_id)).json()) as OrderCreated;
    const capture = await ask(klarna, `/ordermanagement/v1/orders/${order_id}/captures`, 'POST', {
      captured_amount: 999,
    });
    assert.equal(capture.status, 201);
  });

  it('A charge has limits of its own', async () => {
    const { token_id } = await createToken();
    const answer = async (line: object, rest: object = {}) =>
      (
        await refusalOf(charge(token_id, { ...CHARGE, order_lines: [{ ...CHARGE.order_lines[0], ...line }], ...rest }))
      )[2];
    const amount = 100_000_001;
    assert.equal(
      await answer({ unit_price: amount, total_amount: amount }, { order_amount: amount }),
      'Bad value: order_lines[0].unit_price, order_lines[0].total_amount',
    );
    assert.equal(await answer({ merchant_data: 'x'.repeat(256) }), 'Bad value: order_lines[0].merchant_data');
    assert.equal(await answer({ reference: 'x'.repeat(257) }), 'Bad value: order_lines[0].reference');
    assert.equal(await answer({}, { attachment: 'text' }), 'Bad value: attachment');
    const fits = { ...CHARGE.order_lines[0], merchant_data: 'x'.repeat(255), reference: 'x'.repeat(256) };
    const most = { ...fits, unit_price: amount - 1, total_amount: amount - 1 };
    const body = { ...CHARGE, order_lines: [most], order_amount: amount - 1, attachment: { body: '{}' } };
    assert.equal((await charge(token_id, body)).status, 200);
  });

  it('A charge requires all four fields of an order, the country’s currency, and more than nothing', async () => {
    const { token_id } = await createToken();
    const [status, code, message = ''] = await refusalOf(charge(token_id, {}));
    assert.deepEqual([status, code], [400, 'BAD_VALUE']);
    assert.deepEqual(message.replace('Bad value: ', '').split(', ').toSorted(), [
      'order_amount',
      'order_lines',
      'order_tax_amount',
      'purchase_currency',
    ]);
    const refused = async (change: object) => (await refusalOf(charge(token_id, { ...CHARGE, ...change })))[2];
    assert.equal(await refused({ purchase_currency: 'SEK' }), 'Bad value: purchase_currency');
    assert.equal(await refused({ order_amount: 0 }), 'Bad value: order_amount');
    assert.equal(await refused({ order_amount: 998 }), 'Bad value: order_amount');
    assert.equal(await refused({ merchant_urls: {} }), 'Bad value: merchant_urls.confirmation');
    assert.equal(await refused({ merchant_urls: { authorization: 5 } }), 'Bad value: merchant_urls.authorization');
  });

  it('A charge may name the authorization callback alone, as in Klarna’s documentation', async () => {
    const { token_id } = await createToken();
    const merchant_urls = { authorization: 'https://shop.test/authorization' };
    assert.equal((await charge(token_id, { ...CHARGE, merchant_urls })).status, 200);
  });

  it('An unknown customer token is not found, in every call', async () => {
    const words = [404, 'TOKEN_NOT_FOUND', 'Customer token not found'];
    assert.deepEqual(await refusalOf(ask(klarna, '/customer-token/v1/tokens/none')), words);
    assert.deepEqual(await refusalOf(charge('none')), words);
    const status = { status: 'CANCELLED' };
    assert.deepEqual(await refusalOf(ask(klarna, '/customer-token/v1/tokens/none/status', 'PATCH', status)), words);
  });

  it('A merchant cannot suspend a customer token', async () => {
    const { token_id } = await createToken();
    const suspend = ask(klarna, `/customer-token/v1/tokens/${token_id}/status`, 'PATCH', { status: 'SUSPENDED' });
    assert.deepEqual(await refusalOf(suspend), [400, 'BAD_VALUE', 'Bad value: status']);
  });

  it('A tokenized session sends the shopper on to the confirmation page', async () => {
    const confirmation = 'https://shop.test/done?session={session.id}';
    const { redirect_url = '' } = await createToken({ ...withIntent('tokenize'), merchant_urls: { confirmation } });
    const response = await ask(klarna, new URL(redirect_url).pathname);
    assert.equal(response.status, 302);
    assert.equal(
      response.headers.get('location'),
      confirmation.replace('{session.id}', klarna.sessions()[0]?.session_id ?? ''),
    );
  });
});
