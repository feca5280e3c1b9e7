import type { ShopperStep } from '../../script/step.ts';
import type { AttemptRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { approve, type Decided, LEFT, REFUSED } from './approve.ts';

/** Ends the attempt as the step says, without a question to the shopper. */
export function decideByScript(state: State, attempt: AttemptRecord, step: ShopperStep): Decided {
  const { outcome, fields = ['billing_address.email'], latency_ms = 0, network } = step;
  const how = { latency_ms, isLost: network === 'breaks' };
  if (outcome === 'approve' || outcome === 'pending') {
    const approved = approve(state, attempt, step);
    attempt.result = approved.result;
    return { ...approved, ...how };
  }
  attempt.result = {
    decline: REFUSED,
    cancel: LEFT,
    invalid: { ...LEFT, error: { invalid_fields: fields } },
  }[outcome];
  return { result: attempt.result, ...how };
}
