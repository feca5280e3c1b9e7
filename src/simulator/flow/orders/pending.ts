/**
 * Orders that Klarna checks again: `fraud_status: PENDING`, then a decision and a notification. Klarna has this in the
 * US and in Great Britain. Test people get it by their e-mail address, `…+pend-accept-05@…`, with two digits for the
 * minutes.
 */

import type { ShopperStep } from '../../script/step.ts';
import type { OrderRecord, Pending, SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { announceDecision } from '../announce.ts';
import { capture } from '../management/capture.ts';
import { remainingAmount } from '../management/find-order.ts';

const COUNTRIES = ['US', 'GB'];

const MINUTE_MS = 60_000;

/** The default from order to decision. */
const DEFAULT_MINUTES = 5;

export function pendingOf({ details, request }: SessionRecord, step: ShopperStep | undefined): Pending | undefined {
  if (step) {
    const { outcome, decision = 'accept', minutes = DEFAULT_MINUTES } = step;
    return outcome === 'pending' ? { decision, minutes } : undefined;
  }
  if (!COUNTRIES.includes(request.purchase_country.toUpperCase())) return undefined;
  const [, decision, minutes] =
    /\+pend-(accept|reject)-(\d\d)(?=[+@])/i.exec(details.billing_address?.email ?? '') ?? [];
  if (decision === undefined) return undefined;
  return { decision: decision.toLowerCase() === 'accept' ? 'accept' : 'reject', minutes: Number(minutes) };
}

export function scheduleDecision(state: State, order: OrderRecord, { decision, minutes }: Pending): void {
  state.clock.schedule(order.created_at + minutes * MINUTE_MS, async () => {
    if (state.orders.get(order.order_id) !== order || order.fraud_status !== 'PENDING') return;
    if (decision === 'accept') {
      order.fraud_status = 'ACCEPTED';
      captureIfWanted(state, order);
    } else {
      order.fraud_status = 'REJECTED';
      order.status = 'CANCELLED';
    }
    state.changes.notify();
    await announceDecision(state, order, decision === 'accept' ? 'FRAUD_RISK_ACCEPTED' : 'FRAUD_RISK_REJECTED');
  });
}

/** `auto_capture` waits for the decision. Meanwhile the shop may have cancelled the order or changed its amount. */
function captureIfWanted(state: State, order: OrderRecord): void {
  if (!order.request.auto_capture || order.status !== 'AUTHORIZED') return;
  capture(state, order, { captured_amount: remainingAmount(order), order_lines: order.current.order_lines });
}
