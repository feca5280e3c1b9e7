import type { RefundRequest } from '../../../klarna/order-management.ts';
import { checkRefund } from '../../checks/management-rules.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { OrderRecord, RefundRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { capturedAmount, findOrder, refundedAmount } from './find-order.ts';
import { checkRoom } from './grow-order.ts';

/**
 * Money goes back, no more than was captured.
 *
 * @throws {KlarnaError}
 */
export function createRefund(state: State, order_id: string, body: Record<string, unknown>): RefundRecord {
  const order = findOrder(state, order_id);
  const request = checkRefund<RefundRequest>(body);
  if (order.captures.length === 0) {
    throw new KlarnaError(403, 'REFUND_NOT_ALLOWED', ['Order has no captures. Refund not possible']);
  }
  if (request.refunded_amount > capturedAmount(order) - refundedAmount(order)) {
    throw new KlarnaError(403, 'REFUND_NOT_ALLOWED', ['Amount is higher than what is captured. Refund not possible']);
  }
  checkRoom(order, request);
  const refund: RefundRecord = {
    ...request,
    refund_id: state.ids.uuid(),
    refunded_at: new Date(state.now()).toISOString(),
  };
  order.refunds.push(refund);
  spread(order, request.refunded_amount);
  state.orders.set(order_id, order);
  return refund;
}

/** A refund names no capture: it is taken from the oldest that has something left. How Klarna does it is not known. */
function spread({ captures }: OrderRecord, amount: number): void {
  let left = amount;
  for (const capture of captures) {
    const part = Math.min(left, capture.captured_amount - capture.refunded_amount);
    capture.refunded_amount += part;
    left -= part;
  }
}

/** @throws {KlarnaError} */
export function readRefund(state: State, order_id: string, refund_id: string): RefundRecord {
  const found = findOrder(state, order_id).refunds.find((refund) => refund.refund_id === refund_id);
  if (found === undefined) throw new KlarnaError(404, 'NOT_FOUND', [`Refund ${refund_id} cannot be found.`]);
  return found;
}
