import { containedTax } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { requireAmount } from './item.ts';
import { shortName } from './short-name.ts';
import { spread } from './spread.ts';

export interface OrderFee {
  /** @default 'shipping_fee' */
  type?: 'shipping_fee' | 'surcharge';
  name: string;
  reference?: string;
  /** For the whole order, in minor units, tax included if the prices include it. */
  amount: number;
}

/** Not goods. A fee takes the tax rates of the goods, so other fees among the lines do not count. */
const NOT_SOLD: readonly OrderLine['type'][] = ['shipping_fee', 'surcharge', 'sales_tax', 'gift_card', 'store_credit'];

/**
 * Makes the lines of a fee on the whole order (shipping, wrapping). There is one line for each tax rate of the goods, with its
 * share of the total. In much of Europe the tax on such a fee follows the goods; ask your accountant. The lines add up to the amount.
 * If the fee has its own tax rate, use `grossLine`.
 *
 * @throws {RangeError} if `amount` is not a whole number of minor units, or if no goods have a price
 * @example
 * order_lines.push(...feeLines({ name: 'Parcel', amount: 490 }, order_lines));
 */
export function feeLines(
  { amount, type = 'shipping_fee', ...rest }: OrderFee,
  lines: readonly OrderLine[],
): OrderLine[] {
  requireAmount('amount', amount);
  const shares = spread(
    amount,
    lines.filter((line) => !NOT_SOLD.includes(line.type)),
  );
  if (amount > 0 && shares.length === 0) {
    throw new RangeError('There are no goods with a price to spread the fee over. Make its line with `grossLine`.');
  }
  return shares.map(([tax_rate, share]) => {
    const line: OrderLine = {
      type,
      ...rest,
      name: shortName(rest.name),
      quantity: 1,
      unit_price: share,
      total_amount: share,
    };
    if (tax_rate === undefined) return line;
    return { ...line, tax_rate, total_tax_amount: Math.round(containedTax(share, tax_rate)) };
  });
}
