/** Answers that have the right status and JSON, and cannot be used. `npm run fuzz -- klarna-answers` has found most of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKlarnaApi, type KlarnaApi, KlarnaApiError } from '../../../src/server/index.ts';
import { cartOf, PASSWORD } from '../support/shop.ts';

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** JSON can say it, and `String()` throws at it. */
const UNPRINTABLE = { toString: null, valueOf: null };

const CATEGORIES = [{ identifier: 'klarna', name: 'Klarna' }];
const CREATED = { session_id: 's', client_token: 'a.b.c', payment_method_categories: CATEGORIES };
const READ = {
  ...cartOf(),
  client_token: 'a.b.c',
  payment_method_categories: CATEGORIES,
  status: 'incomplete',
  expires_at: '2030-01-01T00:00:00Z',
};
const ORDER = { order_id: 'o-1', fraud_status: 'ACCEPTED' };

const answering = (body: unknown, status = 200): KlarnaApi =>
  createKlarnaApi({
    username: 'PK1',
    password: PASSWORD,
    environment: new URL('https://klarna.test'),
    fetch: async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  });

const CALLS = {
  createSession: [(api: KlarnaApi) => api.createSession(cartOf()), CREATED],
  readSession: [(api: KlarnaApi) => api.readSession('s'), READ],
  createOrder: [(api: KlarnaApi) => api.createOrder('t', cartOf()), ORDER],
} as const;

const ODD: [call: keyof typeof CALLS, member: string, value: unknown][] = [
  ['createSession', 'session_id', '..'],
  ['createSession', 'session_id', '\ud800'],
  ['createSession', 'payment_method_categories', [null]],
  ['readSession', 'payment_method_categories', ['klarna']],
  ['readSession', 'order_lines', [null]],
  ['readSession', 'order_lines', [[]]],
  ['readSession', 'purchase_country', 5],
  ['readSession', 'purchase_currency', undefined],
  ['readSession', 'intent', {}],
  ['readSession', 'expires_at', UNPRINTABLE],
  ['readSession', 'authorization_token', 5],
  ['readSession', 'authorization_token', '..'],
  ['readSession', 'merchant_urls', 'https://shop.example'],
  ['readSession', 'merchant_urls', { authorization: 5 }],
  ['readSession', 'billing_address', []],
  ['readSession', 'customer', 'person'],
  ['createOrder', 'order_id', '\ud800'],
];

const isBadResponse = (error: unknown): boolean => error instanceof KlarnaApiError && error.failure === 'bad-response';

describe('an odd answer of Klarna', () => {
  for (const [name, [call, body]] of Object.entries(CALLS)) {
    it(`${name} takes the answer without a fault`, () => assert.doesNotReject(call(answering(body))));

    it(`${name} refuses an answer that would overflow the stack`, async () => {
      await assert.rejects(call(answering({ ...body, more: JSON.parse(nested(101)) })), isBadResponse);
      await assert.rejects(call(answering(nested(20_000))), isBadResponse);
    });
  }

  for (const [name, member, value] of ODD) {
    it(`${name} refuses ${JSON.stringify(value)} as ${member}`, async () => {
      const [call, body] = CALLS[name];
      await assert.rejects(call(answering({ ...body, [member]: value })), isBadResponse);
    });
  }

  it('a refusal keeps the messages that are texts', async () => {
    const body = { error_code: 'BAD_VALUE', error_messages: [UNPRINTABLE, 'Bad value: locale', 5] };
    await assert.rejects(answering(body, 400).createSession(cartOf()), {
      failure: 'refused',
      error_code: 'BAD_VALUE',
      error_messages: ['Bad value: locale'],
    });
  });
});
