/**
 * Closes a session because another one takes its place, or because the shopper pays another way.
 *
 * The handler cancels the authorization. It also makes Klarna's callback passive. Otherwise the shopper could still
 * authorize the old session in a window that stayed open. That would become a second order of the same cart.
 */
import type { SessionRead } from '../../klarna/types.ts';
import { HttpError } from '../http/http-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { cancelAuthorization } from '../order/cancel-authorization.ts';
import { isComplete } from '../order/place-order.ts';
import type { RequestContext } from '../request-context.ts';
import { findOwnCallback, makeCallbackUrls } from './callback-urls.ts';
import { requireOrderSaved } from './require-order-saved.ts';
import type { SessionCookie } from './session-cookie.ts';

type Closed = { kind: 'closed' } | { kind: 'already-ordered' };

/**
 * - `closed`: the session becomes no order any more.
 * - `already-ordered`: the session has its order, and the shop has saved it.
 * - `callback-active`: Klarna's callback may still place an order.
 */
type CloseResult = Closed | { kind: 'callback-active' };

/** The cookie fields that closing a session needs. */
type ClosingFields = Pick<SessionCookie, 'session_id' | 'unsaved_token' | 'placed'>;

/**
 * Errors go to `onError`. An authorization that the handler cannot cancel expires after 60 minutes.
 *
 * @throws {HttpError} if the session has an order that the shop has not saved
 */
export async function closeSession(
  context: RequestContext,
  cookie: ClosingFields,
  session: SessionRead,
): Promise<CloseResult> {
  const result = await closeAtKlarna(context, cookie.session_id, session);
  if (result.kind === 'already-ordered') await requireOrderSaved(context, cookie, { ...session, status: 'complete' });
  return result;
}

/**
 * Closes a session before another one takes its place.
 *
 * @throws {HttpError} as `closeSession`; and 503 if the session may still become an order, because the shopper could then
 *   pay the cart twice
 */
export async function requireClosed(
  context: RequestContext,
  cookie: ClosingFields,
  session: SessionRead,
): Promise<Closed> {
  const result = await closeSession(context, cookie, session);
  if (result.kind !== 'callback-active') return result;
  throw new HttpError(503, {
    code: 'session',
    reason: 'unavailable',
    message: 'The old session could not be closed. Try again.',
  });
}

async function closeAtKlarna(context: RequestContext, session_id: string, session: SessionRead): Promise<CloseResult> {
  const { config, request } = context;
  if (session.status === 'complete') return { kind: 'already-ordered' };
  const result = await disableCallback(context, session_id, session);
  const { authorization_token } = session;
  if (result.kind === 'already-ordered' || authorization_token === undefined) return result;
  if (await cancelAuthorization(config, authorization_token, request)) return result;
  // Klarna does not know the authorization any more. It has expired, or it has become an order.
  return (await isComplete(config, session_id)) ? { kind: 'already-ordered' } : result;
}

async function disableCallback(
  context: RequestContext,
  session_id: string,
  session: SessionRead,
): Promise<CloseResult> {
  const { config, request } = context;
  if (findOwnCallback(context, session) === undefined) return { kind: 'closed' };
  const { authorization } = await makeCallbackUrls(context, { passive: true });
  const merchant_urls = { ...session.merchant_urls, authorization };
  try {
    await config.api.updateSession(session_id, { merchant_urls });
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.error_code === 'SESSION_COMPLETED') return { kind: 'already-ordered' };
    if (error.status === 404) return { kind: 'closed' };
    config.onError(error, request);
    return { kind: 'callback-active' };
  }
  return { kind: 'closed' };
}
