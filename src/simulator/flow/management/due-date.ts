/**
 * More time for the shopper to pay, for each capture. Documented: the shop asks for the options first, and only ways to
 * pay later have any.
 * The days and their price depend on the contract and are not published. Here they are 14, 30 or 60 days, free of
 * charge.
 */
import type { DueDateOptions } from '../../../klarna/order-management.ts';
import { checkDueDate } from '../../checks/management-rules.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { OrderRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { paymentMethodOf } from '../orders/payment-method.ts';
import { findCapture } from './captures.ts';
import { findOrder } from './find-order.ts';

const DAYS = [14, 30, 60];

function offeredDays({ payment_method_category, request }: OrderRecord): number[] {
  return paymentMethodOf(payment_method_category, request.purchase_country).type === 'card' ? [] : DAYS;
}

/** @throws {KlarnaError} 404 */
export function readDueDateOptions(state: State, order_id: string, capture_id: string): DueDateOptions {
  const order = findOrder(state, order_id);
  findCapture(order, capture_id);
  return {
    currency: order.request.purchase_currency.toUpperCase(),
    options: offeredDays(order).map((number_of_days) => ({ amount: 0, number_of_days })),
  };
}

/** @throws {KlarnaError} 403 for days that are not offered. The status is documented; code and text are ours */
export function extendDueDate(
  state: State,
  order_id: string,
  capture_id: string,
  body: Record<string, unknown>,
): undefined {
  const order = findOrder(state, order_id);
  const capture = findCapture(order, capture_id);
  const { number_of_days } = checkDueDate<{ number_of_days: number }>(body);
  if (!offeredDays(order).includes(number_of_days)) {
    throw new KlarnaError(403, 'NOT_ALLOWED', ['Extension of due date is not possible.']);
  }
  capture.extended_days = (capture.extended_days ?? 0) + number_of_days;
}
