/** What changes an order that is not a capture or a refund. All answer 204 and may be repeated (recorded for most). */

import { sum } from '../../../klarna/order-arithmetic.ts';
import type { MerchantReferences } from '../../../klarna/order-management.ts';
import type { CustomerDetails, OrderLine } from '../../../klarna/types.ts';
import { checkAuthorization, checkCustomerDetails, checkReferences } from '../../checks/management-rules.ts';
import { badValue, KlarnaError } from '../../klarna-error.ts';
import type { OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { ORDER_LIFE } from '../order-life.ts';
import { capturedAmount, findOrder, remainingAmount } from './find-order.ts';

type Body = Record<string, unknown>;

/** Klarna documents the code; the sentences are ours. */
const notAllowed = (reason: string): KlarnaError => new KlarnaError(403, 'NOT_ALLOWED', [reason]);

function findUncaptured(state: State, order_id: string): OrderRecord {
  const order = findOrder(state, order_id);
  if (order.status !== 'AUTHORIZED' && order.status !== 'PART_CAPTURED') throw notAllowed(`Order is ${order.status}.`);
  return order;
}

/** A part of the Checkout product; here it changes nothing. */
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

/** Another 28 days from now. @throws {KlarnaError} */
export function extendAuthorizationTime(state: State, order_id: string): undefined {
  findUncaptured(state, order_id).expires_at = state.now() + ORDER_LIFE;
}

/**
 * Nothing more will be captured. Partly captured, the order is then captured; with no capture at all it is closed
 * (inferred: Klarna documents no status for that).
 *
 * @throws {KlarnaError}
 */
export function releaseRemainingAuthorization(state: State, order_id: string): undefined {
  const order = findOrder(state, order_id);
  if (order.status === 'CANCELLED' || order.status === 'EXPIRED') throw notAllowed(`Order is ${order.status}.`);
  order.released_amount += remainingAmount(order);
  if (order.status === 'PART_CAPTURED') order.status = 'CAPTURED';
  if (order.status === 'AUTHORIZED') order.status = 'CLOSED';
}

/** A new total, never less than what was captured. Klarna would assess a higher one; here it is granted. */
export function updateAuthorization(state: State, order_id: string, body: Body): undefined {
  const order = findUncaptured(state, order_id);
  const { order_amount, order_lines } = checkAuthorization<{ order_amount: number; order_lines?: OrderLine[] }>(body);
  if (order_lines && sum(order_lines.map(({ total_amount }) => total_amount)) !== order_amount) {
    throw badValue(['order_amount']);
  }
  if (order_amount < capturedAmount(order)) throw notAllowed('Amount is lower than what is captured.');
  Object.assign(order.current, { order_amount, ...(order_lines && { order_lines }) });
  state.orders.set(order_id, order);
  if (order.status === 'PART_CAPTURED' && remainingAmount(order) === 0) order.status = 'CAPTURED';
}

export function updateMerchantReferences(state: State, order_id: string, body: Body): undefined {
  const order = findOrder(state, order_id);
  Object.assign(order.current, checkReferences<MerchantReferences>(body));
  state.orders.set(order_id, order);
}

export function updateCustomerDetails(state: State, order_id: string, body: Body): undefined {
  const order = findUncaptured(state, order_id);
  const { billing_address, shipping_address } = checkCustomerDetails<CustomerDetails>(body);
  order.details = {
    ...order.details,
    ...(billing_address && { billing_address: { ...order.details.billing_address, ...billing_address } }),
    ...(shipping_address && { shipping_address: { ...order.details.shipping_address, ...shipping_address } }),
  };
  state.orders.set(order_id, order);
}
