/** Random carts, the helpers' lines for them, and the rules that the lines keep to the last cent. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MARKETS } from '../../../src/klarna/markets.ts';
import { findArithmeticProblems, sum } from '../../../src/klarna/order-arithmetic.ts';
import type { OrderLine } from '../../../src/klarna/types.ts';
import {
  checkOrder,
  discountLines,
  feeLines,
  giftCardLine,
  grossLine,
  netLines,
  salesTaxLine,
  salesTaxOn,
  sumOrder,
  type TaxedItem,
  type UntaxedItem,
  untaxedLine,
} from '../../../src/server/index.ts';
import { checkOrderBody } from '../../../src/simulator/checks/check-order-body.ts';

type Market = (typeof MARKETS)[number];

const totalOf = (lines: readonly OrderLine[]) => sum(lines.map(({ total_amount }) => total_amount));
const taxOf = (lines: readonly OrderLine[]) => sum(lines.map(({ total_tax_amount = 0 }) => total_tax_amount));

/** Small enough that no total reaches Klarna's maximum for a line, 2,000,000.00. */
const quantity = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 100 }));

/** Rates of every kind of market, and the extremes: 0 %, 5.5 %, 8.1 %, 27 %, 100 %. */
const taxRate = fc.oneof(fc.constantFrom(0, 550, 810, 1900, 2100, 2500, 2700, 10_000), fc.nat(10_000));

const item: fc.Arbitrary<TaxedItem> = fc
  .record({
    quantity,
    unit_price: fc.oneof(fc.nat(20), fc.nat(100_000)),
    share: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    tax_rate: taxRate,
  })
  .map(({ share, ...rest }) => ({
    name: 'Thing',
    ...rest,
    discount: Math.floor(share * rest.quantity * rest.unit_price),
  }));

/** The shares of the rest that a discount on the order and then a gift card take. */
const shares = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

const partOf = (share: number, whole: number) => Math.min(whole, Math.round(share * whole));

function withDiscountAndCard(lines: OrderLine[], [discount, card]: readonly [number, number]) {
  const off = partOf(discount, totalOf(lines));
  const reduced = [...lines, ...discountLines({ name: 'SPRING', amount: off }, lines)];
  assert.equal(totalOf(reduced), totalOf(lines) - off, 'the shares of the discount add up');
  const paid = partOf(card, totalOf(reduced));
  return paid > 0 ? [...reduced, giftCardLine({ name: 'Gift card', amount: paid })] : reduced;
}

/** @throws if `checkOrder` or the simulator refuses the order */
function expectSound(lines: readonly OrderLine[], { country, currency }: Market) {
  const order = { purchase_country: country, purchase_currency: currency, ...sumOrder(lines) };
  assert.deepEqual(findArithmeticProblems(order), []);
  assert.deepEqual(checkOrder(order), []);
  checkOrderBody({ ...order, locale: 'en-GB' });
}

export interface RandomCart {
  where: Market;
  cart: readonly TaxedItem[];
  /** The shares of the price that a discount and a gift card take. */
  off: readonly [number, number];
  /** Minor units. */
  fee: number;
  /** The rate of a sales tax. */
  rate: number;
}

export const randomCart: fc.Arbitrary<RandomCart> = fc.record({
  where: fc.constantFrom(...MARKETS),
  cart: fc.array(item, { minLength: 1, maxLength: 9 }),
  off: shares,
  fee: fc.nat(100_000),
  rate: taxRate,
});

/** The rules by the kind of prices that the shop has. */
export const LINE_LAWS = {
  /** The total matches the prices. */
  gross({ where, cart, off }: RandomCart) {
    const lines = cart.map(grossLine);
    const tags = cart.map(({ quantity = 1, unit_price, discount = 0 }) => quantity * unit_price - discount);
    assert.equal(totalOf(lines), sum(tags));
    expectSound(withDiscountAndCard(lines, off), where);
  },

  /** The lines match an invoice, and no item is lost. */
  net({ where, cart, off }: RandomCart) {
    const lines = cart.flatMap((one) => {
      const made = netLines(one);
      const { quantity = 1, unit_price, discount = 0, tax_rate } = one;
      const net = quantity * unit_price - discount;
      assert.equal(totalOf(made) - taxOf(made), net);
      assert.equal(taxOf(made), Math.round((net * tax_rate) / 10_000));
      assert.equal(sum(made.map((line) => line.quantity)), quantity);
      const prices = made.map((line) => line.unit_price);
      assert.ok(Math.max(...prices) - Math.min(...prices) <= 1);
      return made;
    });
    expectSound(withDiscountAndCard(lines, off), where);
  },

  /** The lines contain no tax, which has a line of its own. */
  untaxed({ cart, off: [discount, card], rate }: RandomCart) {
    const lines = cart.map(({ tax_rate: _, ...untaxed }): OrderLine => untaxedLine(untaxed satisfies UntaxedItem));
    const off = discountLines({ name: 'SPRING', amount: partOf(discount, totalOf(lines)) }, lines);
    const goods = [...lines, ...off];
    assert.ok(goods.every((line) => line.tax_rate === undefined && line.total_tax_amount === undefined));
    const tax = salesTaxOn(goods, rate);
    const owed = totalOf(goods) + tax;
    const paid = partOf(card, owed);
    const all = [...goods, salesTaxLine(tax), ...(paid > 0 ? [giftCardLine({ name: 'Card', amount: paid })] : [])];
    const order = sumOrder(all);
    assert.deepEqual([order.order_amount, order.order_tax_amount], [owed - paid, tax]);
    expectSound(all, MARKETS.find(({ country }) => country === 'US') ?? assert.fail());
  },

  /** The fee is exact to the cent. */
  withFee({ where, cart, off, fee: amount }: RandomCart) {
    const lines = cart.map(grossLine);
    if (totalOf(lines) === 0) return;
    const fee = feeLines({ type: 'surcharge', name: 'Wrapping', amount }, lines);
    assert.equal(totalOf(fee), amount);
    assert.ok(fee.every(({ total_amount }) => total_amount > 0));
    expectSound(withDiscountAndCard([...lines, ...fee], off), where);
  },
};
