import type { State } from '../state/state.ts';

/** Finds the session of a call by the ids in its path, for scripts of one session. */
export function sessionOf(state: State, params: Readonly<Record<string, string>>): string | undefined {
  const { session_id, authorization_token, token_id, order_id } = params;
  if (session_id !== undefined) return session_id;
  if (authorization_token !== undefined) return state.authorizations.get(authorization_token)?.session_id;
  if (token_id !== undefined) return state.customer_tokens.get(token_id)?.session_id;
  if (order_id !== undefined) return state.orders.get(order_id)?.session_id;
  return undefined;
}
