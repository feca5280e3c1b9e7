/**
 * Two tabs can show a session each of one cart: one of another language, or one that was begun anew. The cookie names the
 * session that was opened last; what counts is the one that the shopper approved.
 */

import { Refusal } from '../http/http-error.ts';
import { toRefusal } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { giveBack } from '../order/cancel-authorization.ts';
import type { Approval } from '../order/place-order.ts';
import type { Visit } from '../request-context.ts';
import { requireLeft } from './close-session.ts';
import { readIfKnown } from './find-session.ts';
import type { RememberedSession } from './session-cookie.ts';

/**
 * Leaves the session of the cookie for the approved one, before there is an order: with one of each the cart would be paid
 * twice.
 *
 * @returns the approved one, to be remembered from now on
 * @throws {Refusal} where the cart is bought by the session of the cookie, or may still be; the approval goes back where it
 *   is of no use any more
 */
export async function turnToSession(
  visit: Visit,
  approved: Pick<Approval, 'session_id' | 'authorization_token'>,
  remembered: RememberedSession,
): Promise<RememberedSession> {
  const { settings, request } = visit;
  try {
    await leave(visit, remembered);
  } catch (error) {
    if (error instanceof KlarnaApiError) throw toRefusal(error, 'session');
    // Below 500 there is nothing to try again.
    if (error instanceof Refusal && error.status < 500) await giveBack(settings, approved.authorization_token, request);
    throw error;
  }
  // What was sent for it is not known here: whoever asks for a session next gets another one.
  return { session_id: approved.session_id, frame: '', fingerprint: '' };
}

async function leave(visit: Visit, remembered: RememberedSession): Promise<void> {
  const other = await readIfKnown(visit, remembered.session_id);
  if (other === undefined || (await requireLeft(visit, remembered, other)) === 'left') return;
  throw new Refusal(410, {
    code: 'authorization',
    reason: 'expired',
    message: 'Another session of this shopper was opened later, and is ordered. The approval was given back.',
  });
}
