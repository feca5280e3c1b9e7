import type { SessionRead } from '../klarna/types.ts';
import { makeCallbackUrls } from './callback-seal.ts';
import { giveBack } from './give-back.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import type { Visit } from './visit.ts';

/**
 * Leaves a session for another one, or for none. Its approval is given back; and should the shopper still approve it, in a
 * window that stayed open, Klarna's callback orders nothing: that would be an order beside the one of the next session.
 * It never fails: what could not be done is reported, and an approval expires at Klarna by itself.
 */
export async function retireSession(visit: Visit, session_id: string, session: SessionRead): Promise<void> {
  const { settings, request, mountUrl } = visit;
  const { status, merchant_urls, authorization_token } = session;
  if (status !== 'incomplete') return;
  // An address of the shop's own is the shop's own matter.
  if (merchant_urls?.authorization?.startsWith(`${mountUrl}/callback/`)) {
    const { authorization } = await makeCallbackUrls(visit, true);
    try {
      await settings.api.updateSession(session_id, { merchant_urls: { ...merchant_urls, authorization } });
    } catch (error) {
      if (!(error instanceof KlarnaApiError)) throw error;
      if (error.status !== 404) settings.onError(error, request);
    }
  }
  if (authorization_token) await giveBack(settings, authorization_token, request);
}
