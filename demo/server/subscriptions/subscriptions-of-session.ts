/**
 * Stores the session's subscriptions at Klarna with the session, and reads them back. Klarna's callback comes without
 * the shopper's cart, and the lines of a mixed cart do not include the subscriptions. The text names products and
 * quantities, and never a price.
 */
import { isRecord } from '../../../src/klarna/is-record.ts';
import type { ChosenSubscription, Quantities } from '../../shop/price-cart.ts';

/** Klarna's `merchant_data`. */
export const writeSubscriptionQuantities = (subscriptions: readonly ChosenSubscription[]): string =>
  JSON.stringify({ subscribed: Object.fromEntries(subscriptions.map(({ sku, quantity }) => [sku, quantity])) });

/** @throws if the text is not from `writeSubscriptionQuantities` */
export function readSubscriptionQuantities(merchant_data: string | undefined): Quantities {
  const data: unknown = JSON.parse(merchant_data ?? 'null');
  const subscribed = isRecord(data) ? data.subscribed : undefined;
  if (!isRecord(subscribed)) throw new Error('Klarna’s session does not name its subscriptions.');
  return Object.fromEntries(
    Object.entries(subscribed).map(([sku, quantity]) => {
      if (Number.isSafeInteger(quantity) && Number(quantity) > 0) return [sku, Number(quantity)];
      throw new Error(`Klarna’s session does not give a quantity for the subscription ${sku}.`);
    }),
  );
}
