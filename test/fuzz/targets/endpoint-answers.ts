/**
 * Any answer to the three requests that the checkout sends to the merchant's endpoint. A 503 and a broken connection are absent,
 * because the checkout waits and repeats the request. `test/model/faults.model.test.ts` has them.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEndpoint } from '../../../src/checkout/endpoint/endpoint.ts';
import { ERROR_CODES, KlarnaCheckoutError } from '../../../src/checkout/errors.ts';
import type { CheckoutState } from '../../../src/checkout/state/state.ts';
import { en } from '../../../src/element/strings/en.ts';
import { messageOf } from '../../../src/element/view/status-message.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { installBarePage, ORIGIN } from '../support/bare-page.ts';
import { oddJson, oddText, pathsOf, replaceAt } from '../support/odd-values.ts';

installBarePage();

const BODIES = {
  session: {
    session_id: 'session-1',
    client_token: 'a.b.c',
    intent: 'buy',
    environment: 'playground',
    purchase_country: 'SE',
    purchase_currency: 'SEK',
    order_amount: 9500,
    expires_at: '2030-01-01T00:00:00Z',
    revision: 'r',
    locale: 'en-SE',
    authorization_token: 'token-1',
    payment_method_categories: [
      { identifier: 'klarna', name: 'Klarna', asset_urls: { standard: 'https://x.example/' } },
    ],
  },
  order: {
    order_id: 'order-1',
    fraud_status: 'ACCEPTED',
    redirect_url: `${ORIGIN}/thanks`,
    customer_token: { token_id: 't' },
  },
  outcome: { status: 'complete', session_id: 'session-1', order: { order_id: 'order-1', redirect_url: '/thanks' } },
  authorized: { status: 'authorized', authorization_token: 'token-1' },
  problem: { code: 'session', reason: 'timeout', message: 'No.', error_messages: ['no'], correlation_id: 'cid' },
} as const;

const STATUSES = [200, 201, 204, 301, 400, 401, 402, 403, 404, 405, 409, 410, 418, 429, 500, 502, 504];

/** One of the bodies above with one member replaced, or anything else. */
const body: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...Object.values(BODIES))
      .chain((whole) =>
        fc
          .tuple(fc.constantFrom(...pathsOf(whole)), fc.option(oddJson, { nil: undefined }))
          .map(([path, by]) => JSON.stringify(replaceAt(whole, path, by))),
      ),
  },
  { weight: 1, arbitrary: oddJson.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: oddText },
);

const answer = fc.record({
  status: fc.oneof({ weight: 2, arbitrary: fc.constant(200) }, { weight: 1, arbitrary: fc.constantFrom(...STATUSES) }),
  body,
  headers: fc.dictionary(
    fc.constantFrom('retry-after', 'content-type', 'location'),
    fc.oneof(
      fc.constantFrom('0', '60', '-1', '9'.repeat(400), 'Thu, 01 Jan 2099 00:00:00 GMT', 'soon'),
      fc.stringMatching(/^[\x20-\x7e]{0,20}$/),
    ),
    { maxKeys: 2 },
  ),
});

type Answered = typeof answer extends fc.Arbitrary<infer Value> ? Value : never;

const approval = { offer: undefined, session_id: undefined, category: 'klarna', authorization_token: 'token-1' };

function expectText(state: CheckoutState): void {
  const { text } = messageOf(state, en);
  assert.ok(typeof text === 'string' && text !== '', `${state.status} has no message`);
}

/** A failure is the package's own error, and the shopper reads a sentence about it. */
function expectError(error: unknown): void {
  assert.ok(error instanceof KlarnaCheckoutError, String(error));
  assert.ok(ERROR_CODES.includes(error.code) && error.message !== '');
  assert.ok(error.reason === undefined || typeof error.reason === 'string');
  expectText({ status: 'failed', category: undefined, error, approval: undefined });
  expectText({ status: 'failed', category: undefined, error, approval });
}

async function ask({ status, body, headers }: Answered): Promise<void> {
  globalThis.fetch = async (input, init) => {
    const { method } = new Request(input, init);
    return new Response(method === 'HEAD' || status === 204 ? null : body, { status, headers });
  };
  const endpoint = createEndpoint(`${ORIGIN}/klarna`);
  const [session, order, outcome] = await Promise.allSettled([
    endpoint.openSession({ signal: new AbortController().signal }),
    endpoint.placeOrder({ authorization_token: 'token-1', session_id: 'session-1' }),
    endpoint.readOutcome(),
  ]);
  for (const one of [session, order, outcome]) if (one.status === 'rejected') expectError(one.reason);
  if (session.status === 'fulfilled') {
    const offer = { session: session.value, widgets: {} };
    // This message has the amount and the currency of the session.
    expectText({ status: 'ready', run: 1, offer, category: undefined, notice: { kind: 'cart-changed' } });
  }
  const placed = [
    order.status === 'fulfilled' ? order.value : undefined,
    outcome.status === 'fulfilled' && outcome.value.status === 'complete' ? outcome.value.order : undefined,
  ];
  for (const one of placed) {
    if (one === undefined) continue;
    expectText({ status: 'complete', run: 1, order: one } as CheckoutState);
    if (one.redirect_url !== undefined) assert.match(new URL(one.redirect_url, ORIGIN).protocol, /^https?:$/);
  }
}

export const target: FuzzTarget = {
  law: 'whatever the endpoint answers, the checkout gets a usable value or its own error, and the shopper a sentence',
  runs: 100_000,
  shortRuns: 12,
  property: fc.asyncProperty(answer, ask),
};
