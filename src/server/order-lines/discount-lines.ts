import { containedTax, sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { isGoods } from './is-goods.ts';
import { requireAmount } from './item.ts';
import { shortName } from './short-name.ts';
import { spread } from './spread.ts';

export interface OrderDiscount {
  name: string;
  reference?: string;
  /** The discount on the whole order, in minor units. It includes tax if the prices include tax. */
  amount: number;
}

/**
 * Makes the lines of a discount on the whole order ("10 off with SPRING"). There is one line for each tax rate, so that the
 * tax of the discount is right. Each rate gets its share of the total, and the shares add up to the amount. If the lines of a rate add
 * up to less than zero (a return), that rate gets no share.
 *
 * @throws {RangeError} if the discount is more than the lines
 * @example
 * order_lines.push(...discountLines({ name: 'SPRING', amount: 1000 }, order_lines));
 */
export function discountLines({ amount, ...rest }: OrderDiscount, lines: readonly OrderLine[]): OrderLine[] {
  const discounted = lines.filter(({ type }) => isGoods(type));
  requireAmount('amount', amount, Math.max(0, sum(discounted.map(({ total_amount }) => total_amount))));
  return spread(amount, discounted).map(([tax_rate, share]) => toLine(rest, share, tax_rate));
}

function toLine(rest: Omit<OrderDiscount, 'amount'>, share: number, tax_rate: number | undefined): OrderLine {
  const line: OrderLine = {
    type: 'discount',
    ...rest,
    name: shortName(rest.name),
    quantity: 1,
    unit_price: -share,
    total_amount: -share,
  };
  if (tax_rate === undefined) return line;
  // The tax of a few cents may round to -0; adding 0 makes it 0.
  return { ...line, tax_rate, total_tax_amount: -Math.round(containedTax(share, tax_rate)) + 0 };
}
