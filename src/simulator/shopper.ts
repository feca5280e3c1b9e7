import type { AuthorizeResult, UpdateData } from '../klarna/sdk.ts';
import { REFUSED } from './flow/authorize/approve.ts';
import { type Decision, decideAttempt, openAttempt } from './flow/authorize/attempts.ts';
import type { State } from './state/state.ts';

export interface ShopperCall {
  /** Default: the first category that the session offers. */
  payment_method_category?: string;
  auto_finalize?: boolean;
  /** The data that a page would pass to `authorize()`. */
  data?: UpdateData;
  /** Default: `approve`. If a step of a script waits, that step decides. */
  decision?: Decision;
}

/**
 * Acts as a shopper without a browser, for tests of servers. The rules and results are those of the SDK's
 * `authorize()`.
 */
export function authorizeAsShopper(state: State, session_id: string, call: ShopperCall = {}): AuthorizeResult {
  const { decision = 'approve', auto_finalize = true, data = {} } = call;
  const offered = state.sessions.get(session_id)?.payment_method_categories[0]?.identifier ?? '';
  const payment_method_category = call.payment_method_category ?? offered;
  const opened = openAttempt(state, { session_id, payment_method_category, auto_finalize, data: { ...data } });
  if ('attempt_id' in opened) return decideAttempt(state, opened, decision);
  // The SDK's result if its frame gets no answer.
  return opened.isLost ? REFUSED : opened.result;
}
