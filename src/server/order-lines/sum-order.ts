import { lineTax, sum } from '../../klarna/order-arithmetic.ts';
import type { Order, OrderLine } from '../../klarna/types.ts';

/**
 * The amounts of an order, from its lines: the part that is easily a cent off.
 *
 * @throws {RangeError} where more is taken off than there is to pay
 * @example
 * return { purchase_country: 'SE', purchase_currency: 'SEK', ...sumOrder(lines) };
 */
export function sumOrder(
  order_lines: readonly OrderLine[],
): Required<Pick<Order, 'order_amount' | 'order_tax_amount' | 'order_lines'>> {
  const order_amount = sum(order_lines.map(({ total_amount }) => total_amount));
  if (order_amount < 0) {
    throw new RangeError(
      `The lines add up to ${order_amount}: discounts and gift cards are more than there is to pay.`,
    );
  }
  // Where a discount takes nearly all, roundings of the lines may leave a tax below zero, which Klarna refuses.
  const order_tax_amount = Math.max(0, sum(order_lines.map(lineTax)));
  return { order_amount, order_tax_amount, order_lines: [...order_lines] };
}
