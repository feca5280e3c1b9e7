import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as payments from '../../../src/checkout/sdk/klarna-payments.ts';
import { FakeKlarna } from '../../support/fake-klarna.ts';

const container = {} as HTMLElement;
const klarnaWidget = { payment_method_category: 'klarna' };
const misuse = Object.assign(new Error('wrong use'), { name: 'ApplicationNotLoadedError' });

describe('the result of an authorization', () => {
  const token = { authorization_token: 'token' };
  for (const [what, result, outcome] of [
    ['approved', { approved: true, show_form: true, ...token }, { type: 'approved', ...token }],
    [
      'approved, with keys nobody knows',
      { approved: true, show_form: true, finalize_required: false, session_id: 's', merchant_reference1: '', ...token },
      { type: 'approved', ...token },
    ],
    [
      'to be finalized',
      { approved: true, show_form: true, finalize_required: true },
      { type: 'approved', authorization_token: undefined },
    ],
    [
      'to be finalized, as older copies say it',
      { approved: false, show_form: true, finalize_required: true },
      { type: 'approved', authorization_token: undefined },
    ],
    [
      'details to correct',
      { approved: false, show_form: true, error: { invalid_fields: ['billing_address.email'] } },
      { type: 'invalid', invalid_fields: ['billing_address.email'] },
    ],
    ['closed by the shopper', { approved: false, show_form: true }, { type: 'closed', at_once: false }],
    ['declined', { approved: false, show_form: false }, { type: 'declined' }],
  ] as const) {
    it(what, () => assert.deepEqual(payments.readOutcome(structuredClone(result) as object), outcome));
  }

  for (const [what, result] of [
    ['no object', undefined],
    ['an approval without a token', { approved: true, show_form: true }],
    ['an approval with an empty token', { approved: true, show_form: true, authorization_token: '' }],
  ] as const) {
    it(`is a failure, not a refusal: ${what}`, () => {
      assert.throws(() => payments.readOutcome(result), { code: 'authorization', reason: 'bad-response' });
    });
  }
});

describe('the wrapper of Klarna’s SDK', () => {
  it('calls authorize before it returns', () => {
    const klarna = new FakeKlarna();
    void payments.authorize(klarna, klarnaWidget, { billing_address: { email: 'a@example.se' } });
    assert.equal(klarna.authorizations.length, 1);
  });

  it('rejects with the exception, although the callback came first', async () => {
    const klarna = new FakeKlarna();
    klarna.throws.authorize = misuse;
    klarna.throws.load = misuse;
    await assert.rejects(payments.authorize(klarna, klarnaWidget, {}), { code: 'authorization', cause: misuse });
    await assert.rejects(payments.load(klarna, container, klarnaWidget), { code: 'sdk', cause: misuse });
  });

  it('resolves with the first answer of several', async () => {
    const klarna = new FakeKlarna();
    const outcome = payments.authorize(klarna, klarnaWidget, {});
    klarna.authorizations[0]?.answer({ approved: false, show_form: true });
    klarna.authorizations[0]?.answer({ approved: false, show_form: false });
    assert.deepEqual(await outcome, { type: 'closed', at_once: true });
  });

  it('sends nothing but the category with load', async () => {
    const klarna = new FakeKlarna();
    klarna.onLoad = ({ answer }) => answer({ show_form: true });
    assert.equal(await payments.load(klarna, container, { payment_method_category: 'pay_later' }), true);
    assert.deepEqual(klarna.loads[0]?.options, { container, payment_method_category: 'pay_later' });
    assert.deepEqual(klarna.loads[0]?.data, {});
  });

  it('stops waiting for a widget after its time limit', async () => {
    await assert.rejects(payments.load(new FakeKlarna(), container, klarnaWidget, 0), {
      code: 'sdk',
      reason: 'timeout',
    });
  });

  for (const [seconds, outcome] of [
    [24, 'a refusal'],
    [26, 'timeout'],
  ] as const) {
    it(`reads a refusal after ${seconds} s as ${outcome}`, async (t) => {
      let now = 0;
      t.mock.method(performance, 'now', () => now);
      const klarna = new FakeKlarna();
      const shown = payments.load(klarna, container, klarnaWidget).then(
        (isShown) => (isShown ? 'shown' : 'a refusal'),
        ({ code, reason }) => code === 'sdk' && reason,
      );
      now = seconds * 1000;
      klarna.loads[0]?.answer({ show_form: false });
      assert.equal(await shown, outcome);
    });
  }

  it('fails if `finalize` wants to be called again', async () => {
    const klarna = new FakeKlarna();
    const outcome = payments.finalize(klarna, 'klarna', {});
    klarna.finalizations[0]?.answer({ approved: true, show_form: true, finalize_required: true });
    await assert.rejects(outcome, { code: 'authorization', reason: 'bad-response', message: /finalize/ });
  });

  it('throws `session` if the SDK refuses the token', () => {
    const klarna = new FakeKlarna();
    klarna.throws.init = Object.assign(new Error('bad'), { name: 'InvalidClientTokenError' });
    assert.throws(() => payments.init(klarna, 'a.b.c'), { code: 'session', message: /client_token/ });
  });
});
