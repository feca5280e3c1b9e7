/** Each call of the typed client: its HTTP request, and its result. */
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { createKlarnaApi, type KlarnaApi, type KlarnaApiError } from '../../../src/server/index.ts';
import { cartOf, PASSWORD } from '../support/shop.ts';

interface Seen {
  line: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Answers with the replies in turn, then always with the last one. */
async function withKlarna(replies: Reply[], use: (api: KlarnaApi, seen: Seen[]) => Promise<void>): Promise<void> {
  const seen: Seen[] = [];
  const server = createServer(async (message, reply) => {
    let text = '';
    for await (const chunk of message) text += chunk;
    const line = `${message.method} ${message.url}`;
    seen.push({ line, headers: message.headers, body: text ? JSON.parse(text) : undefined });
    const { status, headers, body } = replies.length > 1 ? (replies.shift() as Reply) : (replies[0] as Reply);
    reply.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const environment = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    await use(createKlarnaApi({ username: 'PK1', password: PASSWORD, environment }), seen);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const charge = { ...cartOf(), order_tax_amount: 1900, merchant_urls: { confirmation: 'https://shop.example/' } };
const token = { token_id: 'ct-1' };
const order = { order_id: 'o-1', fraud_status: 'ACCEPTED' };
const tokenRequest = {
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  locale: 'en-SE',
  description: 'Tea',
  intended_use: 'SUBSCRIPTION',
} as const;

const CALLS: [string, (api: KlarnaApi) => Promise<unknown>, Reply, string, unknown?, unknown?][] = [
  [
    'createCustomerToken',
    (api) => api.createCustomerToken('t', tokenRequest),
    { status: 200, body: token },
    'POST /payments/v1/authorizations/t/customer-token',
    tokenRequest,
    token,
  ],
  [
    'readCustomerToken',
    (api) => api.readCustomerToken('ct-1'),
    { status: 200, body: { status: 'ACTIVE' } },
    'GET /customer-token/v1/tokens/ct-1',
    undefined,
    { status: 'ACTIVE' },
  ],
  [
    'chargeCustomerToken',
    (api) => api.chargeCustomerToken('ct-1', charge, 'key'),
    { status: 200, body: order },
    'POST /customer-token/v1/tokens/ct-1/order',
    charge,
    order,
  ],
  [
    'cancelCustomerToken',
    (api) => api.cancelCustomerToken('ct-1'),
    { status: 202 },
    'PATCH /customer-token/v1/tokens/ct-1/status',
    { status: 'CANCELLED' },
  ],
  [
    'readOrder',
    (api) => api.readOrder('o/1'),
    { status: 200, body: { order_id: 'o/1', status: 'AUTHORIZED' } },
    'GET /ordermanagement/v1/orders/o%2F1',
    undefined,
    { order_id: 'o/1', status: 'AUTHORIZED' },
  ],
  [
    'captureOrder',
    (api) => api.captureOrder('o-1', { captured_amount: 9500 }),
    { status: 201, headers: { 'capture-id': 'c-1' } },
    'POST /ordermanagement/v1/orders/o-1/captures',
    { captured_amount: 9500 },
    { capture_id: 'c-1' },
  ],
  [
    'captureOrder, told by Location alone',
    (api) => api.captureOrder('o-1', { captured_amount: 9500 }),
    { status: 201, headers: { location: 'https://klarna.example/orders/o-1/captures/c-2' } },
    'POST /ordermanagement/v1/orders/o-1/captures',
    { captured_amount: 9500 },
    { capture_id: 'c-2' },
  ],
  [
    'refundOrder',
    (api) => api.refundOrder('o-1', { refunded_amount: 100 }),
    { status: 201, headers: { 'refund-id': 'r-1' } },
    'POST /ordermanagement/v1/orders/o-1/refunds',
    { refunded_amount: 100 },
    { refund_id: 'r-1' },
  ],
  ['cancelOrder', (api) => api.cancelOrder('o-1'), { status: 204 }, 'POST /ordermanagement/v1/orders/o-1/cancel'],
  [
    'releaseRemainingAuthorization',
    (api) => api.releaseRemainingAuthorization('o-1'),
    { status: 204 },
    'POST /ordermanagement/v1/orders/o-1/release-remaining-authorization',
  ],
  [
    'extendAuthorizationTime',
    (api) => api.extendAuthorizationTime('o-1'),
    { status: 204 },
    'POST /ordermanagement/v1/orders/o-1/extend-authorization-time',
  ],
  [
    'updateMerchantReferences',
    (api) => api.updateMerchantReferences('o-1', { merchant_reference1: 'A1' }),
    { status: 204 },
    'PATCH /ordermanagement/v1/orders/o-1/merchant-references',
    { merchant_reference1: 'A1' },
  ],
];

describe('the typed client', () => {
  for (const [name, call, reply, line, body, result] of CALLS) {
    it(`${name} sends the request that Klarna documents`, async () => {
      await withKlarna([reply], async (api, seen) => {
        assert.deepEqual(await call(api), result);
        assert.deepEqual(
          seen.map((one) => [one.line, one.body]),
          [[line, body]],
        );
        assert.match(seen[0]?.headers.authorization ?? '', /^Basic /);
        assert.match(seen[0]?.headers['content-type'] ?? 'application/json', /^application\/json/);
      });
    });
  }

  it('the client repeats a change of an order with the same key, and uses a new key for the next call', async () => {
    const done = { status: 201, headers: { 'capture-id': 'c-1' } };
    await withKlarna([{ status: 503 }, done], async (api, seen) => {
      await api.captureOrder('o-1', { captured_amount: 1 });
      await api.captureOrder('o-1', { captured_amount: 1 });
      await api.captureOrder('o-1', { captured_amount: 1 }, 'mine');
      const keys = seen.map(({ headers }) => headers['klarna-idempotency-key']);
      assert.equal(keys[0], keys[1]);
      assert.notEqual(keys[1], keys[2]);
      assert.equal(keys[3], 'mine');
    });
  });

  it('chargeCustomerToken uses the merchant’s key, and refuses to charge without one', async () => {
    await withKlarna([{ status: 503 }, { status: 200, body: order }], async (api, seen) => {
      // A header cannot carry the last keys unchanged.
      for (const key of ['', 'sub/2027\u201301', 'a\nb', ' a', 'a ']) {
        await assert.rejects(api.chargeCustomerToken('ct-1', charge, key), /idempotency_key/, key);
      }
      await api.chargeCustomerToken('ct-1', charge, 'tea/2027-01');
      assert.deepEqual(
        seen.map(({ headers }) => headers['klarna-idempotency-key']),
        ['tea/2027-01', 'tea/2027-01'],
      );
    });
  });

  it('captureOrder fails with bad-response if Klarna answers no id', async () => {
    await withKlarna([{ status: 201 }], async (api) => {
      await assert.rejects(api.captureOrder('o-1', { captured_amount: 1 }), (error: KlarnaApiError) => {
        assert.match(error.message, /captureOrder: bad-response .*capture_id/);
        return error.failure === 'bad-response';
      });
    });
  });

  it('the client passes on the errors of order management', async () => {
    const body = {
      error_code: 'CANCEL_NOT_ALLOWED',
      error_messages: ['Order has previous captures.'],
      correlation_id: 'cid',
    };
    await withKlarna([{ status: 403, body }], async (api) => {
      await assert.rejects(api.cancelOrder('o-1'), {
        status: 403,
        error_code: 'CANCEL_NOT_ALLOWED',
        correlation_id: 'cid',
      });
    });
  });
});
