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
  'custom_payment_method_ids',
  'billing_address',
  'shipping_address',
  'customer',
] as const satisfies readonly (keyof OrderRequest)[];

/**
 * An order needs no callback for authorizations, and the handler changes that URL when it closes a session. So it is left out:
 * Klarna answers a repeat with the same order only if the body is the same.
 */
function orderUrls({ merchant_urls }: SessionRead): Pick<OrderRequest, 'merchant_urls'> | undefined {
  if (!merchant_urls) return undefined;
  const { authorization, ...urls } = merchant_urls;
  return Object.keys(urls).length > 0 ? { merchant_urls: urls } : undefined;
}

/**
 * Makes the body of the order from the session and from nothing else. So the browser's route, the callback and every repeat
 * send Klarna the same body, and Klarna answers with the same order. The amounts in the session come from the shop's server.
 * The addresses are those that the shopper authorized with; Klarna compares them.
 */
export const toOrderRequest = (session: SessionRead): OrderRequest => ({
  ...(Object.fromEntries(
    COPIED.flatMap((name) => (session[name] === undefined || session[name] === null ? [] : [[name, session[name]]])),
  ) as unknown as OrderRequest),
  ...orderUrls(session),
});
