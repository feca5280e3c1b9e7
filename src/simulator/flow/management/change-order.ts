/** Changes of an order other than captures and refunds. All answer 204 and may be repeated (recorded for most). */

import { sum } from '../../../klarna/order-arithmetic.ts';
import type { MerchantReferences } from '../../../klarna/order-management.ts';
import type { CustomerDetails, OrderLine } from '../../../klarna/types.ts';
import { checkAuthorization, checkCustomerDetails, checkReferences } from '../../checks/management-rules.ts';
import { badValue, KlarnaError } from '../../klarna-error.ts';
import type { OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { orderExpiry } from '../orders/order-life.ts';
import { capturedAmount, findOrder, remainingAmount } from './find-order.ts';

type Body = Record<string, unknown>;

/** Klarna documents the code. The text is ours. */
const notAllowed = (reason: string): KlarnaError => new KlarnaError(403, 'NOT_ALLOWED', [reason]);

function findUncaptured(state: State, order_id: string): OrderRecord {
  const order = findOrder(state, order_id);
  if (order.status !== 'AUTHORIZED' && order.status !== 'PART_CAPTURED') throw notAllowed(`Order is ${order.status}.`);
  return order;
}

/** A call of the Checkout product. It changes nothing here. */
export function acknowledgeOrder(state: State, order_id: string): undefined {
  findOrder(state, order_id);
}

/** @throws {KlarnaError} */
export function cancelOrder(state: State, order_id: string): undefined {
  const order = findOrder(state, order_id);
  if (order.captures.length > 0) {
    throw new KlarnaError(403, 'CANCEL_NOT_ALLOWED', ['Order has previous captures. Cancel not possible']);
  }
  order.status = 'CANCELLED';
}

/** 28 days from now, until midnight. @throws {KlarnaError} */
export function extendAuthorizationTime(state: State, order_id: string): undefined {
  findUncaptured(state, order_id).expires_at = orderExpiry(state.now());
}

/**
 * Ends capturing. A partly captured order becomes captured. An order without captures is closed (inferred: Klarna
 * documents no status for that).
 * The call may be repeated (recorded). A fully captured order has nothing left to release (documented in this text).
 *
 * @throws {KlarnaError}
 */
export function releaseRemainingAuthorization(state: State, order_id: string): undefined {
  const order = findOrder(state, order_id);
  if (order.status === 'CANCELLED' || order.status === 'EXPIRED') throw notAllowed(`Order is ${order.status}.`);
  if (order.status === 'CAPTURED' && order.released_amount === 0) {
    throw notAllowed('Order is fully captured. Remaining authorization cannot be released.');
  }
  order.released_amount += remainingAmount(order);
  if (order.status === 'PART_CAPTURED') order.status = 'CAPTURED';
  if (order.status === 'AUTHORIZED') order.status = 'CLOSED';
}

/**
 * Sets a new total, never less than the captured amount. Klarna would assess a higher total; the simulator grants it.
 * Without new lines, Klarna deletes the old ones (documented), and so does this.
 */
export function updateAuthorization(state: State, order_id: string, body: Body): undefined {
  const order = findUncaptured(state, order_id);
  const { order_amount, order_lines = [] } = checkAuthorization<{ order_amount: number; order_lines?: OrderLine[] }>(
    body,
  );
  if (order_lines.length > 0 && sum(order_lines.map(({ total_amount }) => total_amount)) !== order_amount) {
    throw badValue(['order_amount']);
  }
  const captured = capturedAmount(order);
  if (order_amount < captured) {
    throw notAllowed(
      `Resulting authorization amount ${order_amount} cannot be less than the captured amount ${captured} for order. Order authorization cannot be updated`,
    );
  }
  Object.assign(order.current, { order_amount, order_lines });
  state.orders.set(order_id, order);
  if (order.status === 'PART_CAPTURED' && remainingAmount(order) === 0) order.status = 'CAPTURED';
}

/** An empty text clears a reference. The order must not be cancelled (Klarna's schema). @throws {KlarnaError} */
export function updateMerchantReferences(state: State, order_id: string, body: Body): undefined {
  const order = findOrder(state, order_id);
  if (order.status === 'CANCELLED') throw notAllowed('Order is CANCELLED. Merchant references cannot be updated.');
  Object.assign(order.current, checkReferences<MerchantReferences>(body));
  state.orders.set(order_id, order);
}

/**
 * Changes the shipping address, field by field. Klarna no longer accepts another billing address, whatever the way to
 * pay (documented in this text). @throws {KlarnaError}
 */
export function updateCustomerDetails(state: State, order_id: string, body: Body): undefined {
  const order = findUncaptured(state, order_id);
  const { billing_address, shipping_address } = checkCustomerDetails<CustomerDetails>(body);
  if (billing_address) {
    throw notAllowed('Billing address cannot be updated for user account order. Customer details cannot be updated.');
  }
  order.details = {
    ...order.details,
    ...(shipping_address && { shipping_address: { ...order.details.shipping_address, ...shipping_address } }),
  };
  state.orders.set(order_id, order);
}
