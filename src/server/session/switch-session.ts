/**
 * Two tabs can show two sessions of the same cart, for example in two languages. The cookie names the session that was
 * opened last. The session that the shopper authorized counts.
 */
import { HttpError } from '../http/http-error.ts';
import { toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { abandonAuthorization } from '../order/abandon-authorization.ts';
import { type AuthorizationIds, requireTokenOfSession } from '../order/authorization.ts';
import { cancelEndedTokens } from '../order/cancel-older-tokens.ts';
import type { RequestContext } from '../request-context.ts';
import { requireClosed } from './close-session.ts';
import { findSession } from './find-session.ts';
import type { SessionCookie } from './session-cookie.ts';

/**
 * If the cookie names another session than the one to order, closes the cookie's session. With an order of each, the
 * shopper would pay the cart twice.
 *
 * @returns the cookie from now on
 * @throws {HttpError} if the cookie's session has its order, or may still become one. If the authorization is then of no
 *   use, it is cancelled
 */
export async function switchSession(
  context: RequestContext,
  ids: AuthorizationIds,
  cookie: SessionCookie | undefined,
): Promise<SessionCookie | undefined> {
  const { session_id, authorization_token } = ids;
  if (!cookie || cookie.session_id === session_id) return cookie;
  const { config, request } = context;
  const session = await withKlarnaErrors('session', config.api.readSession(session_id));
  try {
    requireTokenOfSession(session, authorization_token);
  } catch (error) {
    await cancelEndedTokens(config, { authorization_token, session, request });
    throw error;
  }
  // This session already has its order. The route looks it up; the cookie belongs to the next cart and stays.
  if (session.status === 'complete') return cookie;
  try {
    await closeOther(context, cookie);
  } catch (error) {
    if (error instanceof KlarnaApiError) throw toHttpError(error, 'session');
    // With a status below 500 a repeat does not help, so the authorization is of no use.
    if (error instanceof HttpError && error.status < 500)
      await abandonAuthorization(config, { ...ids, session, request });
    throw error;
  }
  // The handler does not know the body of this session here. An empty scope makes the next `POST /session` open a new one.
  return { session_id, scope: '', fingerprint: '' };
}

async function closeOther(context: RequestContext, cookie: SessionCookie): Promise<void> {
  const other = await findSession(context, cookie.session_id);
  if (other === undefined || (await requireClosed(context, cookie, other)).kind === 'closed') return;
  throw new HttpError(410, {
    code: 'authorization',
    reason: 'expired',
    message: 'Another session of this shopper was opened later and has its order. The authorization was cancelled.',
  });
}
