/**
 * Leaves a session for another one, or for none. Its approval is given back; and should the shopper still approve it, in a
 * window that stayed open, Klarna's callback orders nothing: that would be an order beside the one of the next session.
 */
import type { SessionRead } from '../../klarna/types.ts';
import { makeCallbackUrls } from '../crypto/callback-token.ts';
import { Refusal } from '../http/http-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { giveBack } from '../order/cancel-authorization.ts';
import { isComplete } from '../order/place-order.ts';
import type { Visit } from '../request-context.ts';
import { ownCallback } from './callback-urls.ts';
import { requireSaved } from './require-saved.ts';
import type { RememberedSession } from './session-cookie.ts';

/** `ordered`: by now, and saved. `armed`: Klarna's callback may still order it. */
export type Left = 'left' | 'ordered' | 'armed';

/** Of what is known of it, only this counts. */
type Known = Pick<RememberedSession, 'session_id' | 'unsaved' | 'placed'>;

/**
 * What could not be done is reported; an approval expires at Klarna by itself.
 *
 * @throws {Refusal} where it is ordered and the shop has not saved the order
 */
export async function leaveSession(visit: Visit, known: Known, session: SessionRead): Promise<Left> {
  const { settings, request } = visit;
  const { authorization_token } = session;
  const ordered = async (): Promise<Left> => {
    await requireSaved(visit, known, { ...session, status: 'complete' });
    return 'ordered';
  };
  if (session.status === 'complete') return ordered();
  const disarmed = await disarm(visit, known, session);
  if (disarmed === 'ordered') return ordered();
  if (authorization_token === undefined || (await giveBack(settings, authorization_token, request))) return disarmed;
  return (await isComplete(settings, known.session_id)) ? ordered() : disarmed;
}

async function disarm(visit: Visit, { session_id }: Known, session: SessionRead): Promise<Left> {
  const { settings, request } = visit;
  if (ownCallback(visit, session) === undefined) return 'left';
  const { authorization } = await makeCallbackUrls(visit, true);
  const merchant_urls = { ...session.merchant_urls, authorization };
  try {
    await settings.api.updateSession(session_id, { merchant_urls });
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.error_code === 'SESSION_COMPLETED') return 'ordered';
    if (error.status === 404) return 'left';
    settings.onError(error, request);
    return 'armed';
  }
  return 'left';
}

/**
 * For those who go on to another session.
 *
 * @throws {Refusal} also where it may still be ordered: with another one beside it the cart could be paid twice
 */
export async function requireLeft(visit: Visit, known: Known, session: SessionRead): Promise<'left' | 'ordered'> {
  const left = await leaveSession(visit, known, session);
  if (left !== 'armed') return left;
  throw new Refusal(503, {
    code: 'session',
    reason: 'unavailable',
    message: 'The old session could not be ended. Try again.',
  });
}
