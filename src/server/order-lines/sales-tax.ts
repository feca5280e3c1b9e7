/** Sales tax of the United States. Klarna needs it as a line of its own. */
import { sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { isGoods } from './is-goods.ts';
import { requireAmount, requireTaxRate } from './item.ts';
import { shortName } from './short-name.ts';

/**
 * Computes the tax on lines that all have one rate, rounded once. Gift cards and tax lines are not taxed. In reality the rate
 * depends on the goods and on the shopper's address. If yours is not this simple, ask a tax service and give its amount to
 * `salesTaxLine`.
 *
 * @param tax_rate hundredths of a percent, with up to three decimals: 8.875 % (New York City) is 887.5
 * @returns minor units, 0 or more
 */
export function salesTaxOn(lines: readonly OrderLine[], tax_rate: number): number {
  const net = sum(lines.filter(({ type }) => isGoods(type)).map(({ total_amount }) => total_amount));
  const rate = BigInt(Math.round(requireSalesTaxRate(tax_rate) * RATE_PARTS));
  // BigInt, because in binary fractions half a cent may become slightly less.
  return net <= 0 ? 0 : Number((2n * BigInt(net) * rate + WHOLE) / (2n * WHOLE));
}

/** The rate is computed in thousandths of Klarna's unit. */
const RATE_PARTS = 1000;
const WHOLE = BigInt(10_000 * RATE_PARTS);

/** A lower number with decimals is surely meant in percent: no sales tax of the United States reaches 20 %. */
const MIN_DECIMAL_RATE = 20;

function requireSalesTaxRate(tax_rate: number): number {
  if (Number.isInteger(tax_rate)) return requireTaxRate(tax_rate);
  if (tax_rate >= MIN_DECIMAL_RATE && tax_rate <= 10_000) return tax_rate;
  throw new RangeError(`\`tax_rate\` must be hundredths of a percent, 0 to 10000, not ${tax_rate}: 8.875 % is 887.5.`);
}

/** @param amount minor units */
export function salesTaxLine(amount: number, name = 'Sales tax'): OrderLine {
  requireAmount('amount', amount);
  return { type: 'sales_tax', name: shortName(name), quantity: 1, unit_price: amount, total_amount: amount };
}
