import type { ManagedOrder } from '../../../klarna/order-management.ts';
import type { OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { paymentMethodOf } from '../payment-method.ts';
import { capturedAmount, findOrder, refundedAmount, remainingAmount } from './find-order.ts';

const METHOD_NAMES: Readonly<Record<string, string>> = {
  invoice: 'Pay later',
  card: 'Pay now',
  fixed_sum_credit: 'Pay over time',
};

/** `GET /ordermanagement/v1/orders/{order_id}` */
export const readManagedOrder = (state: State, order_id: string): ManagedOrder =>
  describeOrder(findOrder(state, order_id));

export function describeOrder(order: OrderRecord): ManagedOrder {
  const { request, current } = order;
  const { purchase_country, purchase_currency, locale, merchant_data } = request;
  const { type, number_of_installments } = paymentMethodOf(order.payment_method_category, purchase_country);
  return {
    order_id: order.order_id,
    status: order.status,
    fraud_status: order.fraud_status,
    original_order_amount: request.order_amount,
    ...current,
    captured_amount: capturedAmount(order),
    refunded_amount: refundedAmount(order),
    remaining_authorized_amount: remainingAmount(order),
    purchase_country: purchase_country.toUpperCase(),
    purchase_currency: purchase_currency.toUpperCase(),
    ...(locale !== undefined && { locale }),
    ...(merchant_data !== undefined && { merchant_data }),
    klarna_reference: order.klarna_reference,
    ...order.details,
    created_at: new Date(order.created_at).toISOString(),
    expires_at: new Date(order.expires_at).toISOString(),
    captures: order.captures,
    refunds: order.refunds,
    initial_payment_method: {
      type: type.toUpperCase(),
      description: METHOD_NAMES[type] ?? type,
      ...(number_of_installments !== undefined && { number_of_installments }),
    },
  };
}
