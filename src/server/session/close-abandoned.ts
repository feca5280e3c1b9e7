import { withKlarnaErrors } from '../http/klarna-error.ts';
import { findSavedOrder } from '../order/saved-order.ts';
import type { RequestContext } from '../request-context.ts';
import { requireClosed } from './close-session.ts';
import { findSession } from './find-session.ts';
import { alreadyOrdered } from './require-order-saved.ts';
import type { SessionCookie } from './session-cookie.ts';

/** A session that the page has given up: `without` and `client_token` of `POST /session`. */
export interface AbandonedSession {
  session_id: string;
  client_token?: string;
}

/**
 * Closes the session that the page has given up.
 *
 * If the browser keeps no cookies, the page proves with its `client_token` that the session is its own. Without a proof,
 * anybody who knows a `session_id` could cancel that shopper's authorization, so the handler closes nothing then. It is
 * unknown whether Klarna names the same `client_token` during the whole life of a session. If not, nothing is closed either.
 *
 * @returns the cookie of the session that goes on, if there is one. Another tab may have opened it since.
 * @throws {HttpError} 409 `already-ordered` if the given-up session has its order
 */
export async function closeAbandoned(
  context: RequestContext,
  cookie: SessionCookie | undefined,
  abandoned: AbandonedSession | undefined,
): Promise<SessionCookie | undefined> {
  if (abandoned === undefined) return cookie;
  const { session_id, client_token } = abandoned;
  if (cookie && cookie.session_id !== session_id) return cookie;
  if (!cookie && client_token === undefined) return undefined;
  const session = await withKlarnaErrors('session', findSession(context, session_id));
  if (!session || (!cookie && session.client_token !== client_token)) return undefined;
  const result = await requireClosed(context, cookie ?? { session_id }, session);
  if (result.kind === 'already-ordered') {
    const saved = await findSavedOrder(context.config, { session_id, session });
    // Klarna may have rejected that order since. Then the shopper may buy again.
    if (saved?.fraud_status !== 'REJECTED') throw alreadyOrdered();
  }
  return undefined;
}
