/**
 * Leaves a session for another one, or for none. Its approval is given back; and should the shopper still approve it, in a
 * window that stayed open, Klarna's callback orders nothing: that would be an order beside the one of the next session.
 */
import type { SessionRead } from '../../klarna/types.ts';
import { makeCallbackUrls } from '../crypto/callback-token.ts';
import { HttpError } from '../http/http-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { cancelAuthorization } from '../order/cancel-authorization.ts';
import { isComplete } from '../order/place-order.ts';
import type { RequestContext } from '../request-context.ts';
import { findOwnCallback } from './callback-urls.ts';
import { requireOrderSaved } from './require-order-saved.ts';
import type { SessionCookie } from './session-cookie.ts';

/** `ordered`: by now, and saved. `armed`: Klarna's callback may still order it. */
export type CloseResult = 'left' | 'ordered' | 'armed';

/** Of what is known of it, only this counts. */
type Known = Pick<SessionCookie, 'session_id' | 'unsaved_token' | 'placed'>;

/**
 * What could not be done is reported; an approval expires at Klarna by itself.
 *
 * @throws {HttpError} where it is ordered and the shop has not saved the order
 */
export async function closeSession(context: RequestContext, known: Known, session: SessionRead): Promise<CloseResult> {
  const { config, request } = context;
  const { authorization_token } = session;
  const ordered = async (): Promise<CloseResult> => {
    await requireOrderSaved(context, known, { ...session, status: 'complete' });
    return 'ordered';
  };
  if (session.status === 'complete') return ordered();
  const disarmed = await disarm(context, known, session);
  if (disarmed === 'ordered') return ordered();
  if (authorization_token === undefined || (await cancelAuthorization(config, authorization_token, request)))
    return disarmed;
  return (await isComplete(config, known.session_id)) ? ordered() : disarmed;
}

async function disarm(context: RequestContext, { session_id }: Known, session: SessionRead): Promise<CloseResult> {
  const { config, request } = context;
  if (findOwnCallback(context, session) === undefined) return 'left';
  const { authorization } = await makeCallbackUrls(context, true);
  const merchant_urls = { ...session.merchant_urls, authorization };
  try {
    await config.api.updateSession(session_id, { merchant_urls });
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.error_code === 'SESSION_COMPLETED') return 'ordered';
    if (error.status === 404) return 'left';
    config.onError(error, request);
    return 'armed';
  }
  return 'left';
}

/**
 * For those who go on to another session.
 *
 * @throws {HttpError} also where it may still be ordered: with another one beside it the cart could be paid twice
 */
export async function requireClosed(
  context: RequestContext,
  known: Known,
  session: SessionRead,
): Promise<'left' | 'ordered'> {
  const left = await closeSession(context, known, session);
  if (left !== 'armed') return left;
  throw new HttpError(503, {
    code: 'session',
    reason: 'unavailable',
    message: 'The old session could not be ended. Try again.',
  });
}
