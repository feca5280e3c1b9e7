import { KlarnaError } from '../../klarna-error.ts';
import type { OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';

/**
 * Finds the order and applies the passed time. Without a capture it expires after 28 days. A partly captured order is
 * closed, and the rest of its authorization is gone (inferred; Klarna documents the status and not how an order gets
 * it).
 *
 * @throws {KlarnaError} 404
 */
export function findOrder(state: State, order_id: string): OrderRecord {
  const order = state.orders.get(order_id);
  if (order === undefined) throw new KlarnaError(404, 'NO_SUCH_ORDER', [`Order ${order_id} cannot be found.`]);
  if (state.now() >= order.expires_at) {
    if (order.status === 'AUTHORIZED') order.status = 'EXPIRED';
    if (order.status === 'PART_CAPTURED') order.status = 'CLOSED';
  }
  return order;
}

const isOver = ({ status }: OrderRecord): boolean => ['CANCELLED', 'EXPIRED', 'CLOSED'].includes(status);

/** In minor units. */
export const capturedAmount = ({ captures }: OrderRecord): number =>
  captures.reduce((sum, { captured_amount }) => sum + captured_amount, 0);

export const refundedAmount = ({ refunds }: OrderRecord): number =>
  refunds.reduce((sum, { refunded_amount }) => sum + refunded_amount, 0);

/** The amount that can still be captured. */
export const remainingAmount = (order: OrderRecord): number =>
  isOver(order) ? 0 : order.current.order_amount - capturedAmount(order) - order.released_amount;
