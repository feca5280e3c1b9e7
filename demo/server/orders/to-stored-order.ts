import type { Order } from '../../../src/klarna/types.ts';
import type { OrderContext, OrderCreated } from '../../../src/server/index.ts';
import { isMarketCode, type MarketCode } from '../../shop/markets.ts';
import type { StoredOrder } from '../../shop/stored-order.ts';

/** @throws if the session's country is none that this shop ships to */
export function marketOf({ purchase_country }: Pick<Order, 'purchase_country'>): MarketCode {
  const market = purchase_country.toUpperCase();
  if (isMarketCode(market)) return market;
  throw new Error(`Klarna's session names a country that this shop does not ship to: ${market}`);
}

/** The order's lines come from Klarna's session, because the cart may have changed since. */
export function toStoredOrder(created: OrderCreated, { session, session_id }: OrderContext): StoredOrder {
  const { purchase_currency, order_amount, order_tax_amount = 0, order_lines } = session;
  return {
    order_id: created.order_id,
    session_id,
    reference: session.merchant_reference1 ?? created.order_id,
    market: marketOf(session),
    currency: purchase_currency,
    order_amount,
    order_tax_amount,
    order_lines,
    fraud_status: created.fraud_status,
    created_at: new Date().toISOString(),
  };
}
