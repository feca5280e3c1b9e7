/** The whole state of the simulator as JSON, newest first, for its page and for tests in other processes. */

import type { CallbackRecord } from '../callbacks/callback-record.ts';
import { isOpen } from '../flow/authorize/authorizations.ts';
import { readCustomerToken } from '../flow/customer-tokens/customer-tokens.ts';
import { findOrder } from '../flow/management/find-order.ts';
import { describeOrder } from '../flow/management/read-order.ts';
import type { Exchange } from '../state/exchanges.ts';
import type { AuthorizationRecord, CustomerTokenRecord, OrderRecord, SessionRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';

/** Entries of each kind that are listed. More than a person reads; the counts include all. */
const MAX_LISTED = 100;

const iso = (ms: number): string => new Date(ms).toISOString();

function describeAuthorization(state: State, authorization: AuthorizationRecord) {
  const { authorization_token, payment_method_category, created_at, expires_at } = authorization;
  const isExpired = authorization.state === 'open' && !isOpen(state, authorization);
  return {
    authorization_token,
    payment_method_category,
    state: isExpired ? 'expired' : authorization.state,
    created_at: iso(created_at),
    expires_at: iso(expires_at),
  };
}

function statusOf(state: State, { status, expires_at, authorization }: SessionRecord): string {
  if (status === 'complete') return 'complete';
  if (state.now() >= expires_at) return 'expired';
  return authorization && isOpen(state, authorization) ? 'authorized' : 'incomplete';
}

function describeSession(state: State, session: SessionRecord) {
  const { session_id, created_at, expires_at, authorization, attempt, order_id } = session;
  return {
    session_id,
    /** Klarna's two states, and two that a person wants to tell apart from them: `authorized` and `expired`. */
    status: statusOf(state, session),
    created_at: iso(created_at),
    expires_at: iso(expires_at),
    ...session.request,
    payment_method_categories: session.payment_method_categories,
    details: session.details,
    client_token: session.client_token,
    ...(attempt && {
      attempt: {
        at: iso(attempt.created_at),
        payment_method_category: attempt.payment_method_category,
        result: attempt.result ?? null,
      },
    }),
    ...(authorization && { authorization: describeAuthorization(state, authorization) }),
    ...(order_id !== undefined && { order_id }),
  };
}

function describeOrderRecord(state: State, { order_id, session_id, token_id, payment_method_category }: OrderRecord) {
  return { ...describeOrder(findOrder(state, order_id)), payment_method_category, session_id, token_id };
}

function describeToken(state: State, { token_id, session_id, created_at, details }: CustomerTokenRecord) {
  return { token_id, session_id, created_at: iso(created_at), ...readCustomerToken(state, token_id), details };
}

function describeCallback({ created_at, next_attempt_at, attempts, ...rest }: CallbackRecord) {
  return {
    ...rest,
    created_at: iso(created_at),
    attempts: attempts.map(({ at, ...attempt }) => ({ at: iso(at), ...attempt })),
    ...(next_attempt_at !== undefined && { next_attempt_at: iso(next_attempt_at) }),
  };
}

const parsed = (text: string): unknown => JSON.parse(text);

const describeExchange = ({ at, sent, answered, ...rest }: Exchange) => ({
  at: iso(at),
  ...rest,
  ...(sent !== undefined && { sent: parsed(sent) }),
  ...(answered !== undefined && { answered: parsed(answered) }),
});

export function describeState(state: State) {
  const { clock, seed, merchant_name, capacity, changes, script } = state;
  return {
    /** Grows with every change. */
    version: changes.count,
    clock: { now: iso(state.now()), now_ms: state.now(), ahead_ms: clock.ahead_ms },
    seed,
    merchant_name,
    capacity,
    counts: {
      sessions: state.sessions.size,
      orders: state.orders.size,
      customer_tokens: state.customer_tokens.size,
      callbacks: state.callbacks.size,
    },
    script: script.entries().map(({ session_id, step }) => ({ session_id: session_id ?? null, step })),
    sessions: state.sessions.latest(MAX_LISTED).map((session) => describeSession(state, session)),
    orders: state.orders.latest(MAX_LISTED).map((order) => describeOrderRecord(state, order)),
    customer_tokens: state.customer_tokens.latest(MAX_LISTED).map((token) => describeToken(state, token)),
    callbacks: state.callbacks.latest(MAX_LISTED).map(describeCallback),
    requests: state.exchanges.latest().map(describeExchange),
  };
}

/** The state as a client of the control API gets it. */
export type SimulatorState = ReturnType<typeof describeState>;
