import type { OrderLine } from '../../klarna/types.ts';
import { discountOf, readItem, type UntaxedItem } from './item.ts';

/** Makes a line for the United States, with prices without tax and no tax fields. Add the tax with `salesTaxLine`. */
export function untaxedLine(item: UntaxedItem): OrderLine {
  const { discount, ...line } = readItem(item);
  return { ...line, total_amount: line.quantity * line.unit_price - discount, ...discountOf(discount) };
}
