/**
 * The shopper's side: one attempt per `authorize()`, opened with the customer's details, decided in the pop-up.
 * The results are those that Klarna documents for the SDK's callbacks.
 */
import type { AuthorizeResult } from '../../klarna/sdk.ts';
import { announceAuthorization } from '../callbacks/announce.ts';
import { KlarnaError } from '../klarna-error.ts';
import type { ShopperStep } from '../script/step.ts';
import type { AttemptRecord, SessionRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { grantAuthorization } from './authorizations.ts';
import { updateFrom } from './load-widget.ts';
import { isDenied } from './outcomes.ts';
import { pendingOf } from './pending.ts';
import { findOpenSession } from './sessions.ts';

export type Decision = 'approve' | 'decline' | 'cancel';

export const DECISIONS: readonly Decision[] = ['approve', 'decline', 'cancel'];

export interface AttemptRequest {
  session_id: string;
  payment_method_category: string;
  /** False: a way to pay that moves money at once waits for `finalize()`. */
  auto_finalize: boolean;
  data: Record<string, unknown>;
}

export const REFUSED: AuthorizeResult = { approved: false, show_form: false };

/** The shopper closed the window or went back: not an error, may try again. */
export const LEFT: AuthorizeResult = { approved: false, show_form: true };

/** Ways to pay that `auto_finalize: false` holds back; the others give their token at once. */
const FINALIZED = ['pay_now', 'direct_bank_transfer', 'direct_debit', 'klarna'];

/** A result, and how the page gets to know it. */
export interface Decided {
  result: AuthorizeResult;
  /** Settles when the page may hear of it: a script may want Klarna's callback to be first. */
  announced?: Promise<void>;
  /** ms by the simulator's clock. */
  latency_ms?: number;
  /** The page never hears of it. */
  isLost?: boolean;
}

/** An attempt that waits for the shopper, or a result where there is nothing to decide. */
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
  if (isDenied(session.details)) return { result: REFUSED };
  return startAttempt(state, session, payment_method_category, auto_finalize);
}

function decideByScript(state: State, attempt: AttemptRecord, step: ShopperStep): Decided {
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

/** One attempt per session: whoever begins another has left the one before. */
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

/** The first decision counts; a second button, or the window closing after one, changes nothing. */
export function decideAttempt(state: State, attempt: AttemptRecord, decision: Decision): AuthorizeResult {
  attempt.result ??= {
    approve: () => approve(state, attempt).result,
    decline: () => REFUSED,
    cancel: () => LEFT,
  }[decision]();
  return attempt.result;
}

function approve(state: State, attempt: AttemptRecord, step?: ShopperStep): Decided {
  const session = tryFindOpenSession(state, attempt.session_id);
  if (session === undefined) return { result: REFUSED };
  if (!attempt.auto_finalize) return { result: { approved: true, show_form: true, finalize_required: true } };
  const { authorization_token, announced } = grant(state, session, attempt, step);
  return { result: { approved: true, show_form: true, authorization_token, finalize_required: false }, announced };
}

function grant(state: State, session: SessionRecord, attempt: AttemptRecord, step: ShopperStep | undefined) {
  const pending = pendingOf(session, step);
  const authorization = grantAuthorization(state, session, attempt.payment_method_category, {
    ...(step?.callback && { callback: step.callback }),
    ...(pending && { pending }),
  });
  const announced = announceAuthorization(state, session, authorization);
  return { authorization_token: authorization.authorization_token, announced };
}

/**
 * `reauthorize()` and `finalize()`: a new token without asking again, for a shopper who has already approved in this
 * session. Where nobody has, the answer is no: the simulator opens its pop-up for `authorize()` only.
 */
export function repeatApproval(state: State, session_id: string, data: Record<string, unknown>): Decided {
  const session = tryFindOpenSession(state, session_id);
  const last = session?.attempt;
  if (session === undefined || !last?.result?.approved) return { result: REFUSED };
  const invalid_fields = updateFrom(state, session, data);
  if (invalid_fields.length > 0) return { result: { ...LEFT, error: { invalid_fields } } };
  const step = state.script.takeForShopper(session_id);
  if (step !== undefined) {
    return decideByScript(state, startAttempt(state, session, last.payment_method_category, true), step);
  }
  const { authorization_token, announced } = grant(state, session, last, undefined);
  return { result: { approved: true, show_form: true, authorization_token }, announced };
}

/** A session that has ended is a plain "no" to the page, not an error. */
function tryFindOpenSession(state: State, session_id: string): SessionRecord | undefined {
  try {
    return findOpenSession(state, session_id);
  } catch (error) {
    if (error instanceof KlarnaError) return undefined;
    throw error;
  }
}
