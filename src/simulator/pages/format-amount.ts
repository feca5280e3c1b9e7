import type { Order } from '../../klarna/types.ts';
import { resolveLocale } from '../flow/sessions/categories.ts';

/** Amounts in Klarna's API have two decimals in every currency. Node's tables give the forint none. */
const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** @param amount in minor units */
export function formatAmount(
  order: Pick<Order, 'purchase_country' | 'purchase_currency' | 'locale'>,
  amount: number,
): string {
  const currency = order.purchase_currency.toUpperCase();
  return new Intl.NumberFormat(resolveLocale(order), { style: 'currency', currency, ...DIGITS }).format(amount / 100);
}
