/**
 * Which subscriptions a session is about, told to Klarna with it and read back from it: Klarna's callback comes without
 * the shopper's cart, and the lines of a mixed cart do not name them. It says what and how many, never what it costs.
 */
import { isRecord } from '../../../src/klarna/is-record.ts';
import type { ChosenSubscription, Quantities } from '../../shop/price-cart.ts';

/** Klarna's `merchant_data`. */
export const writeSubscriptionQuantities = (subscriptions: readonly ChosenSubscription[]): string =>
  JSON.stringify({ subscribed: Object.fromEntries(subscriptions.map(({ sku, quantity }) => [sku, quantity])) });

/** @throws where it is not what `writeSubscriptionQuantities` wrote */
export function readSubscriptionQuantities(merchant_data: string | undefined): Quantities {
  const data: unknown = JSON.parse(merchant_data ?? 'null');
  const subscribed = isRecord(data) ? data.subscribed : undefined;
  if (!isRecord(subscribed)) throw new Error('Klarna’s session does not say what is subscribed to.');
  return Object.fromEntries(
    Object.entries(subscribed).map(([sku, quantity]) => {
      if (Number.isSafeInteger(quantity) && Number(quantity) > 0) return [sku, Number(quantity)];
      throw new Error(`Klarna’s session does not say how many of ${sku} are subscribed to.`);
    }),
  );
}
