import type { SessionRead } from '../../klarna/types.ts';
import { HttpError, isDeclined } from '../http/http-error.ts';
import { placeOrder } from '../order/place-order.ts';
import { findSavedOrder } from '../order/saved-order.ts';
import type { RequestContext } from '../request-context.ts';
import { findPlacedNote, type SessionCookie } from './session-cookie.ts';

/**
 * Before a shopper whose session is ordered gets another one: an order that the shop has not saved would be paid again.
 * Where the approval is known, placing it again finds the order and has it saved; the page then asks `GET /outcome` for
 * it. Else there is only Klarna's word that it exists, and the shop's that it does not: a person has to look.
 *
 * The cookie may have the order while `findOrder` does not know it yet: a read replica is some seconds behind. Then it is
 * saved.
 *
 * @throws {HttpError} 409 `already-ordered` where it was saved just now, 500 `not-saved`, 409 `already-placed`
 */
export async function requireOrderSaved(
  { config, request }: RequestContext,
  known: Pick<SessionCookie, 'session_id' | 'unsaved_token' | 'placed'>,
  session: SessionRead,
): Promise<void> {
  const { session_id, unsaved_token } = known;
  if (unsaved_token !== undefined) {
    const authorization = { session_id, session, authorization_token: unsaved_token, belongsToSession: true, request };
    try {
      await placeOrder(config, { ...authorization, door: 'browser' });
    } catch (error) {
      if (isDeclined(error)) return;
      throw error;
    }
    throw alreadyOrdered();
  }
  // A customer token alone is no order, and a shop without `findOrder` cannot be asked.
  if (!config.findOrder || session.intent === 'tokenize') return;
  if (await findSavedOrder(config, { session_id, session })) return;
  if (findPlacedNote(known)) throw alreadyOrdered();
  const message = `Klarna has an order for session ${session_id}, and \`findOrder\` does not know it. Save it, or ask Klarna.`;
  throw new HttpError(
    409,
    {
      code: 'order',
      reason: 'already-placed',
      message: 'This session has its order already, and the shop has not saved it.',
    },
    { cause: new Error(message) },
  );
}

export const alreadyOrdered = (): HttpError =>
  new HttpError(409, {
    code: 'order',
    reason: 'already-ordered',
    message: 'This cart has its order by now, and it is saved. `GET /outcome` tells which it is.',
  });
