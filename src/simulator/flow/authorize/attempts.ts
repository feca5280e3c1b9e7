/**
 * The shopper's side. Each `authorize()` opens an attempt with the customer's details, and the pop-up decides it.
 * The results are those that Klarna documents for the SDK's callbacks.
 */
import type { AuthorizeResult } from '../../../klarna/sdk.ts';
import type { AttemptRecord, SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { approve, type Decided, grant, LEFT, REFUSED, tryFindOpenSession } from './approve.ts';
import { decideByScript } from './decide-by-script.ts';
import { updateFrom } from './load-widget.ts';
import { isDenied } from './outcomes.ts';

export type Decision = 'approve' | 'decline' | 'cancel';

export const DECISIONS: readonly Decision[] = ['approve', 'decline', 'cancel'];

export interface AttemptRequest {
  session_id: string;
  payment_method_category: string;
  /** False: a way to pay that moves money at once waits for `finalize()`. */
  auto_finalize: boolean;
  data: Record<string, unknown>;
}

/** The ways to pay that wait if `auto_finalize` is false. The others create their token at once. */
const FINALIZED = ['pay_now', 'direct_bank_transfer', 'direct_debit', 'klarna'];

/** Returns an attempt that waits for the shopper, or a result if there is nothing to decide. */
export function openAttempt(state: State, request: AttemptRequest): AttemptRecord | Decided {
  const session = tryFindOpenSession(state, request.session_id);
  if (session === undefined) return { result: REFUSED };
  const { payment_method_category, auto_finalize } = request;
  const offered = session.payment_method_categories.some(({ identifier }) => identifier === payment_method_category);
  if (!offered) return { result: REFUSED };
  const invalid_fields = updateFrom(state, session, request.data);
  if (invalid_fields.length > 0) return { result: { ...LEFT, error: { invalid_fields } } };
  const step = state.script.takeForShopper(session.session_id);
  if (step !== undefined) {
    return decideByScript(state, startAttempt(state, session, payment_method_category, auto_finalize), step);
  }
  const attempt = startAttempt(state, session, payment_method_category, auto_finalize);
  return isDenied(session.details) ? deny(attempt) : attempt;
}

/** The denial is stored as the latest attempt, so an earlier approval no longer counts. */
function deny(attempt: AttemptRecord): Decided {
  attempt.result = REFUSED;
  return { result: REFUSED };
}

/** A session has one attempt. A new one ends the one before. */
function startAttempt(
  state: State,
  session: SessionRecord,
  payment_method_category: string,
  auto_finalize: boolean,
): AttemptRecord {
  if (session.attempt) session.attempt.result ??= LEFT;
  const attempt: AttemptRecord = {
    attempt_id: state.ids.uuid(),
    session_id: session.session_id,
    payment_method_category,
    auto_finalize: auto_finalize || !FINALIZED.includes(payment_method_category),
    created_at: state.now(),
  };
  session.attempt = attempt;
  state.attempts.set(attempt.attempt_id, attempt);
  return attempt;
}

/** The first decision counts. A second button, or a window that closes afterwards, changes nothing. */
export function decideAttempt(state: State, attempt: AttemptRecord, decision: Decision): AuthorizeResult {
  attempt.result ??= {
    approve: () => approve(state, attempt).result,
    decline: () => REFUSED,
    cancel: () => LEFT,
  }[decision]();
  return attempt.result;
}

/**
 * `reauthorize()` and `finalize()`: a new token without a question, for a shopper who has already approved in this
 * session. Otherwise the answer is no, because the simulator opens its pop-up only for `authorize()`.
 */
export function repeatApproval(state: State, session_id: string, data: Record<string, unknown>): Decided {
  const session = tryFindOpenSession(state, session_id);
  const last = session?.attempt;
  if (session === undefined || !last?.result?.approved) return { result: REFUSED };
  const invalid_fields = updateFrom(state, session, data);
  if (invalid_fields.length > 0) return { result: { ...LEFT, error: { invalid_fields } } };
  const step = state.script.takeForShopper(session_id);
  const start = () => startAttempt(state, session, last.payment_method_category, true);
  if (step !== undefined) return decideByScript(state, start(), step);
  if (isDenied(session.details)) return deny(start());
  const { authorization_token, announced } = grant(state, session, last, undefined);
  return { result: { approved: true, show_form: true, authorization_token }, announced };
}
