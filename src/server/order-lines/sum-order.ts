import { lineTax, sum } from '../../klarna/order-arithmetic.ts';
import type { Order, OrderLine } from '../../klarna/types.ts';

/**
 * Adds up the amounts of an order from its lines.
 *
 * @throws {RangeError} if discounts and gift cards are more than the price
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
  // If a discount is nearly the whole price, the rounded taxes may add up to less than zero. Klarna refuses that.
  const order_tax_amount = Math.max(0, sum(order_lines.map(lineTax)));
  return { order_amount, order_tax_amount, order_lines: [...order_lines] };
}
