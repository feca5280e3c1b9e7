import type { SessionRead } from '../klarna/types.ts';
import { makeCallbackUrls } from './callback-seal.ts';
import { giveBack } from './give-back.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { requireSaved } from './require-saved.ts';
import type { RememberedSession } from './session-cookie.ts';
import type { Visit } from './visit.ts';

/**
 * Leaves a session for another one, or for none. Its approval is given back; and should the shopper still approve it, in a
 * window that stayed open, Klarna's callback orders nothing: that would be an order beside the one of the next session.
 * It never fails: what could not be done is reported, and an approval expires at Klarna by itself.
 *
 * @returns false where Klarna's callback may still order it
 */
export async function retireSession(visit: Visit, session_id: string, session: SessionRead): Promise<boolean> {
  const { settings, request, mountUrl } = visit;
  const { status, merchant_urls, authorization_token } = session;
  let isDisarmed = true;
  if (status !== 'incomplete') return isDisarmed;
  // An address of the shop's own is the shop's own matter.
  if (merchant_urls?.authorization?.startsWith(`${mountUrl}/callback/`)) {
    const { authorization } = await makeCallbackUrls(visit, true);
    try {
      await settings.api.updateSession(session_id, { merchant_urls: { ...merchant_urls, authorization } });
    } catch (error) {
      if (!(error instanceof KlarnaApiError)) throw error;
      if (error.status !== 404) {
        isDisarmed = false;
        settings.onError(error, request);
      }
    }
  }
  if (authorization_token) await giveBack(settings, authorization_token, request);
  return isDisarmed;
}

/**
 * What the shopper gives up may be an order by now: then that comes first.
 *
 * @returns false where Klarna's callback may still order it
 * @throws {KlarnaApiError} where Klarna does not say what became of it
 * @throws {Refusal} where it is ordered and the shop has not saved the order
 */
export async function leaveSession(visit: Visit, remembered: RememberedSession): Promise<boolean> {
  const { session_id } = remembered;
  const session = await visit.settings.api.readSession(session_id);
  if (session.status === 'complete') await requireSaved(visit, remembered, session);
  return retireSession(visit, session_id, session);
}
