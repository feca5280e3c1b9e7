import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order, OrderLine } from '../../../src/klarna/types.ts';
import { checkOrder } from '../../../src/server/index.ts';
import { cartOf } from '../support/shop.ts';

const withLine = (change: Record<string, unknown>): Order => {
  const cart = cartOf();
  return { ...cart, order_lines: [{ ...(cart.order_lines[0] as OrderLine), ...change }] };
};

const withUrls = (merchant_urls: object) => ({ ...cartOf(), merchant_urls });

const withAttachment = (body: string) => ({
  ...cartOf(),
  attachment: { content_type: 'application/vnd.klarna.internal.emd-v2+json', body },
});

const fields = (order: unknown): string[] => checkOrder(order as Order).map(({ field }) => field);

describe('checkOrder', () => {
  it('checkOrder finds no problem in an order that Klarna accepts', () => {
    assert.deepEqual(checkOrder(cartOf()), []);
    assert.deepEqual(fields(withLine({ image_url: null, product_url: null })), []);
    assert.deepEqual(fields(withUrls({ app_return_url: 'shop://thanks', confirmation: undefined })), []);
    assert.deepEqual(fields(withAttachment('{"event":[]}')), []);
    assert.deepEqual(fields({ ...cartOf(), options: { color_text: '#0B051D', radius_border: '5px' } }), []);
    assert.deepEqual(fields(withLine({ product_identifiers: { brand: 'Lugn', size: 'M' } })), []);
  });

  it('checkOrder treats null as absent on every level', () => {
    const nothing = {
      reference: null,
      tax_rate: null,
      total_tax_amount: null,
      total_discount_amount: null,
      type: null,
    };
    assert.deepEqual(fields({ ...withLine({ ...nothing, subscription: null }), order_tax_amount: null }), []);
    assert.deepEqual(fields(withLine({ product_identifiers: { brand: null } })), []);
    const absent = { locale: null, merchant_data: null, merchant_reference1: null, intent: null, attachment: null };
    assert.deepEqual(fields({ ...withUrls({ push: null }), ...absent, options: { color_text: null } }), []);
  });

  const advice: [string, Record<string, unknown>, RegExp][] = [
    ['half an item', { quantity: 0.5, unit_price: 19_000 }, /whole items only: send quantity 1, make unit_price/],
    ['a name that is too long', { name: 'x'.repeat(256) }, /Shorten it: grossLine, netLines and untaxedLine do so/],
    ['a relative picture', { image_url: 'mug.png' }, /Make it whole with new URL/],
    ['an empty picture', { image_url: '' }, /Leave it out/],
  ];
  for (const [what, change, message] of advice) {
    it(`checkOrder says what to do about ${what}`, () =>
      assert.match(checkOrder(withLine(change))[0]?.message ?? '', message));
  }

  it('checkOrder accepts a US order whose tax is a line of its own', () => {
    const line = { quantity: 1 };
    const order = {
      purchase_country: 'US',
      purchase_currency: 'USD',
      order_amount: 21_000,
      order_tax_amount: 1000,
      order_lines: [
        { ...line, type: 'physical', name: 'Lamp', unit_price: 20_000, total_amount: 20_000 },
        { ...line, type: 'sales_tax', name: 'Tax', unit_price: 1000, total_amount: 1000 },
      ],
    };
    assert.deepEqual(fields(order), []);
  });

  it('checkOrder names field, line, expected, given and formula of a wrong sum', () => {
    const [problem] = checkOrder({ ...withLine({ total_amount: 9499 }), order_amount: 9499 });
    assert.deepEqual(problem, {
      field: 'order_lines[0].total_amount',
      line: 0,
      expected: 9500,
      given: 9499,
      formula: 'quantity × unit_price − total_discount_amount',
      message: 'order_lines[0].total_amount: expected 9500, given 9499 (quantity × unit_price − total_discount_amount)',
    });
  });

  it('checkOrder allows an error of one minor unit in the tax of a line, and not of two', () => {
    const taxed = (tax: number) => fields({ ...withLine({ total_tax_amount: tax }), order_tax_amount: tax });
    assert.deepEqual(taxed(1901), []);
    assert.deepEqual(taxed(1902), ['order_lines[0].total_tax_amount']);
  });

  const wrong: [string, unknown, string][] = [
    ['half an item', withLine({ quantity: 0.5, unit_price: 19_000 }), 'order_lines[0].quantity'],
    ['a price as text', withLine({ unit_price: '9500' }), 'order_lines[0].unit_price'],
    ['a price above the maximum', withLine({ unit_price: 200_000_001 }), 'order_lines[0].unit_price'],
    ['a name that is too long', withLine({ name: 'x'.repeat(256) }), 'order_lines[0].name'],
    ['an unknown type of line', withLine({ type: 'thing' }), 'order_lines[0].type'],
    ['a rate in percent', withLine({ tax_rate: 25.5 }), 'order_lines[0].tax_rate'],
    [
      'half a subscription',
      withLine({ subscription: { name: 'Tea', interval: 'MONTH' } }),
      'order_lines[0].subscription.interval_count',
    ],
    ['a line that is null', { ...cartOf(), order_lines: [null] }, 'order_lines[0]'],
    ['too many lines', { ...cartOf(), order_lines: Array(1001).fill(cartOf().order_lines[0]) }, 'order_lines'],
    ['a negative amount', { ...cartOf(), order_amount: -1 }, 'order_amount'],
    ['a country by name', { ...cartOf(), purchase_country: 'Sweden' }, 'purchase_country'],
    ['a country without Klarna', { ...cartOf(), purchase_country: 'XX' }, 'purchase_country'],
    ['an empty address of a picture', withLine({ image_url: '' }), 'order_lines[0].image_url'],
    ['a relative address of a picture', withLine({ image_url: '/mug.png' }), 'order_lines[0].image_url'],
    ['an unknown intent', { ...cartOf(), intent: 'rent' }, 'intent'],
    ['a name that is null', withLine({ name: null }), 'order_lines[0].name'],
    ['a kind of customer', { ...cartOf(), customer: { type: 'b2b' } }, 'customer.type'],
    ['a currency of another country', { ...cartOf(), purchase_currency: 'EUR' }, 'purchase_currency'],
    ['nothing at all', undefined, 'order'],
    ['an amount as BigInt', { ...cartOf(), order_amount: 9500n }, 'order_amount'],
    [
      'an address that is none',
      { ...cartOf(), merchant_urls: { confirmation: 'thanks' } },
      'merchant_urls.confirmation',
    ],
    ['an empty callback URL', { ...cartOf(), merchant_urls: { authorization: '' } }, 'merchant_urls.authorization'],
    [
      'a way back into a shop, not into an app',
      withUrls({ app_return_url: 'https://shop.example' }),
      'merchant_urls.app_return_url',
    ],
    [
      'a brand that is too long',
      withLine({ product_identifiers: { brand: 'x'.repeat(71) } }),
      'order_lines[0].product_identifiers.brand',
    ],
    ['product identifiers as a text', withLine({ product_identifiers: 'x' }), 'order_lines[0].product_identifiers'],
    ['a colour by name', { ...cartOf(), options: { color_border: 'red' } }, 'options.color_border'],
    ['an attachment without its type', { ...cartOf(), attachment: { body: '{}' } }, 'attachment.content_type'],
    ['an attachment that is not JSON', withAttachment('nonsense'), 'attachment.body'],
    ['URLs as a text', { ...cartOf(), merchant_urls: 'https://shop.example' }, 'merchant_urls'],
  ];
  for (const [what, order, field] of wrong) {
    it(`checkOrder finds ${what}`, () => assert.deepEqual(fields(order), [field]));
  }

  it('checkOrder repeats no long text, because it may be personal data', () => {
    const text = JSON.stringify({ ...cartOf(), billing_address: { email: 'ada@example.se' } });
    const [problem] = checkOrder(text as never);
    assert.equal(problem?.message, `order: expected an object, given a text of ${text.length} characters (type)`);
  });

  it('checkOrder survives a circular object', () => {
    const circle: Record<string, unknown> = { ...cartOf() };
    circle.order_amount = circle;
    assert.match(checkOrder(circle as never)[0]?.message ?? '', /given an unfit object/);
  });
});
