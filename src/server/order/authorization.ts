/** The shopper's authorization, and the one rule that says whether its token belongs to the session. */
import type { OrderCreated, SessionRead } from '../../klarna/types.ts';
import { type ErrorBody, HttpError } from '../http/http-error.ts';
import type { OrderContext } from '../options.ts';

export interface AuthorizationIds {
  session_id: string;
  authorization_token: string;
}

export interface Authorization extends AuthorizationIds {
  session: SessionRead;
  /**
   * True if Klarna's session or the shopper's cookie proves that the token belongs to the session. If false, only Klarna's
   * answer to the token counts: a caller who knows nothing but a `session_id` must not learn its order.
   */
  belongsToSession: boolean;
  /** True if the shopper's cookie names this very token. */
  isNoted?: boolean;
  /** The order of this session, if the shopper's cookie has it. The shop's database may not find it yet. */
  placed?: OrderCreated | undefined;
  door: OrderContext['door'];
  request: Request;
}

type Named = Pick<SessionRead, 'authorization_token' | 'status'>;

/** Klarna names the newest authorization of a session. (Its reference: `authorization_token`, returned once authorized.) */
export const isNewestToken = ({ authorization_token }: Named, token: string): boolean => authorization_token === token;

/**
 * If Klarna names the token, it is the newest of its session. An open session becomes an order only with that one. If Klarna
 * names another token, this one is outdated or belongs to somebody else: even the shopper's own cookie proves nothing then.
 *
 * A session that has its order may not name its token any more. Then Klarna's answer to the token decides.
 */
const mayBelong = (session: Named, token: string): boolean =>
  isNewestToken(session, token) || (session.status === 'complete' && session.authorization_token === undefined);

/** The session has a newer token, which the cookie must keep. */
export class ForeignTokenError extends HttpError {}

/** 410. If Klarna names no token, the authorization has expired, and there is no newer one. */
export function expiredAuthorization(
  session: Named,
  { cause, ...body }: { message: string; cause?: unknown } & Partial<ErrorBody>,
): HttpError {
  const TokenError = session.authorization_token === undefined ? HttpError : ForeignTokenError;
  return new TokenError(410, { code: 'authorization', reason: 'expired', ...body }, { cause });
}

/**
 * For `POST /order`.
 *
 * @throws {HttpError} 410
 */
export function requireTokenOfSession(session: Named, token: string): void {
  if (mayBelong(session, token)) return;
  const message = 'This authorization is not the newest of its session, or belongs to another one. Authorize again.';
  throw expiredAuthorization(session, { message });
}

/**
 * For Klarna's callback. A completed session passes even if it names another token: Klarna's answer to the order tells
 * whether this token made it.
 *
 * @throws {HttpError} 403
 */
export function requireTokenOfCallback(session: Named, token: string): void {
  if (mayBelong(session, token) || session.status === 'complete') return;
  throw new HttpError(403, {
    code: 'authorization',
    reason: 'unknown-token',
    message: 'Klarna does not know this authorization_token as the newest of the session.',
  });
}
