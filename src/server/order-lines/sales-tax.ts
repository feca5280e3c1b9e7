/** The sales tax of the United States, which Klarna wants as a line of its own. */
import { sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { isGoods } from './is-goods.ts';
import { requireAmount, requireTaxRate } from './item.ts';
import { shortName } from './short-name.ts';

/**
 * The tax on lines that all have one rate, rounded once; gift cards and tax among them count for nothing. What is taxed,
 * and at which rate, depends on the goods and on the shopper's address: where that is not this simple, ask a tax service
 * and give its amount to `salesTaxLine`.
 *
 * @param tax_rate hundredths of a percent; up to three decimals: the 8.875 % of New York City are 887.5
 * @returns minor units, 0 or more
 */
export function salesTaxOn(lines: readonly OrderLine[], tax_rate: number): number {
  const net = sum(lines.filter(({ type }) => isGoods(type)).map(({ total_amount }) => total_amount));
  const rate = BigInt(Math.round(requireSalesTaxRate(tax_rate) * RATE_PARTS));
  // In whole numbers: as a fraction of 2, half a cent may come out a little less.
  return net <= 0 ? 0 : Number((2n * BigInt(net) * rate + WHOLE) / (2n * WHOLE));
}

/** A rate is counted in thousandths of Klarna's unit. */
const RATE_PARTS = 1000;
const WHOLE = BigInt(10_000 * RATE_PARTS);

/** A fraction below it is a rate in percent: no sales tax of the United States reaches 20 %. */
const LOWEST_FRACTION = 20;

function requireSalesTaxRate(tax_rate: number): number {
  if (Number.isInteger(tax_rate)) return requireTaxRate(tax_rate);
  if (tax_rate >= LOWEST_FRACTION && tax_rate <= 10_000) return tax_rate;
  throw new RangeError(`\`tax_rate\` must be hundredths of a percent, 0 to 10000, not ${tax_rate}: 8.875 % is 887.5.`);
}

/** @param amount minor units */
export function salesTaxLine(amount: number, name = 'Sales tax'): OrderLine {
  requireAmount('amount', amount);
  return { type: 'sales_tax', name: shortName(name), quantity: 1, unit_price: amount, total_amount: amount };
}
