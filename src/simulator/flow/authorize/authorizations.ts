import { invalidAuthorization, KlarnaError } from '../../klarna-error.ts';
import type { AuthorizationRecord, SessionRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';

/** An authorization token lives 60 minutes. */
const AUTHORIZATION_LIFE_MS = 60 * 60_000;

/** A script's settings for an authorization. */
type GrantOptions = Pick<AuthorizationRecord, 'callback' | 'pending'>;

/** Creates a token for the session's current contents. It makes the token before it void. */
export function grantAuthorization(
  state: State,
  session: SessionRecord,
  payment_method_category: string,
  options: GrantOptions = {},
): AuthorizationRecord {
  if (session.authorization?.state === 'open') session.authorization.state = 'superseded';
  const created_at = state.now();
  const authorization: AuthorizationRecord = {
    authorization_token: state.ids.uuid(),
    session_id: session.session_id,
    payment_method_category,
    created_at,
    expires_at: created_at + AUTHORIZATION_LIFE_MS,
    approved: { request: session.request, details: session.details },
    ...options,
    state: 'open',
  };
  session.authorization = authorization;
  state.authorizations.set(authorization.authorization_token, authorization);
  return authorization;
}

export const isOpen = (state: State, authorization: AuthorizationRecord): boolean =>
  authorization.state === 'open' && state.now() < authorization.expires_at;

/** @throws {KlarnaError} 404 if the token is unknown, used, replaced, cancelled, or over 60 minutes old */
export function cancelAuthorization(state: State, authorization_token: string): void {
  const authorization = state.authorizations.get(authorization_token);
  if (authorization === undefined) throw invalidAuthorization();
  if (!isOpen(state, authorization)) throw new KlarnaError(404, 'NOT_FOUND', ['Authorization cannot be deleted']);
  authorization.state = 'cancelled';
}
