import type { OrderLine } from '../../klarna/types.ts';
import { discountOf, readItem, type UntaxedItem } from './item.ts';

/** A line for the United States: prices without tax, and no tax fields. The tax is a line of its own, `salesTaxLine`. */
export function untaxedLine(item: UntaxedItem): OrderLine {
  const { discount, ...line } = readItem(item);
  return { ...line, total_amount: line.quantity * line.unit_price - discount, ...discountOf(discount) };
}
