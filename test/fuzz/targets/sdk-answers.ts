/** Any value that Klarna's script hands to the callbacks of `load` and `authorize`, and any value that its calls throw. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { KlarnaCheckout } from '../../../src/checkout/checkout.ts';
import type { Endpoint } from '../../../src/checkout/endpoint/endpoint.ts';
import type { PageLifecycle } from '../../../src/checkout/page/page-lifecycle.ts';
import { en } from '../../../src/element/strings/en.ts';
import { messageOf } from '../../../src/element/view/status-message.ts';
import type { KlarnaPayments } from '../../../src/klarna/sdk.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { installBarePage, ORIGIN } from '../support/bare-page.ts';
import { oddValue } from '../support/odd-values.ts';

installBarePage();

/** Members of the script's results, each with a right or an odd value. */
const result = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record(
      {
        show_form: fc.oneof(fc.boolean(), oddValue),
        approved: fc.oneof(fc.boolean(), oddValue),
        finalize_required: fc.oneof(fc.boolean(), oddValue),
        authorization_token: fc.oneof(fc.constant('token-1'), oddValue),
        error: fc.oneof(
          fc.record({ invalid_fields: fc.oneof(fc.array(oddValue, { maxLength: 3 }), oddValue) }),
          oddValue,
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: oddValue },
);

/** Most calls throw nothing. */
const thrown = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: oddValue });

const call = fc.record({
  results: fc.array(result, { minLength: 1, maxLength: 2 }),
  throws: thrown,
  isLate: fc.boolean(),
});

type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

/** Most widgets load, so that the shopper comes to `authorize`. */
const load = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Call>({ results: [{ show_form: true }], throws: undefined, isLate: true }) },
  { weight: 1, arbitrary: call },
);

const sdk = fc.record({ init: thrown, load, authorize: call, finalize: call });

type Odd = typeof sdk extends fc.Arbitrary<infer Value> ? Value : never;

const run = ({ results, throws, isLate }: Call, callback: (result: never) => void): void => {
  const answer = () => {
    for (const one of results) callback(one as never);
  };
  if (isLate && throws === undefined) globalThis.setImmediate(answer);
  else answer();
  if (throws !== undefined) throw throws;
};

function makePayments(odd: Odd): KlarnaPayments {
  return {
    init() {
      if (odd.init !== undefined) throw odd.init;
    },
    load: (_options, _data, callback) => run(odd.load, callback),
    authorize: (_options, _data, callback) => run(odd.authorize, callback),
    finalize: (_options, _data, callback) => run(odd.finalize, callback),
    reauthorize: (_options, _data, callback) => run(odd.authorize, callback),
    loadPaymentReview: (_options, callback) => run(odd.load, callback),
    on: () => undefined,
    off: () => undefined,
  } as KlarnaPayments;
}

let sessions = 0;

const endpoint: Endpoint = {
  openSession: async () => ({
    session_id: `session-${++sessions}`,
    client_token: `a.b.${sessions}`,
    intent: 'buy',
    payment_method_categories: [{ identifier: 'klarna', name: 'Klarna' }],
  }),
  placeOrder: async () => ({ order_id: 'order-1' }),
  readOutcome: async () => ({ status: 'open' }),
};

const page: PageLifecycle = {
  isPayingElsewhere: false,
  isSessionTooOld: false,
  watchCart: () => undefined,
  sessionOpened: () => undefined,
  paymentStarted: () => undefined,
  paymentEnded: () => undefined,
  preparationFailed: () => undefined,
  preparationSucceeded: () => undefined,
  stop: () => undefined,
};

/** Promises and callbacks of a purchase are through after far fewer turns. */
const TURNS = 20;

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await setImmediate();
}

async function buy(odd: Odd): Promise<void> {
  const container = { querySelectorAll: () => [], isConnected: true } as unknown as HTMLElement;
  const payments = makePayments(odd);
  const checkout = new KlarnaCheckout(
    { endpoint: `${ORIGIN}/klarna`, container: () => container },
    {
      loadSdk: async () => payments,
      createEndpoint: () => endpoint,
      createTabStorage: () => ({ load: () => undefined, save: () => undefined, clear: () => undefined }),
      watchPage: () => page,
      followRedirect: () => undefined,
      schedule: () => () => undefined,
    },
  );
  const rejected: unknown[] = [];
  const note = (error: unknown) => void rejected.push(error);
  process.on('unhandledRejection', note);
  // The checkout warns developers of a window that closed at once. Here every window does.
  const { warn } = console;
  console.warn = () => undefined;
  try {
    await checkout.prepare();
    await settle();
    checkout.select('klarna', true);
    checkout.authorize();
    await settle();
    const { state } = checkout;
    const { text } = messageOf(state, en);
    // `ready` without a notice shows the ways to pay.
    assert.ok(text !== '' || state.status === 'ready', `${state.status} has no message`);
    assert.ok(
      ['ready', 'complete', 'failed', 'unavailable'].includes(state.status),
      `the checkout stays ${state.status}`,
    );
    checkout.explain();
  } finally {
    checkout.leave();
    process.off('unhandledRejection', note);
    console.warn = warn;
  }
  assert.deepEqual(rejected, [], 'a promise was rejected, and nobody noticed');
}

export const target: FuzzTarget = {
  law: 'whatever Klarna’s script calls back or throws, the checkout never throws, and ends in a state with a sentence',
  runs: 100_000,
  shortRuns: 30,
  property: fc.asyncProperty(sdk, buy),
};
