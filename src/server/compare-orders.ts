/**
 * Whether Klarna's session still is the shop's cart. Klarna may add defaults to what it was sent, so a field counts
 * only where both sides name it, except those that decide the price. `merchant_data` is the shop's own: of a mixed
 * basket it is where the subscription stands.
 */
import { isRecord } from '../klarna/is-record.ts';
import type { Order, OrderLine } from '../klarna/types.ts';

const LINE_FIELDS: readonly (keyof OrderLine)[] = [
  'name',
  'reference',
  'quantity',
  'unit_price',
  'total_amount',
  'total_discount_amount',
  'tax_rate',
  'total_tax_amount',
  'type',
  'subscription',
];

const absent = (value: unknown): boolean => value === undefined || value === null;

function same(a: unknown, b: unknown): boolean {
  if (absent(a) || absent(b)) return true;
  if (!isRecord(a) || !isRecord(b)) return a === b;
  return Object.keys(a).every((key) => same(a[key], b[key]));
}

const sameCode = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

/** Paths of what differs, in Klarna's form; empty where the session is the cart. */
export function findDifferences(session: Order, cart: Order): string[] {
  const differences: string[] = [];
  if (!sameCode(session.purchase_country, cart.purchase_country)) differences.push('purchase_country');
  if (!sameCode(session.purchase_currency, cart.purchase_currency)) differences.push('purchase_currency');
  if (session.order_amount !== cart.order_amount) differences.push('order_amount');
  if (!same(session.merchant_data, cart.merchant_data)) differences.push('merchant_data');
  if (session.order_lines.length !== cart.order_lines.length) return [...differences, 'order_lines'];
  for (const [index, line] of cart.order_lines.entries()) {
    const other = session.order_lines[index];
    for (const field of LINE_FIELDS) {
      if (!same(other?.[field], line[field])) differences.push(`order_lines[${index}].${field}`);
    }
  }
  return differences;
}
