import type { SessionRead } from '../klarna/types.ts';
import { isHeld, makeCallbackUrls } from './callback-seal.ts';
import { giveBack } from './give-back.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { isComplete } from './place-order.ts';
import { Refusal } from './refusal.ts';
import { requireSaved } from './require-saved.ts';
import type { RememberedSession } from './session-cookie.ts';
import type { Visit } from './visit.ts';

/** An address of the shop's own is the shop's own matter. */
const ownCallback = ({ mountUrl }: Visit, { merchant_urls }: SessionRead): string | undefined => {
  const url = merchant_urls?.authorization;
  return url?.startsWith(`${mountUrl}/callback/`) ? url : undefined;
};

/** Whether Klarna's callback orders nothing: the session was left, or is of a checkout of several pages. */
export function isDisarmed(visit: Visit, session: SessionRead): boolean {
  const url = ownCallback(visit, session);
  return url !== undefined && isHeld(url);
}

/**
 * Leaves a session for another one, or for none. Its approval is given back; and should the shopper still approve it, in a
 * window that stayed open, Klarna's callback orders nothing: that would be an order beside the one of the next session.
 * What could not be done is reported, and an approval expires at Klarna by itself.
 *
 * @returns false where Klarna's callback may still order it
 * @throws {Refusal} where it is ordered in this moment and the shop has not saved the order
 */
export async function retireSession(
  visit: Visit,
  remembered: RememberedSession,
  session: SessionRead,
): Promise<boolean> {
  const { settings, request } = visit;
  if (session.status !== 'incomplete') return true;
  const requireOrderSaved = () => requireSaved(visit, remembered, { ...session, status: 'complete' });
  let isOver = true;
  if (ownCallback(visit, session)) {
    const { authorization } = await makeCallbackUrls(visit, true);
    const merchant_urls = { ...session.merchant_urls, authorization };
    try {
      await settings.api.updateSession(remembered.session_id, { merchant_urls });
    } catch (error) {
      if (!(error instanceof KlarnaApiError)) throw error;
      if (error.error_code === 'SESSION_COMPLETED') {
        await requireOrderSaved();
        return true;
      }
      if (error.status !== 404) {
        isOver = false;
        settings.onError(error, request);
      }
    }
  }
  const { authorization_token } = session;
  if (authorization_token === undefined || (await giveBack(settings, authorization_token, request))) return isOver;
  if (await isComplete(settings, remembered.session_id)) await requireOrderSaved();
  return isOver;
}

/**
 * What the shopper gives up may be an order by now: then that comes first.
 *
 * @returns false where Klarna's callback may still order it
 * @throws {KlarnaApiError} where Klarna does not say what became of it
 * @throws {Refusal} where it is ordered and the shop has not saved the order
 */
export async function leaveSession(visit: Visit, remembered: RememberedSession): Promise<boolean> {
  const session = await visit.settings.api.readSession(remembered.session_id);
  if (session.status === 'complete') await requireSaved(visit, remembered, session);
  return retireSession(visit, remembered, session);
}

/** With another session beside one that may still be ordered, the cart could be paid twice. */
export function requireOver(isOver: boolean): void {
  if (isOver) return;
  throw new Refusal(503, {
    code: 'session',
    reason: 'unavailable',
    message: 'The old session could not be ended. Try again.',
  });
}
