/**
 * Klarna's answers to good and bad requests, as one table: a change of a good request, and the result. The facts come
 * from recorded traffic and from Klarna's documentation. If these disagree, the newest recording counts.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KlarnaErrorBody, OrderLine } from '../../../src/klarna/types.ts';
import type { KlarnaSimulator } from '../../../src/simulator/index.ts';
import { ask, authorized, create, open, refusalOf } from '../support/in-process.ts';
import { ADDRESS, orderOf, SESSION } from '../support/support.ts';

type Json = Record<string, unknown>;

/** A good session with some members changed; `undefined` removes a member. */
const change = (members: Json): Json => ({ ...SESSION, ...members });

/** A line of 12.50 with 25 % tax, in an order that is correct except for changes to the line. */
const withLine = (members: Partial<Record<keyof OrderLine, unknown>>, order: Json = {}): Json => ({
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  order_amount: 1250,
  order_lines: [
    {
      name: 'Thing',
      quantity: 1,
      unit_price: 1250,
      tax_rate: 2500,
      total_amount: 1250,
      total_tax_amount: 250,
      ...members,
    },
  ],
  ...order,
});

const ACCEPTED: readonly (readonly [why: string, body: Json])[] = [
  ['nothing but what is required', withLine({ tax_rate: undefined, total_tax_amount: undefined })],
  ['a language that the country does not speak', change({ locale: 'PL' })],
  [
    'country, currency and locale in lower case',
    change({ purchase_country: 'de', purchase_currency: 'eur', locale: 'de-de' }),
  ],
  ['no order tax, though the lines have some', change({ order_tax_amount: undefined })],
  ['tax one minor unit too high', withLine({ total_tax_amount: 251 })],
  ['tax one minor unit too low', withLine({ total_tax_amount: 249 })],
  ['an order tax off by the number of items', change({ order_tax_amount: 786 })],
  ['null for what may be absent', withLine({ image_url: null, merchant_data: null }, { locale: null })],
  [
    'members that nobody knows',
    change({ colour_of_the_sky: 'blue', order_lines: [{ ...SESSION.order_lines[0], odd: 1 }, SESSION.order_lines[1]] }),
  ],
  ['merchant URLs without TLS', change({ merchant_urls: { confirmation: 'http://shop.test/done' } })],
  [
    'a US postal code in a German address: addresses are looked at later',
    change({ billing_address: { ...ADDRESS, postal_code: '20301', region: 'DC' } }),
  ],
  ['an empty second address line', change({ billing_address: { ...ADDRESS, street_address2: '' } })],
  ['every intent, however many there are', change({ intent: 'buy_and_default_tokenize' })],
  [
    'nothing to pay',
    withLine({ unit_price: 0, total_amount: 0, total_tax_amount: 0 }, { order_amount: 0, intent: 'tokenize' }),
  ],
  ['no items', withLine({ quantity: 0, total_amount: 0, total_tax_amount: 0 }, { order_amount: 0 })],
  ['a discount in the line', withLine({ unit_price: 1350, total_discount_amount: 100 })],
  [
    'a discount of its own, tax negative',
    withLine(
      {},
      {
        order_amount: 250,
        order_lines: [
          { name: 'Thing', quantity: 1, unit_price: 1250, tax_rate: 2500, total_amount: 1250, total_tax_amount: 250 },
          {
            type: 'discount',
            name: 'Less',
            quantity: 1,
            unit_price: -1000,
            tax_rate: 2500,
            total_amount: -1000,
            total_tax_amount: -200,
          },
        ],
      },
    ),
  ],
  [
    'US tax as a line',
    {
      purchase_country: 'US',
      purchase_currency: 'USD',
      locale: 'en-US',
      order_amount: 21_000,
      order_tax_amount: 1000,
      order_lines: [
        { name: 'Battery', quantity: 1, unit_price: 20_000, total_amount: 20_000 },
        { type: 'sales_tax', name: 'Tax', quantity: 1, unit_price: 1000, total_amount: 1000 },
      ],
    },
  ],
  [
    'a subscription with no intent',
    withLine({ subscription: { name: 'Coffee', interval: 'WEEK', interval_count: 2 } }),
  ],
  ['255 characters of a reference', withLine({ reference: 'x'.repeat(255) })],
  [
    'extra merchant data',
    change({ attachment: { content_type: 'application/vnd.klarna.internal.emd-v2+json', body: '{"event":[]}' } }),
  ],
];

/** Fields that are named together. Every entry is a 400 BAD_VALUE. */
const REFUSED: readonly (readonly [why: string, body: Json, fields: readonly string[]])[] = [
  ['a country where Klarna is not', change({ purchase_country: 'JP' }), ['purchase_country']],
  ['another country’s currency', change({ purchase_currency: 'SEK' }), ['purchase_currency']],
  ['no amount, no lines', change({ order_amount: undefined, order_lines: undefined }), ['order_amount', 'order_lines']],
  ['no line at all', change({ order_lines: [] }), ['order_lines']],
  ['lines that are none', change({ order_lines: 'two' }), ['order_lines']],
  [
    'more than a thousand lines',
    change({ order_lines: Array.from({ length: 1001 }, () => SESSION.order_lines[0]) }),
    ['order_lines'],
  ],
  ['a line that is none', change({ order_lines: [null] }), ['order_lines[0]']],
  [
    'lines that say nothing',
    change({ order_lines: [{}] }),
    ['name', 'quantity', 'unit_price', 'total_amount'].map((name) => `order_lines[0].${name}`),
  ],
  ['an empty name', withLine({ name: '' }), ['order_lines[0].name']],
  ['a number in quotes', withLine({ unit_price: '1250' }), ['order_lines[0].unit_price']],
  [
    'half an item, reported on the total',
    withLine({ quantity: 0.5, unit_price: 2500 }),
    ['order_lines[0].total_amount'],
  ],
  ['a negative quantity', withLine({ quantity: -1, unit_price: -1250 }), ['order_lines[0].quantity']],
  ['a total that is not the product', withLine({ unit_price: 1200 }), ['order_lines[0].total_amount']],
  ['a discount that was forgotten', withLine({ total_discount_amount: 50 }), ['order_lines[0].total_amount']],
  ['tax two minor units off', withLine({ total_tax_amount: 252 }), ['order_lines[0].total_tax_amount']],
  ['tax of the net price', withLine({ total_tax_amount: 313 }), ['order_lines[0].total_tax_amount']],
  ['a rate beyond 100 %', withLine({ tax_rate: 10_001 }), ['order_lines[0].tax_rate']],
  ['a type that Klarna does not know', withLine({ type: 'weapon' }), ['order_lines[0].type']],
  ['a long reference', withLine({ reference: 'x'.repeat(256) }), ['order_lines[0].reference']],
  ['an empty image address', withLine({ image_url: '' }), ['order_lines[0].image_url']],
  ['a long unit', withLine({ quantity_unit: 'kilograms' }), ['order_lines[0].quantity_unit']],
  [
    'a price above the ceiling',
    withLine({ unit_price: 200_000_001, total_amount: 200_000_001 }),
    ['order_lines[0].unit_price', 'order_lines[0].total_amount'],
  ],
  [
    'half a subscription',
    withLine({ subscription: { name: 'Coffee', interval: 'WEEK' } }),
    ['order_lines[0].subscription.interval_count'],
  ],
  ['a sum that is not the sum', withLine({}, { order_amount: 1000 }), ['order_amount']],
  ['a negative amount', change({ order_amount: -1 }), ['order_amount']],
  ['an order tax that is not the sum', change({ order_tax_amount: 900 }), ['order_tax_amount']],
  ['a locale that is none', change({ locale: 'German' }), ['locale']],
  ['an intent that Klarna does not know', change({ intent: 'steal' }), ['intent']],
  [
    'long references',
    change({ merchant_reference1: 'x'.repeat(256), merchant_reference2: 'x'.repeat(256) }),
    ['merchant_reference1', 'merchant_reference2'],
  ],
  ['a country in words', change({ billing_address: { country: 'Germany' } }), ['billing_address.country']],
  [
    'a long postal code',
    change({ shipping_address: { postal_code: '12345678901' } }),
    ['shipping_address.postal_code'],
  ],
  [
    'a kind of company that is none',
    change({ customer: { organization_entity_type: 'CLUB' } }),
    ['customer.organization_entity_type'],
  ],
  ['a birthday as people write it', change({ customer: { date_of_birth: '10.07.1970' } }), ['customer.date_of_birth']],
  [
    'extra merchant data that is not JSON',
    change({ attachment: { content_type: 'application/json', body: '{' } }),
    ['attachment.attachment'],
  ],
  ['extra merchant data without a type', change({ attachment: { body: '{}' } }), ['attachment.attachment']],
];

/** For a session, Klarna checks country and currency first and alone. For an order it checks everything at once. */
const REFUSED_COUNTRY: readonly (readonly [
  why: string,
  body: Json,
  session: readonly string[],
  order: readonly string[],
])[] = [
  [
    'nothing',
    {},
    ['purchase_country', 'purchase_currency'],
    ['purchase_country', 'order_amount', 'order_lines', 'purchase_currency'],
  ],
  [
    'no currency, and more besides',
    { purchase_country: 'DE', order_amount: -1 },
    ['purchase_currency'],
    ['purchase_currency', 'order_amount', 'order_lines'],
  ],
  [
    'a country where Klarna is not, and a locale that is none',
    change({ purchase_country: 'JP', locale: 'German' }),
    ['purchase_country'],
    ['purchase_country', 'locale'],
  ],
];

const createSession = (body: unknown, klarna = create()) => ask(klarna, '/payments/v1/sessions', 'POST', body);

async function assertBadValue(response: Response, fields: readonly string[]): Promise<void> {
  const { error_code, error_messages, correlation_id } = (await response.json()) as KlarnaErrorBody;
  assert.deepEqual([response.status, error_code, error_messages.length], [400, 'BAD_VALUE', 1]);
  const [message = ''] = error_messages;
  assert.match(message, /^Bad value: /);
  assert.deepEqual(message.slice('Bad value: '.length).split(', ').toSorted(), fields.toSorted());
  assert.equal(response.headers.get('klarna-correlation-id'), correlation_id);
}

describe('A new session', () => {
  for (const [why, body] of ACCEPTED) {
    it(`A new session is accepted with ${why}`, async () => {
      const response = await createSession(body);
      assert.equal(response.status, 200, await response.clone().text());
    });
  }

  for (const [why, body, fields] of REFUSED) {
    it(`A new session is refused with ${why}`, async () => assertBadValue(await createSession(body), fields));
  }

  for (const [why, body, fields] of REFUSED_COUNTRY) {
    it(`A new session is refused with ${why}`, async () => assertBadValue(await createSession(body), fields));
  }
});

describe('The other calls with such a body', () => {
  // An update need not name required members: null and absent keep the old value.
  const ofUpdate = REFUSED.filter(
    ([, body]) => body.purchase_country === 'DE' && body.purchase_currency && body.order_amount,
  );

  for (const [why, body, fields] of ofUpdate) {
    it(`an update is refused with ${why}, and the session stays as it was`, async () => {
      const klarna = create();
      const { session_id } = await open(klarna);
      const path = `/payments/v1/sessions/${session_id}`;
      const before = await (await ask(klarna, path)).text();
      await assertBadValue(await ask(klarna, path, 'POST', body), fields);
      assert.equal(await (await ask(klarna, path)).text(), before);
    });
  }

  /** Members that an order does not have are not checked there. */
  const ofOrder = REFUSED.filter(([, body]) => body.intent !== 'steal' && body.attachment === undefined);

  for (const [why, body, fields] of ofOrder) {
    it(`an order is refused with ${why}, and the authorization stays good`, async () => {
      const klarna = create();
      const { authorization_token } = await authorized(klarna);
      const path = `/payments/v1/authorizations/${authorization_token}/order`;
      await assertBadValue(await ask(klarna, path, 'POST', body), fields);
      assert.equal((await ask(klarna, path, 'POST', orderOf(SESSION))).status, 200);
    });
  }

  for (const [why, body, , fields] of REFUSED_COUNTRY) {
    it(`an order is refused with ${why}: all that is wrong is named`, async () => {
      const path = `/payments/v1/authorizations/${(await authorized(create())).authorization_token}/order`;
      await assertBadValue(await ask(create(), path, 'POST', body), fields);
    });
  }

  it('An empty update changes nothing', async () => {
    const klarna = create();
    const { session_id } = await open(klarna);
    const response = await ask(klarna, `/payments/v1/sessions/${session_id}`, 'POST', {});
    assert.deepEqual([response.status, await response.text()], [204, '']);
  });
});

/** Differences between an order and the approved contents: status 409, `Not matching fields: [...]`. */
const DIFFERENT: readonly (readonly [why: string, body: Json, fields: string])[] = [
  [
    'another street',
    { billing_address: { ...ADDRESS, street_address: 'Torstraße 2' }, shipping_address: ADDRESS },
    'billing_address.street_address',
  ],
  [
    'a company that nobody named',
    { shipping_address: { ...ADDRESS, organization_name: 'Lugn' } },
    'shipping_address.organization_name',
  ],
  [
    'one line more',
    { order_lines: [...SESSION.order_lines, { name: 'Free', quantity: 1, unit_price: 0, total_amount: 0 }] },
    'Incorrect number of items in the cart. Expected: 2, Actual: 3',
  ],
  ['the lines the other way round', { order_lines: SESSION.order_lines.toReversed() }, 'order_lines[0].type'],
];

describe('An order that is not what was approved', () => {
  for (const [why, body, fields] of DIFFERENT) {
    it(`An order is a conflict with ${why}`, async () => {
      const klarna: KlarnaSimulator = create();
      const { authorization_token } = await authorized(klarna);
      const path = `/payments/v1/authorizations/${authorization_token}/order`;
      const response = await ask(klarna, path, 'POST', { ...orderOf(SESSION), ...body });
      const { error_code, error_messages } = (await response.json()) as KlarnaErrorBody;
      assert.deepEqual([response.status, error_code], [409, 'BAD_VALUE']);
      assert.ok(error_messages[0]?.startsWith(`Not matching fields: [${fields}`), error_messages[0]);
    });
  }
});

describe('What is not JSON', () => {
  for (const body of ['', '{', '[]', 'null', '5', '"text"', '[{}]']) {
    it(`A body that is not JSON is a bad request: ${body || 'nothing'}`, async () => {
      const headers = { authorization: `Basic ${btoa('shop:secret')}` };
      const response = await create()(
        new Request('https://klarna.test/payments/v1/sessions', { method: 'POST', headers, body }),
      );
      const answer = (await response.json()) as KlarnaErrorBody;
      assert.deepEqual([response.status, answer.error_code, answer.error_messages], [400, 'BAD_REQUEST', []]);
    });
  }
});

describe('Paths', () => {
  for (const path of ['/payments/v1/sessions/', '//payments/v1/sessions', '/payments//v1/sessions']) {
    it(`The path ${path} is the same as without the extra slash`, async () => {
      assert.equal((await ask(create(), path, 'POST', SESSION)).status, 200);
    });
  }
});

describe('The colours of a session', () => {
  it('The colours of a session have the form of Klarna’s schema', async () => {
    const colours = (options: Record<string, string>) =>
      ask(create(), '/payments/v1/sessions', 'POST', { ...SESSION, options });
    assert.equal((await colours({ color_border: '#FFa8cd', radius_border: '5px' })).status, 200);
    assert.deepEqual(await refusalOf(colours({ color_text: '#12', color_border: 'red' })), [
      400,
      'BAD_VALUE',
      'Bad value: options.color_border, options.color_text',
    ]);
  });
});
