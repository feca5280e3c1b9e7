/**
 * Checks that an order is what the shopper approved. Klarna compares amounts, lines as a list, and the addresses.
 *
 * Known from logs and documentation: Klarna names an address field by its path, and reports another number of lines in
 * a sentence.
 * It is unknown how Klarna names a differing line. This uses its path, as the other errors do.
 */
import type { Address, CustomerDetails, Order, OrderLine, Subscription } from '../../klarna/types.ts';

const LINE_FIELDS = [
  'type',
  'reference',
  'name',
  'quantity',
  'unit_price',
  'tax_rate',
  'total_amount',
  'total_discount_amount',
  'total_tax_amount',
] as const;

/** The default of a line's field that is absent. */
const LINE_DEFAULTS: Partial<Record<(typeof LINE_FIELDS)[number], string | number>> = {
  type: 'physical',
  tax_rate: 0,
  total_discount_amount: 0,
  total_tax_amount: 0,
};

const ADDRESS_FIELDS = [
  'given_name',
  'family_name',
  'organization_name',
  'attention',
  'email',
  'phone',
  'street_address',
  'street_address2',
  'postal_code',
  'city',
  'region',
  'country',
] as const;

function findLineDifferences(approved: readonly OrderLine[], given: readonly OrderLine[]): string[] {
  if (approved.length !== given.length) {
    return [`Incorrect number of items in the cart. Expected: ${approved.length}, Actual: ${given.length}`];
  }
  return approved.flatMap((line, index) => {
    const other = given[index];
    const names: string[] = LINE_FIELDS.filter(
      (name) => (line[name] ?? LINE_DEFAULTS[name]) !== (other?.[name] ?? LINE_DEFAULTS[name]),
    );
    if (!isSameSubscription(line.subscription, other?.subscription)) names.push('subscription');
    return names.map((name) => `order_lines[${index}].${name}`);
  });
}

/** Klarna documents that it must be the same in the session and in the order. */
const isSameSubscription = (a: Subscription | undefined, b: Subscription | undefined): boolean =>
  a?.name === b?.name && a?.interval === b?.interval && a?.interval_count === b?.interval_count;

/** An order may leave an address out. If the authorization has none, any address matches (documented). */
function findAddressDifferences(path: string, approved: Address | undefined, given: Address | undefined): string[] {
  if (approved === undefined || given === undefined) return [];
  return ADDRESS_FIELDS.filter((name) => (approved[name] ?? '').trim() !== (given[name] ?? '').trim()).map(
    (name) => `${path}.${name}`,
  );
}

/** The differing fields in Klarna's spelling; empty if the order is what the shopper approved. */
export function findApprovedDifferences(approved: Order & CustomerDetails, given: Order & CustomerDetails): string[] {
  const differences: string[] = [];
  for (const name of ['purchase_country', 'purchase_currency'] as const) {
    if (approved[name].toUpperCase() !== given[name].toUpperCase()) differences.push(name);
  }
  if (approved.order_amount !== given.order_amount) differences.push('order_amount');
  const taxes = [approved.order_tax_amount, given.order_tax_amount];
  if (!taxes.includes(undefined) && taxes[0] !== taxes[1]) differences.push('order_tax_amount');
  return [
    ...differences,
    ...findLineDifferences(approved.order_lines, given.order_lines),
    ...findAddressDifferences('billing_address', approved.billing_address, given.billing_address),
    ...findAddressDifferences('shipping_address', shippingOf(approved), shippingOf(given)),
  ];
}

/** If there is no shipping address, Klarna copies the billing address. */
const shippingOf = (details: CustomerDetails): Address | undefined =>
  details.shipping_address ?? details.billing_address;
