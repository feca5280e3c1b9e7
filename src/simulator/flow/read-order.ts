import { KlarnaError } from '../klarna-error.ts';
import type { State } from '../state/state.ts';

/** `GET /ordermanagement/v1/orders/{order_id}` */
export function readOrder(state: State, order_id: string): Record<string, unknown> {
  const order = state.orders.get(order_id);
  if (order === undefined) throw new KlarnaError(404, 'NO_SUCH_ORDER', [`Order ${order_id} cannot be found.`]);
  const { order_amount, purchase_country, purchase_currency, locale, order_lines } = order.request;
  const { merchant_reference1, merchant_reference2, merchant_data } = order.request;
  const { type, number_of_installments } = readMethod(order.reply.authorized_payment_method);
  return {
    order_id,
    status: order.status,
    fraud_status: order.fraud_status,
    order_amount,
    original_order_amount: order_amount,
    captured_amount: 0,
    refunded_amount: 0,
    remaining_authorized_amount: order_amount,
    purchase_country: purchase_country.toUpperCase(),
    purchase_currency: purchase_currency.toUpperCase(),
    locale,
    order_lines,
    merchant_reference1,
    merchant_reference2,
    merchant_data,
    klarna_reference: order.klarna_reference,
    ...order.details,
    created_at: new Date(order.created_at).toISOString(),
    expires_at: new Date(order.expires_at).toISOString(),
    captures: [],
    refunds: [],
    initial_payment_method: { type: type.toUpperCase(), number_of_installments },
  };
}

const readMethod = (method: unknown): { type: string; number_of_installments?: number } =>
  typeof method === 'object' && method !== null && 'type' in method
    ? (method as { type: string })
    : { type: String(method) };
