import type { CaptureRequest } from '../../../klarna/order-management.ts';
import type { CaptureRecord, OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { remainingAmount } from './find-order.ts';

/** Adds a capture, which the shopper owes from now on. The caller has checked that it is allowed. */
export function capture(state: State, order: OrderRecord, request: CaptureRequest): CaptureRecord {
  const { shipping_info = order.shipping_info, shipping_delay: _, ...rest } = request;
  const { billing_address, shipping_address } = order.details;
  const record: CaptureRecord = {
    ...rest,
    capture_id: state.ids.uuid(),
    klarna_reference: `${order.klarna_reference}-${order.captures.length + 1}`,
    captured_at: new Date(state.now()).toISOString(),
    refunded_amount: 0,
    ...(billing_address && { billing_address }),
    ...(shipping_address && { shipping_address }),
    shipping_info: [...shipping_info],
  };
  order.captures.push(record);
  order.status = remainingAmount(order) > 0 ? 'PART_CAPTURED' : 'CAPTURED';
  // Stored again, because the order has grown and its weight must be updated.
  state.orders.set(order.order_id, order);
  return record;
}
