import { containedTax } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { discountOf, readItem, requireTaxRate, type TaxedItem } from './item.ts';

/**
 * Makes a line from prices that include tax, as in shops of Europe and Australia. The tax is rounded once, for the whole
 * line.
 *
 * @example
 * grossLine({ name: 'Mug', quantity: 2, unit_price: 999, tax_rate: 2500 });
 * // total_amount 1998, total_tax_amount 400
 * grossLine({ name: 'Parcel', type: 'shipping_fee', unit_price: 490, tax_rate: 1900 });
 */
export function grossLine(item: TaxedItem): OrderLine {
  const { discount, ...line } = readItem(item);
  requireTaxRate(line.tax_rate);
  const total_amount = line.quantity * line.unit_price - discount;
  const total_tax_amount = Math.round(containedTax(total_amount, line.tax_rate));
  return { ...line, total_amount, ...discountOf(discount), total_tax_amount };
}
