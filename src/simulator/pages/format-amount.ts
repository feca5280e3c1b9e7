import type { Order } from '../../klarna/types.ts';
import { resolveLocale } from '../flow/sessions/categories.ts';

/** Every currency that Klarna Payments takes has two decimals on the wire; the forint has none in Node's tables. */
const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** @param amount minor units */
export function formatAmount(
  order: Pick<Order, 'purchase_country' | 'purchase_currency' | 'locale'>,
  amount: number,
): string {
  const currency = order.purchase_currency.toUpperCase();
  return new Intl.NumberFormat(resolveLocale(order), { style: 'currency', currency, ...DIGITS }).format(amount / 100);
}
