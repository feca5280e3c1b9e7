import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckoutSession } from '../../../src/checkout/endpoint/session.ts';
import type { StoredPayment } from '../../../src/checkout/page/tab-storage.ts';
import { findStoredAuthorization, revisionOf } from '../../../src/checkout/steps/resume-multi-step.ts';

const session: CheckoutSession = {
  session_id: 'session-1',
  client_token: 'a.b.c',
  intent: 'buy',
  revision: 'cart-1',
  payment_method_categories: ['pay_now', 'pay_later'].map((identifier) => ({ identifier, name: identifier })),
};
const remembered: StoredPayment = {
  phase: 'held',
  session_id: 'session-1',
  category: 'pay_later',
  authorization_token: undefined,
  revision: 'cart-1',
};
const token = { authorization_token: 'token' };
const none = { authorization_token: undefined };

describe('the next page of a multi-step checkout', () => {
  for (const [what, given, known, expected] of [
    ['knows nothing: the shopper is asked', session, undefined, undefined],
    ['finalizes what Klarna wants finalized', session, remembered, { step: 'finalize', ...none }],
    ['orders what the endpoint says is approved', { ...session, ...token }, remembered, { step: 'order', ...token }],
    [
      'has it approved anew where the cart is another',
      { ...session, revision: 'cart-2' },
      remembered,
      { step: 'reauthorize', ...none },
    ],
    ['asks again where the endpoint knows the approval no more', session, { ...remembered, ...token }, undefined],
    ['asks again where the session is another', { ...session, session_id: 'session-2' }, remembered, undefined],
    [
      'asks again where the way to pay is not offered any more',
      session,
      { ...remembered, category: 'klarna' },
      undefined,
    ],
    ['asks again where an approval has no known way to pay', { ...session, ...token }, undefined, undefined],
    ['is not about an order that was begun', session, { ...remembered, phase: 'ordering' }, undefined],
  ] as const) {
    it(what, () => {
      const next = findStoredAuthorization(given, known, true);
      assert.deepEqual(next, expected && { category: 'pay_later', next: expected });
    });
  }

  it('finds the authorization without stored data if there is one category', () => {
    const sole = { ...session, payment_method_categories: [{ identifier: 'klarna', name: 'Klarna' }], ...token };
    assert.deepEqual(findStoredAuthorization(sole, undefined, true), {
      category: 'klarna',
      next: { step: 'order', ...token },
    });
  });

  it('orders the stored authorization if there is no endpoint', () => {
    const next = findStoredAuthorization(session, { ...remembered, ...token }, false);
    assert.deepEqual(next, { category: 'pay_later', next: { step: 'order', ...token } });
  });

  it('compares carts by their amount if they have no revision', () => {
    const priced = (order_amount: number) => ({ ...session, revision: undefined, order_amount });
    const known = { ...remembered, revision: revisionOf(priced(9500)) };
    assert.equal(findStoredAuthorization(priced(9500), known, false)?.next.step, 'finalize');
    assert.equal(findStoredAuthorization(priced(9900), known, false)?.next.step, 'reauthorize');
  });
});
