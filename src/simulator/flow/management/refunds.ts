import { sum } from '../../../klarna/order-arithmetic.ts';
import type { Refund, RefundRequest } from '../../../klarna/order-management.ts';
import { checkRefund } from '../../checks/management-rules.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { CaptureRecord, OrderRecord, RefundRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { capturedAmount, findOrder, refundedAmount } from './find-order.ts';
import { checkRoom } from './grow-order.ts';
import { describeRefund } from './read-order.ts';

/**
 * Creates a refund, of no more than the captured amount.
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
    throw new KlarnaError(403, 'REFUND_NOT_ALLOWED', ['Over refund is not allowed. Refund not possible.']);
  }
  checkRoom(order, request);
  const refund: RefundRecord = {
    ...request,
    refund_id: state.ids.uuid(),
    refunded_at: new Date(state.now()).toISOString(),
  };
  const capture = findRefunded(order, request);
  if (capture) capture.refunded_amount += request.refunded_amount;
  order.refunds.push(refund);
  state.orders.set(order_id, order);
  return refund;
}

/**
 * Finds the capture that a refund belongs to. Its lines must contain the references of all lines of the refund. These
 * lines must add up to the refund, and the capture must have that much left. Every refund before must belong to a
 * capture too (documented).
 * A refund without lines belongs to no capture, even if there is only one (recorded).
 */
function findRefunded(
  order: OrderRecord,
  { order_lines = [], refunded_amount }: RefundRequest,
): CaptureRecord | undefined {
  const { captures } = order;
  const told = captures.reduce((sum, capture) => sum + capture.refunded_amount, 0);
  if (order_lines.length === 0 || told !== refundedAmount(order)) return undefined;
  if (sum(order_lines.map(({ total_amount }) => total_amount)) !== refunded_amount) return undefined;
  const goods = order_lines.filter(({ type }) => String(type) !== 'return_fee');
  return captures.find((capture) => {
    const references = new Set((capture.order_lines ?? []).map(({ reference }) => reference));
    references.delete(undefined);
    const isWhole = goods.every(({ reference }) => references.has(reference));
    return isWhole && refunded_amount <= capture.captured_amount - capture.refunded_amount;
  });
}

/** @throws {KlarnaError} */
export function readRefund(state: State, order_id: string, refund_id: string): Refund {
  const found = findOrder(state, order_id).refunds.find((refund) => refund.refund_id === refund_id);
  if (found !== undefined) return describeRefund(found);
  throw new KlarnaError(404, 'NOT_FOUND', [`Refund ${refund_id} cannot be found for order ${order_id}`]);
}
