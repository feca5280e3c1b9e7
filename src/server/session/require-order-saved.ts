import type { SessionRead } from '../../klarna/types.ts';
import { HttpError, isDeclined } from '../http/http-error.ts';
import { alreadyPlaced, OtherOrderError } from '../order/already-placed.ts';
import { placeOrder } from '../order/place-order.ts';
import { findSavedOrder } from '../order/saved-order.ts';
import type { RequestContext } from '../request-context.ts';
import { findRecentOrder, type SessionCookie } from './session-cookie.ts';

/**
 * Runs before a shopper gets a new session although the old one has its order. If the shop has not saved that order, the
 * shopper would pay twice.
 *
 * If the token of the authorization is known, the handler places the order again: Klarna answers with the existing order,
 * and the shop saves it. The page then asks `GET /outcome` for it. If no token is known, Klarna says that the order exists
 * and the shop says that it does not, so a person has to look.
 *
 * Klarna may say that another authorization made the order, most likely in its callback. A shop without `findOrder` cannot
 * be asked whether it saved that order. `onError` gets it then, and the shopper may buy again: the callback that ordered has
 * saved it, or has reported an error.
 *
 * An order that the cookie names is saved, even if `findOrder` does not find it: a read replica may be some seconds late.
 *
 * @throws {HttpError} 409 `already-ordered` if the shop has saved the order just now; 500 `not-saved`; 409 `already-placed`
 */
export async function requireOrderSaved(
  { config, request }: RequestContext,
  cookie: Pick<SessionCookie, 'session_id' | 'unsaved_token' | 'placed'>,
  session: SessionRead,
): Promise<void> {
  const { session_id, unsaved_token } = cookie;
  if (unsaved_token !== undefined) {
    const proof = { belongsToSession: true, isNoted: true };
    const authorization = { session_id, session, authorization_token: unsaved_token, ...proof, request };
    try {
      await placeOrder(config, { ...authorization, door: 'browser' });
    } catch (error) {
      if (isDeclined(error)) return;
      if (error instanceof OtherOrderError && !config.findOrder) {
        config.onError(new Error(notAsked(session_id)), request);
        return;
      }
      throw error;
    }
    throw alreadyOrdered();
  }
  // `tokenize` makes no order. A shop without `findOrder` cannot be asked.
  if (!config.findOrder || session.intent === 'tokenize') return;
  if (await findSavedOrder(config, { session_id, session })) return;
  if (findRecentOrder(cookie)) throw alreadyOrdered();
  const cause = `Klarna has an order for session ${session_id}, and \`findOrder\` does not know it. Save it, or ask Klarna.`;
  throw alreadyPlaced('This session has its order already, and the shop has not saved it.', {
    cause: new Error(cause),
  });
}

const notAsked = (session_id: string): string =>
  `Klarna has an order for session ${session_id}, from an authorization that the shopper’s cookie does not know. Look for it in your shop. With \`findOrder\` the handler does so.`;

export const alreadyOrdered = (): HttpError =>
  new HttpError(409, {
    code: 'order',
    reason: 'already-ordered',
    message: 'This cart has its order already, and the shop has saved it. `GET /outcome` returns it.',
  });
