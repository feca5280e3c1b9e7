import type { OrderRequest, SessionRead } from '../../klarna/types.ts';

/** What an order repeats of its session. An order knows no `intent`, `options`, `attachment` or `design`. */
const REPEATED = [
  'purchase_country',
  'purchase_currency',
  'locale',
  'order_amount',
  'order_tax_amount',
  'order_lines',
  'merchant_reference1',
  'merchant_reference2',
  'merchant_data',
  'merchant_urls',
  'custom_payment_method_ids',
  'billing_address',
  'shipping_address',
  'customer',
] as const satisfies readonly (keyof OrderRequest)[];

/**
 * The order that a session says. It depends on nothing else, so that every door and every repeat sends Klarna the same
 * body: that is what makes a repeat end in the order that exists. Amounts are the session's, which the shop's server
 * wrote; addresses are those that the shopper was approved with, which Klarna compares.
 */
export const toOrderRequest = (session: SessionRead): OrderRequest =>
  Object.fromEntries(
    REPEATED.flatMap((name) => (session[name] === undefined || session[name] === null ? [] : [[name, session[name]]])),
  ) as unknown as OrderRequest;
