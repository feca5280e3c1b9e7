/**
 * An order as Klarna shows it, with captures and refunds. Members without a value are present as `""`, 0 or an empty
 * list (recorded). So a shop that reads them without a check works here as it works at Klarna.
 */
import type { Capture, ManagedOrder, Refund } from '../../../klarna/order-management.ts';
import type { Address, CustomerDetails, OrderLine } from '../../../klarna/types.ts';
import type { CaptureRecord, OrderRecord, RefundRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { paymentMethodOf } from '../orders/payment-method.ts';
import { capturedAmount, findOrder, refundedAmount, remainingAmount } from './find-order.ts';

const METHOD_NAMES: Readonly<Record<string, string>> = {
  invoice: 'Pay later',
  card: 'Pay now',
  fixed_sum_credit: 'Pay over time',
};

const EMPTY_LINE = {
  reference: '',
  type: 'physical',
  quantity_unit: '',
  total_discount_amount: 0,
  tax_rate: 0,
  total_tax_amount: 0,
} as const;

const describeLine = (line: OrderLine): OrderLine => ({ ...EMPTY_LINE, ...line });

const describeAddress = (address: Address): Address => ({ title: '', street_address2: '', region: '', ...address });

function describeAddresses({ billing_address, shipping_address }: CustomerDetails): CustomerDetails {
  return {
    ...(billing_address && { billing_address: describeAddress(billing_address) }),
    ...(shipping_address && { shipping_address: describeAddress(shipping_address) }),
  };
}

/** `GET …/captures/{capture_id}` */
export function describeCapture(record: CaptureRecord): Capture {
  const { capture_id, klarna_reference, captured_amount, captured_at, reference, description = '' } = record;
  return {
    capture_id,
    klarna_reference,
    captured_amount,
    captured_at,
    description,
    ...(reference !== undefined && { reference }),
    order_lines: (record.order_lines ?? []).map(describeLine),
    refunded_amount: record.refunded_amount,
    ...describeAddresses(record),
    shipping_info: record.shipping_info ?? [],
  };
}

/** `GET …/refunds/{refund_id}` */
export function describeRefund(record: RefundRecord): Refund {
  const { refund_id, refunded_amount, refunded_at, reference, description = '', credit_invoice = false } = record;
  return {
    refund_id,
    refunded_amount,
    refunded_at,
    description,
    ...(reference !== undefined && { reference }),
    order_lines: (record.order_lines ?? []).map(describeLine),
    credit_invoice,
  };
}

/** `GET /ordermanagement/v1/orders/{order_id}` */
export const readManagedOrder = (state: State, order_id: string): ManagedOrder =>
  describeOrder(findOrder(state, order_id));

export function describeOrder(order: OrderRecord): ManagedOrder {
  const { request, current, details } = order;
  const { purchase_country, purchase_currency, locale, merchant_data } = request;
  const { order_amount, order_lines, ...references } = current;
  const { type, number_of_installments } = paymentMethodOf(order.payment_method_category, purchase_country);
  return {
    order_id: order.order_id,
    status: order.status,
    fraud_status: order.fraud_status,
    order_amount,
    original_order_amount: request.order_amount,
    captured_amount: capturedAmount(order),
    refunded_amount: refundedAmount(order),
    remaining_authorized_amount: remainingAmount(order),
    purchase_currency: purchase_currency.toUpperCase(),
    ...(locale !== undefined && { locale }),
    order_lines: order_lines.map(describeLine),
    ...references,
    ...(merchant_data !== undefined && { merchant_data }),
    klarna_reference: order.klarna_reference,
    // The type is `person` unless the order says otherwise (recorded).
    ...(details.customer && { customer: { type: 'person', ...details.customer } }),
    ...describeAddresses(details),
    created_at: new Date(order.created_at).toISOString(),
    purchase_country: purchase_country.toUpperCase(),
    expires_at: new Date(order.expires_at).toISOString(),
    captures: order.captures.map(describeCapture),
    refunds: order.refunds.map(describeRefund),
    initial_payment_method: {
      type: type.toUpperCase(),
      description: METHOD_NAMES[type] ?? type,
      ...(number_of_installments !== undefined && { number_of_installments }),
    },
    shipping_info: order.shipping_info,
  };
}
