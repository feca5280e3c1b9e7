import type { OrderRequest, SessionRead } from '../../klarna/types.ts';

/** The fields that an order copies from its session. An order has no `intent`, `options`, `attachment` or `design`. */
const COPIED = [
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
 * Makes the body of the order from the session and from nothing else. So the browser's route, the callback and every repeat
 * send Klarna the same body, and Klarna answers with the same order. The amounts in the session come from the shop's server.
 * The addresses are those that the shopper authorized with; Klarna compares them.
 */
export const toOrderRequest = (session: SessionRead): OrderRequest =>
  Object.fromEntries(
    COPIED.flatMap((name) => (session[name] === undefined || session[name] === null ? [] : [[name, session[name]]])),
  ) as unknown as OrderRequest;
