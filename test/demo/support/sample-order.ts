import { priceCart, type Quantities } from '../../../demo/shop/price-cart.ts';
import type { StoredOrder } from '../../../demo/shop/stored-order.ts';

/** A German order of these products. */
export function sampleOrder(quantities: Quantities, differences: Partial<StoredOrder> = {}): StoredOrder {
  const { purchase_currency, order_amount, order_tax_amount, order_lines } = priceCart('DE', quantities);
  return {
    order_id: 'order-1',
    session_id: 'session-1',
    reference: 'L-TEST',
    market: 'DE',
    currency: purchase_currency,
    order_amount,
    order_tax_amount,
    order_lines,
    fraud_status: 'ACCEPTED',
    created_at: '2026-11-23T10:00:00.000Z',
    ...differences,
  };
}
