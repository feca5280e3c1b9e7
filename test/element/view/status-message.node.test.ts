/** The message for each state, in English. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckoutSession } from '../../../src/checkout/endpoint/session.ts';
import { ERROR_CODES, type ErrorReason, KlarnaCheckoutError } from '../../../src/checkout/errors.ts';
import type { Authorization, CheckoutState, Notice, Offer } from '../../../src/checkout/state/state.ts';
import { de } from '../../../src/element/strings/de.ts';
import { en } from '../../../src/element/strings/en.ts';
import { hu } from '../../../src/element/strings/hu.ts';
import { sv } from '../../../src/element/strings/sv.ts';
import { failureOf } from '../../../src/element/view/failure.ts';
import { type Message, messageOf } from '../../../src/element/view/status-message.ts';
import { MARKETS } from '../../../src/klarna/markets.ts';

const SESSION: CheckoutSession = {
  client_token: 'head.claims.signature',
  payment_method_categories: [],
  intent: 'buy',
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  order_amount: 129_950,
};

const offer: Offer = { session: SESSION, widgets: {} };
const approval: Authorization = { offer, session_id: undefined, category: 'klarna', authorization_token: 'token-1' };

const ready = (notice?: Notice, session = SESSION): CheckoutState => ({
  status: 'ready',
  run: 1,
  offer: { session, widgets: {} },
  category: undefined,
  notice,
});

const authorized = (held: boolean, notice?: Notice): CheckoutState => ({
  status: 'authorized',
  run: 1,
  offer,
  category: 'klarna',
  held,
  taken: false,
  notice,
  step: 'order',
  authorization_token: 'token-1',
});

const failed = (code: KlarnaCheckoutError['code'], reason?: ErrorReason, approved = false): CheckoutState => ({
  status: 'failed',
  error: new KlarnaCheckoutError(code, 'For developers.', { reason }),
  category: undefined,
  approval: approved ? approval : undefined,
});

const TABLE: readonly (readonly [name: string, state: CheckoutState, message: Message])[] = [
  ['nothing has begun', { status: 'idle' }, { text: '', tone: 'status' }],
  [
    'Klarna is loading',
    { status: 'preparing', run: 1, offer: undefined, category: undefined, notice: undefined },
    { text: en.loading, tone: 'status' },
  ],
  [
    'the cart has changed and Klarna is loading anew',
    { status: 'preparing', run: 2, offer, category: undefined, notice: undefined },
    { text: en.refreshing, tone: 'status' },
  ],
  ['there is nothing to say', ready(), { text: '', tone: 'status' }],
  ['the shopper closed Klarna', ready({ kind: 'closed', at_once: false }), { text: en.closed, tone: 'status' }],
  [
    'Klarna’s window may never have opened',
    ready({ kind: 'closed', at_once: true }),
    { text: en.closedAtOnce, tone: 'status' },
  ],
  ['the approval was too old', ready({ kind: 'expired' }), { text: en.expiredAnew, tone: 'calm' }],
  ['another tab is paying', ready({ kind: 'elsewhere' }), { text: en.otherTab, tone: 'calm' }],
  [
    'the shopper is at Klarna',
    { status: 'authorizing', run: 1, offer, category: 'klarna', call: 'authorize' },
    { text: en.authorizing, tone: 'status' },
  ],
  ['Klarna has approved', authorized(false), { text: en.approved, tone: 'status' }],
  ['a later step orders', authorized(true), { text: en.finalizeNext, tone: 'status' }],
  [
    'the cart has changed before the last step',
    authorized(true, { kind: 'expired' }),
    { text: en.expiredAnew, tone: 'calm' },
  ],
  ['the order is being placed', { status: 'ordering', ...approval }, { text: en.ordering, tone: 'status' }],
  ['the order is placed', { status: 'complete', order: { order_id: '1' } }, { text: en.complete, tone: 'success' }],
  [
    'Klarna still decides',
    { status: 'complete', order: { order_id: '1', fraud_status: 'PENDING' } },
    { text: en.pending, tone: 'success' },
  ],
  [
    'nothing was ordered, as a subscription begins',
    { status: 'complete', order: { customer_token: { token_id: 'token' } } },
    { text: en.tokenized, tone: 'success' },
  ],
  [
    'Klarna said no',
    { status: 'unavailable', reason: 'declined', category: undefined },
    { text: en.unavailable.declined, tone: 'calm' },
  ],
  [
    'Klarna has nothing for this order',
    { status: 'unavailable', reason: 'not-offered', category: undefined },
    { text: en.unavailable['not-offered'], tone: 'calm' },
  ],
  ['the script broke', failed('sdk', 'blocked'), { text: en.failed.sdk, tone: 'error' }],
  ['the order broke', failed('order', undefined, true), { text: en.failed.approved, tone: 'error' }],
];

describe('the message', () => {
  for (const [name, state, message] of TABLE) {
    it(`is right if ${name}`, () => assert.deepEqual(messageOf(state, en), message));
  }

  it('says first why the press had no effect', () => {
    assert.deepEqual(messageOf(ready({ kind: 'closed', at_once: false }), en, 'choose'), {
      text: en.choose,
      tone: 'error',
    });
  });

  it('names each refused field once, and only the unmarked ones if there are any', () => {
    const invalid_fields = ['billing_address.email', 'shipping_address.email', 'billing_address.postal_code'];
    const state = ready({ kind: 'invalid', invalid_fields });
    assert.equal(messageOf(state, en).text, en.invalid('e-mail, postal code'));
    assert.equal(messageOf(state, de).text, de.invalid('E-Mail-Adresse, Postleitzahl'));
    assert.equal(messageOf(state, en, undefined, ['billing_address.postal_code']).text, en.invalid('postal code'));
    const unknown = ready({ kind: 'invalid', invalid_fields: ['billing_address.constructor', 'shoe_size'] });
    assert.equal(messageOf(unknown, en).text, en.invalid('constructor, shoe size'));
  });

  it('formats the new total in the language', () => {
    const state = ready({ kind: 'cart-changed' });
    assert.equal(messageOf(state, en).text, en.cartChanged('SEK\u00a01,299.50'));
    assert.equal(messageOf(state, sv).text, sv.cartChanged('1\u00a0299,50\u00a0kr'));
    assert.equal(messageOf(state, de).text, de.cartChanged('1.299,50\u00a0SEK'));
  });

  it('shows the minor units of every currency, however the language rounds', () => {
    for (const { currency } of MARKETS) {
      for (const strings of [en, de, sv, hu]) {
        const session = { ...SESSION, purchase_currency: currency, order_amount: 123_456 };
        const { text } = messageOf(ready({ kind: 'cart-changed' }, session), strings);
        assert.equal(text.match(/\d[\d\s.,]*\d/)?.[0].replaceAll(/\D/g, ''), '123456', `${currency}: ${text}`);
      }
    }
    const forints = { ...SESSION, purchase_currency: 'HUF', order_amount: 1_234_550 };
    const { text } = messageOf(ready({ kind: 'cart-changed' }, forints), hu);
    assert.equal(text, hu.cartChanged('12\u00a0345,50\u00a0Ft'));
  });

  it('has no total in an invalid currency', () => {
    const session = { ...SESSION, purchase_currency: 'euro' };
    assert.equal(messageOf(ready({ kind: 'cart-changed' }, session), en).text, en.failed['cart-changed']);
  });

  it('finds the currency by the country, and has no total if the session has none', () => {
    const { purchase_currency: _, ...german } = { ...SESSION, purchase_country: 'DE' };
    assert.equal(messageOf(ready({ kind: 'cart-changed' }, german), en).text, en.cartChanged('€1,299.50'));
    const { order_amount: __, ...without } = SESSION;
    assert.equal(messageOf(ready({ kind: 'cart-changed' }, without), en).text, en.failed['cart-changed']);
  });
});

describe('a failure', () => {
  it('has the message of its code, unless the reason is more precise', () => {
    for (const code of ERROR_CODES) {
      assert.equal(failureOf({ code, reason: 'bad-response' }, false), code);
      assert.equal(failureOf({ code, reason: 'expired' }, false), 'expired');
      assert.equal(failureOf({ code, reason: 'empty-cart' }, false), 'empty-cart');
      assert.equal(failureOf({ code, reason: 'constructor' }, false), code);
    }
  });

  it('has the message that only the order is missing if Klarna has authorized', () => {
    for (const code of ERROR_CODES) {
      assert.equal(failureOf({ code, reason: 'expired' }, true), 'approved');
      assert.equal(failureOf({ code, reason: 'offline' }, true), 'approved-offline');
    }
  });

  it('has the message of an automatic retry if the network is missing before the press', () => {
    const told = ERROR_CODES.map((code) => [code, failureOf({ code, reason: 'offline' }, false)]);
    const waiting = { sdk: 'offline-waiting', session: 'offline-waiting' };
    assert.deepEqual(
      Object.fromEntries(told),
      Object.fromEntries(ERROR_CODES.map((code) => [code, { ...waiting }[code as keyof typeof waiting] ?? 'offline'])),
    );
  });
});
