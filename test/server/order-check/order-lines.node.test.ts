/** Compares the helpers' lines with Klarna's arithmetic, to the last cent, for random carts in every market. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  discountLines,
  feeLines,
  giftCardLine,
  grossLine,
  netLines,
  salesTaxLine,
  salesTaxOn,
  sumOrder,
  untaxedLine,
} from '../../../src/server/index.ts';
import { LINE_LAWS, randomCart } from '../support/random-carts.ts';

describe('the lines of an order', () => {
  it('lines from prices with tax follow Klarna’s rules in every market, and the total matches the prices', () =>
    fc.assert(fc.property(randomCart, LINE_LAWS.gross), { numRuns: 1000 }));

  it('lines from prices without tax follow Klarna’s rules in every market, match an invoice, and lose no item', () =>
    fc.assert(fc.property(randomCart, LINE_LAWS.net), { numRuns: 1000 }));

  it('lines of the United States contain no tax, which has a line of its own', () =>
    fc.assert(fc.property(randomCart, LINE_LAWS.untaxed), { numRuns: 1000 }));

  it('salesTaxOn taxes the goods, and neither gift cards nor the tax', () => {
    const goods = [untaxedLine({ name: 'Lamp', unit_price: 10_000 })];
    const all = [...goods, salesTaxLine(825), giftCardLine({ name: 'Card', amount: 2500 })];
    assert.deepEqual([salesTaxOn(goods, 825), salesTaxOn(all, 825)], [825, 825]);
  });

  it('salesTaxOn accepts a rate with decimals, and is exact to the cent', () => {
    const on = (unit_price: number, rate: number) => salesTaxOn([untaxedLine({ name: 'Lamp', unit_price })], rate);
    // New York City has 8.875 %, Missouri 4.225 %.
    assert.deepEqual([on(10_000, 887.5), on(100_000, 887.5), on(20_000, 422.5)], [888, 8875, 845]);
    // 8.517 % written as 8.517 * 100, which is 851.6999999999999; half a cent of 5.25 % is rounded up.
    assert.deepEqual([on(100_000, 8.517 * 100), on(1000, 525), on(200_000_000, 887.5)], [8517, 53, 17_750_000]);
  });

  it('salesTaxOn refuses a rate in percent and a rate that is not a number, and is never below zero', () => {
    const goods = [untaxedLine({ name: 'Lamp', unit_price: 10_000 })];
    for (const rate of [8.875, 0.25, Number.NaN, -887.5, 10_000.5]) {
      assert.throws(() => salesTaxOn(goods, rate), /`tax_rate`/, String(rate));
    }
    const back = { type: 'discount', name: 'Return', quantity: 1, unit_price: -20_000, total_amount: -20_000 } as const;
    assert.equal(salesTaxOn([...goods, back], 825), 0);
  });

  it('feeLines spreads a fee over the tax rates of the goods only, and the lines add up', () => {
    const lines = [
      grossLine({ name: 'Lamp', unit_price: 10_000, tax_rate: 1900 }),
      grossLine({ name: 'Book', unit_price: 5000, tax_rate: 700 }),
      grossLine({ name: 'Wrapping', type: 'surcharge', unit_price: 9000, tax_rate: 0 }),
      giftCardLine({ name: 'Card', amount: 99 }),
    ];
    const fee = feeLines({ name: 'Parcel', amount: 490 }, lines);
    assert.deepEqual(
      fee.map(({ type, tax_rate, total_amount, total_tax_amount }) => [type, tax_rate, total_amount, total_tax_amount]),
      [
        ['shipping_fee', 1900, 327, 52],
        ['shipping_fee', 700, 163, 11],
      ],
    );
    assert.deepEqual(feeLines({ name: 'Parcel', amount: 0 }, lines), []);
    assert.throws(() => feeLines({ name: 'Parcel', amount: 490 }, []), /no goods.*grossLine/);
    assert.throws(() => feeLines({ name: 'Parcel', amount: 4.9 }, lines), /`amount`/);
  });

  it('lines with a fee follow Klarna’s rules in every market, and the fee is exact to the cent', () =>
    fc.assert(fc.property(randomCart, LINE_LAWS.withFee), { numRuns: 500 }));

  it('discountLines makes no line above zero if the lines of a rate are below zero', () => {
    const back = { type: 'physical', name: 'Return', quantity: 1, unit_price: -2000, tax_rate: 700 } as const;
    const lines = [
      grossLine({ name: 'Lamp', unit_price: 10_000, tax_rate: 1900 }),
      { ...back, total_amount: -2000, total_tax_amount: -131 },
    ];
    const off = discountLines({ name: 'SPRING', amount: 1000 }, lines);
    assert.deepEqual(
      off.map(({ tax_rate, total_amount }) => [tax_rate, total_amount]),
      [[1900, -1000]],
    );
    assert.throws(() => discountLines({ name: 'SPRING', amount: 8001 }, lines), /0 to 8000/);
    assert.throws(() => discountLines({ name: 'SPRING', amount: 1 }, lines.slice(1)), /0 to 0/);
  });

  it('the helpers cut a name that is too long for Klarna, and split no character', () => {
    const long = `${'x'.repeat(253)}👩‍🚀 and more`;
    const name = `${'x'.repeat(253)}…`;
    const item = { name: long, unit_price: 1000, tax_rate: 2500 };
    const lines = [grossLine(item), ...netLines(item), untaxedLine(item), salesTaxLine(1, long)];
    lines.push(giftCardLine({ name: long, amount: 1 }), ...discountLines({ name: long, amount: 1 }, lines));
    lines.push(...feeLines({ name: long, amount: 1 }, lines));
    assert.deepEqual(new Set(lines.map((line) => line.name)), new Set([name]));
    assert.equal(grossLine({ ...item, name: 'x'.repeat(255) }).name, 'x'.repeat(255));
    assert.equal(grossLine({ ...item, name: 'x'.repeat(256) }).name, `${'x'.repeat(254)}…`);
  });

  it('netLines makes two lines if the total cannot be divided by the quantity', () => {
    const [two, one, ...rest] = netLines({ name: 'Mug', reference: 'm', quantity: 3, unit_price: 333, tax_rate: 2500 });
    assert.deepEqual(two, {
      type: 'physical',
      name: 'Mug',
      reference: 'm',
      quantity: 2,
      unit_price: 416,
      tax_rate: 2500,
      total_amount: 832,
      total_tax_amount: 166,
    });
    assert.deepEqual([one?.quantity, one?.unit_price, one?.total_tax_amount], [1, 417, 84]);
    assert.deepEqual(rest, []);
  });

  it('the helpers copy the other fields of the item, and a subscription', () => {
    const subscription = { name: 'Coffee', interval: 'MONTH', interval_count: 1 } as const;
    const line = grossLine({ name: 'Coffee', unit_price: 999, tax_rate: 700, product_url: null, subscription });
    assert.deepEqual([line.subscription, line.product_url, line.quantity], [subscription, null, 1]);
    assert.ok(!('total_discount_amount' in line) && !('discount' in line));
  });

  it('discountLines spreads a discount over the tax rates, so that its tax is right', () => {
    const lines = [
      grossLine({ name: 'Lamp', unit_price: 10_000, tax_rate: 1900 }),
      grossLine({ name: 'Book', unit_price: 5000, tax_rate: 700 }),
    ];
    const off = discountLines({ name: 'SPRING', amount: 1000 }, [...lines, giftCardLine({ name: 'Card', amount: 99 })]);
    assert.deepEqual(
      off.map(({ tax_rate, total_amount, total_tax_amount }) => [tax_rate, total_amount, total_tax_amount]),
      [
        [1900, -667, -106],
        [700, -333, -22],
      ],
    );
  });

  it('the helpers refuse fractions, negative amounts and too much discount, and name the field', () => {
    const sound = { name: 'Mug', unit_price: 999, tax_rate: 2500 };
    assert.throws(() => grossLine({ ...sound, unit_price: 9.99 }), /`unit_price` must be a whole number.*minor units/);
    assert.throws(() => netLines({ ...sound, quantity: 0 }), /`quantity` must be 1 or more/);
    assert.throws(() => netLines({ ...sound, quantity: 0.5 }), /`quantity`.*whole items only. Give quantity 1/);
    assert.throws(() => untaxedLine({ ...sound, discount: 1000 }), /`discount` must be a whole number, 0 to 999/);
    assert.throws(() => grossLine({ ...sound, tax_rate: 0.25 }), /`tax_rate`/);
    assert.throws(() => discountLines({ name: 'X', amount: 1000 }, [grossLine(sound)]), /`amount`.*0 to 999/);
    assert.throws(() => giftCardLine({ name: 'X', amount: 0 }), /leave out/);
    assert.throws(() => salesTaxLine(-1), /`amount`/);
    assert.throws(() => sumOrder([grossLine(sound), giftCardLine({ name: 'X', amount: 1000 })]), /add up to -1/);
  });
});
