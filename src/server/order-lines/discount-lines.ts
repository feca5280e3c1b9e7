import { containedTax, sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { isGoods } from './is-goods.ts';
import { requireAmount } from './item.ts';

export interface OrderDiscount {
  name: string;
  reference?: string;
  /** Off the whole order, in minor units, tax included where the prices include it. */
  amount: number;
}

/**
 * A discount on the whole order ("10 off with SPRING"), spread over the tax rates of its lines by their share of the
 * total, so that the tax that goes with it is right: one line for each rate. The shares add up to the amount.
 *
 * @throws {RangeError} where the discount is more than the lines
 * @example
 * order_lines.push(...discountLines({ name: 'SPRING', amount: 1000 }, order_lines));
 */
export function discountLines({ amount, ...rest }: OrderDiscount, lines: readonly OrderLine[]): OrderLine[] {
  const totals = totalsByRate(lines);
  const whole = sum([...totals.values()]);
  requireAmount('amount', amount, whole);
  let seen = 0;
  let given = 0;
  return [...totals].flatMap(([tax_rate, total]) => {
    seen += total;
    // Rounded as a running sum: the last share ends at the amount itself, and none is more than one unit off.
    const share = whole === 0 ? 0 : Math.round((amount * seen) / whole) - given;
    given += share;
    return share === 0 ? [] : [toLine(rest, share, tax_rate)];
  });
}

function totalsByRate(lines: readonly OrderLine[]): Map<number | undefined, number> {
  const totals = new Map<number | undefined, number>();
  for (const { type, tax_rate, total_amount } of lines) {
    if (isGoods(type)) totals.set(tax_rate, (totals.get(tax_rate) ?? 0) + total_amount);
  }
  return totals;
}

function toLine(rest: Omit<OrderDiscount, 'amount'>, share: number, tax_rate: number | undefined): OrderLine {
  const line: OrderLine = { type: 'discount', ...rest, quantity: 1, unit_price: -share, total_amount: -share };
  if (tax_rate === undefined) return line;
  // Plus 0: the tax of a few cents may round to -0.
  return { ...line, tax_rate, total_tax_amount: -Math.round(containedTax(share, tax_rate)) + 0 };
}
