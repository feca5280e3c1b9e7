/** `POST /cancel`: the shopper pays another way. The handler cancels the authorization and drops the cookie. */
import { emptyResponse } from '../http/json-response.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { readJsonBody } from '../http/read-body.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { RequestContext } from '../request-context.ts';
import { closeSession } from '../session/close-session.ts';
import { findSession } from '../session/find-session.ts';
import { clearSessionCookie, mayHaveTokens, readSessionCookie, type SessionCookie } from '../session/session-cookie.ts';

export async function cancelRoute(context: RequestContext): Promise<Response> {
  // The body says nothing. It must be JSON, because forms of other sites cannot send JSON.
  await readJsonBody(context.request);
  const cookie = await readSessionCookie(context);
  if (cookie) await closeIfPossible(context, cookie);
  return emptyResponse({ 'set-cookie': clearSessionCookie(context) });
}

/**
 * If Klarna does not answer, the shopper need not wait: the authorization expires by itself. A customer token does not, and
 * only the cookie knows it.
 *
 * @throws {HttpError} as `closeSession`; and if Klarna does not answer and the session may have a customer token
 */
async function closeIfPossible(context: RequestContext, cookie: SessionCookie): Promise<void> {
  const { config, request } = context;
  try {
    const session = await findSession(context, cookie.session_id);
    if (session) await closeSession(context, cookie, session);
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (mayHaveTokens(cookie) && error.retryable) throw toHttpError(error, 'session');
    config.onError(error, request);
  }
}
