/**
 * Two tabs can show a session each of one cart: one of another language, or one that was begun anew. The cookie names the
 * session that was opened last; what counts is the one that the shopper approved.
 */

import { HttpError } from '../http/http-error.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { cancelAuthorization } from '../order/cancel-authorization.ts';
import type { Authorization } from '../order/place-order.ts';
import type { RequestContext } from '../request-context.ts';
import { requireClosed } from './close-session.ts';
import { findSession } from './find-session.ts';
import type { SessionCookie } from './session-cookie.ts';

/**
 * Leaves the session of the cookie for the approved one, before there is an order: with one of each the cart would be paid
 * twice.
 *
 * @returns the approved one, to be remembered from now on
 * @throws {HttpError} where the cart is bought by the session of the cookie, or may still be; the approval goes back where it
 *   is of no use any more
 */
export async function switchSession(
  context: RequestContext,
  approved: Pick<Authorization, 'session_id' | 'authorization_token'>,
  remembered: SessionCookie,
): Promise<SessionCookie> {
  const { config, request } = context;
  try {
    await leave(context, remembered);
  } catch (error) {
    if (error instanceof KlarnaApiError) throw toHttpError(error, 'session');
    // Below 500 there is nothing to try again.
    if (error instanceof HttpError && error.status < 500)
      await cancelAuthorization(config, approved.authorization_token, request);
    throw error;
  }
  // What was sent for it is not known here: whoever asks for a session next gets another one.
  return { session_id: approved.session_id, scope: '', fingerprint: '' };
}

async function leave(context: RequestContext, remembered: SessionCookie): Promise<void> {
  const other = await findSession(context, remembered.session_id);
  if (other === undefined || (await requireClosed(context, remembered, other)) === 'left') return;
  throw new HttpError(410, {
    code: 'authorization',
    reason: 'expired',
    message: 'Another session of this shopper was opened later, and is ordered. The approval was given back.',
  });
}
