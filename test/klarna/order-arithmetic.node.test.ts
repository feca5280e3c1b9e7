import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { containedTax, findArithmeticProblems, orderTaxTolerance } from '../../src/klarna/order-arithmetic.ts';
import type { OrderLine } from '../../src/klarna/types.ts';

const line = (fields: Partial<OrderLine> & Pick<OrderLine, 'unit_price' | 'total_amount'>): OrderLine => ({
  name: 'Pot',
  quantity: 1,
  ...fields,
});
const fields = (lines: OrderLine[], order_amount: number, order_tax_amount?: number) =>
  findArithmeticProblems({
    order_lines: lines,
    order_amount,
    ...(order_tax_amount !== undefined && { order_tax_amount }),
  }).map(({ field }) => field);

describe('Klarna’s arithmetic', () => {
  it('the arithmetic accepts right sums, with the tax rounded up or down', () => {
    for (const [total_amount, tax_rate, total_tax_amount] of [
      [59500, 2000, 9917],
      [2900, 2000, 483],
      [2900, 2000, 484],
      [9500, 2500, 1900],
      [9999, 2500, 2000],
      [9999, 2300, 1870],
    ] as const) {
      const lines = [line({ unit_price: total_amount, total_amount, tax_rate, total_tax_amount })];
      assert.deepEqual(fields(lines, total_amount, total_tax_amount), [], `${total_amount} at ${tax_rate}`);
    }
  });

  it('the arithmetic names a line total that is wrong by one', () => {
    assert.deepEqual(fields([line({ quantity: 3, unit_price: 333, total_amount: 1000 })], 1000), [
      'order_lines[0].total_amount',
    ]);
  });

  it('the arithmetic subtracts the discount from the line', () => {
    const discounted = line({ unit_price: 10000, total_discount_amount: 500, total_amount: 9500 });
    assert.deepEqual(fields([discounted], 9500), []);
  });

  it('the arithmetic allows an error of one minor unit of tax, and not of two', () => {
    const taxed = (total_tax_amount: number) =>
      line({ unit_price: 10000, total_amount: 10000, tax_rate: 2500, total_tax_amount });
    assert.deepEqual(fields([taxed(2001)], 10000), []);
    assert.deepEqual(fields([taxed(1998)], 10000), ['order_lines[0].total_tax_amount']);
  });

  it('the arithmetic treats negative lines like positive ones', () => {
    const lines = [
      line({ unit_price: 10000, total_amount: 10000, tax_rate: 2500, total_tax_amount: 2000 }),
      line({ type: 'discount', unit_price: -1000, total_amount: -1000, tax_rate: 2500, total_tax_amount: -200 }),
    ];
    assert.deepEqual(fields(lines, 9000, 1800), []);
    assert.deepEqual(fields(lines, 10000, 1800), ['order_amount']);
  });

  it('the arithmetic counts a sales tax line as tax', () => {
    const lines = [
      line({ unit_price: 20000, total_amount: 20000 }),
      line({ type: 'sales_tax', unit_price: 1000, total_amount: 1000 }),
    ];
    assert.deepEqual(fields(lines, 21000, 1000), []);
    assert.deepEqual(fields(lines, 21000, 0), ['order_tax_amount']);
  });

  it('the arithmetic requires no tax if a line states none', () => {
    assert.deepEqual(fields([line({ unit_price: 500, total_amount: 500 })], 500), []);
  });

  it('the arithmetic allows the order’s tax one minor unit for each item', () => {
    const lines = [line({ quantity: 3, unit_price: 100, total_amount: 300, tax_rate: 2000, total_tax_amount: 50 })];
    assert.equal(orderTaxTolerance(lines), 3);
    assert.deepEqual(fields(lines, 300, 53), []);
    assert.deepEqual(fields(lines, 300, 54), ['order_tax_amount']);
  });

  it('the arithmetic reports expected, given and formula', () => {
    const [problem] = findArithmeticProblems({
      order_amount: 5,
      order_lines: [line({ unit_price: 4, total_amount: 4 })],
    });
    assert.deepEqual(problem, { field: 'order_amount', expected: 4, given: 5, formula: 'Σ total_amount' });
  });

  it('a total without a rate contains no tax', () => {
    assert.equal(containedTax(1000, 0), 0);
  });
});
