/**
 * Compares Klarna's session with the shop's cart.
 *
 * The order of the lines does not matter. If Klarna may fill an absent field with a default, the field counts as that default.
 * Shops use `merchant_data` for data of their own, e.g. the subscription in a mixed cart. The references identify the cart.
 * The variant of an item (size, colour) may appear only in a line's `product_identifiers` or `merchant_data`.
 */
import type { CustomerDetails, Order, OrderLine } from '../../klarna/types.ts';

const ORDER_TEXTS = ['merchant_data', 'merchant_reference1', 'merchant_reference2'] as const;

const LINE_FIELDS = [
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
  'merchant_data',
  'product_identifiers',
] as const satisfies readonly (keyof OrderLine)[];

type LineField = (typeof LINE_FIELDS)[number];

/** An absent field of a line counts as this value. */
const LINE_DEFAULTS: Partial<Record<LineField, string | number>> = {
  reference: '',
  total_discount_amount: 0,
  tax_rate: 0,
  total_tax_amount: 0,
};

/** Compared only if both sides have them. Unknown: the type that Klarna gives a line without one, and whether a read session contains the other two. */
const IF_BOTH: ReadonlySet<LineField> = new Set(['type', 'merchant_data', 'product_identifiers']);

const isSameProduct = (session: OrderLine['product_identifiers'] = {}, cart: OrderLine['product_identifiers'] = {}) =>
  Object.keys(cart).every((name) => !session[name] || !cart[name] || session[name] === cart[name]);

const isSameSubscription = (a: OrderLine['subscription'], b: OrderLine['subscription']): boolean =>
  a?.name === b?.name && a?.interval === b?.interval && a?.interval_count === b?.interval_count;

function isSameField(field: LineField, session: OrderLine, cart: OrderLine): boolean {
  if (field === 'subscription') return isSameSubscription(session.subscription, cart.subscription);
  if (IF_BOTH.has(field) && !(session[field] && cart[field])) return true;
  if (field === 'product_identifiers') return isSameProduct(session[field], cart[field]);
  return (session[field] ?? LINE_DEFAULTS[field]) === (cart[field] ?? LINE_DEFAULTS[field]);
}

const isSameLine = (session: OrderLine | undefined, cart: OrderLine): boolean =>
  session !== undefined && LINE_FIELDS.every((field) => isSameField(field, session, cart));

/** Paths into the cart's lines. Lines without an equal are compared in their order. */
function findLineDifferences(session: readonly OrderLine[], cart: readonly OrderLine[]): string[] {
  if (session.length !== cart.length) return ['order_lines'];
  const left = new Set(session);
  const take = (line: OrderLine | undefined): boolean => line !== undefined && left.delete(line);
  const moved = [...cart.entries()].filter(
    ([index, line]) => !(isSameLine(session[index], line) && take(session[index])),
  );
  const others = moved.filter(([, line]) => !take([...left].find((other) => isSameLine(other, line))));
  const remaining = [...left];
  return others.flatMap(([index, line], position) => {
    const other = remaining[position] as OrderLine;
    return LINE_FIELDS.filter((field) => !isSameField(field, other, line)).map(
      (field) => `order_lines[${index}].${field}`,
    );
  });
}

const isSameCode = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

/**
 * Klarna documents that `billing_address.country` overrides `purchase_country`. If Klarna's session has the country of the
 * shopper's address, it is still the same cart.
 */
const isSameCountry = ({ purchase_country, billing_address }: Order & CustomerDetails, cart: Order): boolean =>
  isSameCode(purchase_country, cart.purchase_country) || isSameCode(purchase_country, billing_address?.country ?? '');

/** @returns the paths of the fields that differ, in Klarna's form; empty if session and cart are the same */
export function findCartDifferences(session: Order & CustomerDetails, cart: Order): string[] {
  const differences: string[] = [];
  if (!isSameCountry(session, cart)) differences.push('purchase_country');
  if (!isSameCode(session.purchase_currency, cart.purchase_currency)) differences.push('purchase_currency');
  if (session.order_amount !== cart.order_amount) differences.push('order_amount');
  differences.push(...ORDER_TEXTS.filter((name) => (session[name] ?? '') !== (cart[name] ?? '')));
  return [...differences, ...findLineDifferences(session.order_lines, cart.order_lines)];
}
