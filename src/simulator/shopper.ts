import type { AuthorizeResult, UpdateData } from '../klarna/sdk.ts';
import { REFUSED } from './flow/authorize/approve.ts';
import { type Decision, decideAttempt, openAttempt } from './flow/authorize/attempts.ts';
import type { State } from './state/state.ts';

export interface ShopperCall {
  /** Default: the first that the session offers. */
  payment_method_category?: string;
  auto_finalize?: boolean;
  /** What a page would hand to `authorize()`. */
  data?: UpdateData;
  /** Default: `approve`. A step of a script, where one waits, counts more. */
  decision?: Decision;
}

/** A shopper without a browser, for tests of servers: the same rules and results as the SDK's `authorize()`. */
export function authorizeAsShopper(state: State, session_id: string, call: ShopperCall = {}): AuthorizeResult {
  const { decision = 'approve', auto_finalize = true, data = {} } = call;
  const offered = state.sessions.get(session_id)?.payment_method_categories[0]?.identifier ?? '';
  const payment_method_category = call.payment_method_category ?? offered;
  const opened = openAttempt(state, { session_id, payment_method_category, auto_finalize, data: { ...data } });
  if ('attempt_id' in opened) return decideAttempt(state, opened, decision);
  // As the SDK answers when its frame got no answer.
  return opened.isLost ? REFUSED : opened.result;
}
