/** What is sold, before it is a line. All amounts are whole minor units of the currency: 9.99 is 999. */
import type { OrderLine, OrderLineType } from '../../klarna/types.ts';
import { shortName } from './short-name.ts';

/** What is carried over into the line as it is. */
type Carried = Pick<
  OrderLine,
  'reference' | 'quantity_unit' | 'image_url' | 'product_url' | 'merchant_data' | 'product_identifiers' | 'subscription'
>;

export interface UntaxedItem extends Carried {
  /** Longer than Klarna's 255 characters, it is cut, with an ellipsis at the end. */
  name: string;
  /** @default 'physical' */
  type?: OrderLineType;
  /** Whole items. @default 1 */
  quantity?: number;
  /** Of one item, before discount. */
  unit_price: number;
  /** Off the whole line, in the same kind of money as `unit_price`. */
  discount?: number;
}

export interface TaxedItem extends UntaxedItem {
  /** Two implied decimals: 2500 is 25 %. Klarna knows whole hundredths up to 10000. */
  tax_rate: number;
}

/** @throws {RangeError} that names the amount */
export function requireAmount(name: string, value: number, max = Number.MAX_SAFE_INTEGER): number {
  if (Number.isSafeInteger(value) && value >= 0 && value <= max) return value;
  const limit = max === Number.MAX_SAFE_INTEGER ? '0 or more' : `0 to ${max}`;
  throw new RangeError(
    `\`${name}\` must be a whole number, ${limit}, not ${value}. Amounts are minor units: 9.99 is 999.`,
  );
}

export const requireTaxRate = (tax_rate: number): number => requireAmount('tax_rate', tax_rate, 10_000);

function requireWhole(quantity: number): void {
  if (typeof quantity === 'number' && quantity > 0 && !Number.isInteger(quantity)) {
    throw new RangeError(
      `\`quantity\` must be a whole number, not ${quantity}: Klarna takes whole items only. Give quantity 1, the price of the whole line as \`unit_price\`, and the measure in \`name\`.`,
    );
  }
  requireAmount('quantity', quantity);
}

/** The item with its defaults, in which the discount is no more than the price. */
export function readItem<Item extends UntaxedItem>({ quantity = 1, discount = 0, type = 'physical', ...item }: Item) {
  requireWhole(quantity);
  if (quantity === 0) throw new RangeError('`quantity` must be 1 or more: leave out what is not bought.');
  requireAmount('unit_price', item.unit_price);
  requireAmount('discount', discount, quantity * item.unit_price);
  return { ...item, name: shortName(item.name), type, quantity, discount };
}

/** Klarna shows a discount of 0 as a discount. */
export const discountOf = (total_discount_amount: number): Pick<OrderLine, 'total_discount_amount'> =>
  total_discount_amount === 0 ? {} : { total_discount_amount };
