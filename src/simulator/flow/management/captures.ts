/** Captures. When the shop sends goods, it captures all or part of the authorized amount, and the shopper owes that. */
import type { Capture, CaptureRequest, ShippingInfo } from '../../../klarna/order-management.ts';
import { checkCapture, checkShippingInfo } from '../../checks/management-rules.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { CaptureRecord, OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { capture } from './capture.ts';
import { findOrder, remainingAmount } from './find-order.ts';
import { checkRoom } from './grow-order.ts';
import { describeCapture } from './read-order.ts';

/** Klarna documents the code. The text is ours. */
const notAllowed = (reason: string): KlarnaError =>
  new KlarnaError(403, 'CAPTURE_NOT_ALLOWED', [`${reason} Capture not possible`]);

/** @throws {KlarnaError} */
export function createCapture(state: State, order_id: string, body: Record<string, unknown>): CaptureRecord {
  const order = findOrder(state, order_id);
  const request = checkCapture<CaptureRequest>(body);
  if (order.fraud_status !== 'ACCEPTED') throw notAllowed(`Order has fraud status ${order.fraud_status}.`);
  if (order.status !== 'AUTHORIZED' && order.status !== 'PART_CAPTURED') throw notAllowed(`Order is ${order.status}.`);
  if (request.captured_amount > remainingAmount(order)) throw notAllowed('Amount is higher than what is authorized.');
  checkRoom(order, request);
  return capture(state, order, request);
}

export const listCaptures = (state: State, order_id: string): Capture[] =>
  findOrder(state, order_id).captures.map(describeCapture);

/** @throws {KlarnaError} */
export function findCapture({ captures }: OrderRecord, capture_id: string): CaptureRecord {
  const found = captures.find((record) => record.capture_id === capture_id);
  if (found === undefined) throw new KlarnaError(404, 'NO_SUCH_CAPTURE', [`Capture ${capture_id} cannot be found.`]);
  return found;
}

/** @throws {KlarnaError} */
export const readCapture = (state: State, order_id: string, capture_id: string): Capture =>
  describeCapture(findCapture(findOrder(state, order_id), capture_id));

/** @throws {KlarnaError} */
export function addCaptureShippingInfo(
  state: State,
  order_id: string,
  capture_id: string,
  body: Record<string, unknown>,
): undefined {
  const order = findOrder(state, order_id);
  const record = findCapture(order, capture_id);
  const { shipping_info } = checkShippingInfo<{ shipping_info: ShippingInfo[] }>(body);
  checkRoom(order, shipping_info);
  record.shipping_info = [...(record.shipping_info ?? []), ...shipping_info];
  state.orders.set(order_id, order);
}

/** Klarna would write to the shopper again. The simulator writes to nobody. */
export function triggerSendOut(state: State, order_id: string, capture_id: string): undefined {
  readCapture(state, order_id, capture_id);
}
