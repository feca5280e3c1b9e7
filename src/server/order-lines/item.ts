/** An item of the shop, before it becomes a line. All amounts are whole minor units of the currency: 9.99 is 999. */
import type { OrderLine, OrderLineType } from '../../klarna/types.ts';
import { shortName } from './short-name.ts';

/** Fields that the line takes over unchanged. */
type CopiedFields = Pick<
  OrderLine,
  'reference' | 'quantity_unit' | 'image_url' | 'product_url' | 'merchant_data' | 'product_identifiers' | 'subscription'
>;

export interface UntaxedItem extends CopiedFields {
  /** A name of more than 255 characters (Klarna's limit) is cut and ends with an ellipsis. */
  name: string;
  /** @default 'physical' */
  type?: OrderLineType;
  /** Whole items. @default 1 */
  quantity?: number;
  /** The price of one item, before discount. */
  unit_price: number;
  /** The discount on the whole line. It includes tax if `unit_price` includes tax. */
  discount?: number;
}

export interface TaxedItem extends UntaxedItem {
  /** With two implied decimals: 2500 is 25 %. Klarna accepts whole numbers up to 10000. */
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
      `\`quantity\` must be a whole number, not ${quantity}: Klarna accepts whole items only. Give quantity 1, the price of the whole line as \`unit_price\`, and the measure in \`name\`.`,
    );
  }
  requireAmount('quantity', quantity);
}

/**
 * Fills in the defaults of an item and checks it.
 *
 * @throws {RangeError} if a number is wrong, or the discount is more than the price
 */
export function readItem<Item extends UntaxedItem>({ quantity = 1, discount = 0, type = 'physical', ...item }: Item) {
  requireWhole(quantity);
  if (quantity === 0) throw new RangeError('`quantity` must be 1 or more: leave out items that are not bought.');
  requireAmount('unit_price', item.unit_price);
  requireAmount('discount', discount, quantity * item.unit_price);
  return { ...item, name: shortName(item.name), type, quantity, discount };
}

/** Leaves out a discount of 0, because Klarna would show it as a discount. */
export const discountOf = (total_discount_amount: number): Pick<OrderLine, 'total_discount_amount'> =>
  total_discount_amount === 0 ? {} : { total_discount_amount };
