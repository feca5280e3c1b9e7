import { containedTax } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { discountOf, readItem, requireTaxRate, type TaxedItem } from './item.ts';

const withTax = (net: number, tax_rate: number): number => net + Math.round((net * tax_rate) / 10_000);

/**
 * Makes lines from prices without tax, as business software stores them. Klarna needs prices that include tax, and
 * `quantity × unit_price` must be exactly the total.
 *
 * The tax is rounded once, for the whole line, as on an invoice. If the total cannot be divided by the quantity, there are two
 * lines whose prices differ by one minor unit. For example, three items for 12.49 become two at 4.16 and one at 4.17. So the sum is exact,
 * without an invented discount.
 *
 * @example
 * order_lines.push(...netLines({ name: 'Mug', quantity: 3, unit_price: 333, tax_rate: 2500 }));
 */
export function netLines(item: TaxedItem): OrderLine[] {
  const { discount: net_discount, unit_price: net_price, quantity, ...line } = readItem(item);
  const tax_rate = requireTaxRate(line.tax_rate);
  const net = quantity * net_price - net_discount;
  const before_discount = withTax(quantity * net_price, tax_rate);
  const total = withTax(net, tax_rate);
  const discount = before_discount - total;

  const unit_price = Math.floor(before_discount / quantity);
  const dearer = before_discount - unit_price * quantity;
  const first = partOf(quantity - dearer, unit_price, discount, before_discount);
  const first_tax = Math.round(containedTax(first.total_amount, tax_rate));
  if (dearer === 0) return [{ ...line, ...first, total_tax_amount: total - net }];
  const second_discount = discount - (first.total_discount_amount ?? 0);
  return [
    { ...line, ...first, total_tax_amount: first_tax },
    // The rest of the tax, so that both lines add up. Each rounding adds less than a half, so Klarna's one minor unit is kept.
    { ...line, ...toPart(dearer, unit_price + 1, second_discount), total_tax_amount: total - net - first_tax },
  ];
}

type Part = Pick<OrderLine, 'quantity' | 'unit_price' | 'total_amount' | 'total_discount_amount'>;

const toPart = (quantity: number, unit_price: number, discount: number): Part => ({
  quantity,
  unit_price,
  total_amount: quantity * unit_price - discount,
  ...discountOf(discount),
});

/** Some of the items, with their share of the discount. */
function partOf(quantity: number, unit_price: number, discount: number, whole: number): Part {
  const share = whole === 0 ? 0 : Math.round((discount * quantity * unit_price) / whole);
  return toPart(quantity, unit_price, share);
}
