/** The session cookie after `POST /order`. These functions only compute it: the same object means "nothing to change". */
import type { HttpError } from '../http/http-error.ts';
import { type AuthorizationIds, ForeignTokenError } from '../order/authorization.ts';
import type { PlaceOrderResult } from '../order/place-order.ts';
import { listOlderTokens, type SessionCookie, toRecentOrder } from './session-cookie.ts';

/**
 * The shop has saved the order now, so the notes about unsaved and older tokens go. Otherwise the next cart would be
 * mistaken for this order.
 *
 * @param keepOrder true if the shop has a `findOrder`, which may not find the order for some seconds
 */
export function cookieAfterSuccess(
  cookie: SessionCookie | undefined,
  { session_id }: AuthorizationIds,
  { order_id, fraud_status, ...result }: PlaceOrderResult,
  keepOrder: boolean,
): SessionCookie | undefined {
  if (cookie?.session_id !== session_id) return cookie;
  const { unsaved_token, changed, older, ...kept } = cookie;
  if (keepOrder && order_id !== undefined && fraud_status !== undefined) {
    return { ...kept, placed: toRecentOrder({ ...result, order_id, fraud_status }) };
  }
  return [unsaved_token, changed, older].some((note) => note !== undefined) ? kept : cookie;
}

/**
 * @param progress `isVerified`: Klarna has named the token of this request for the session. The cookie notes no other token,
 *   because later requests take a noted token for the shopper's own
 * @returns undefined if the cookie has to go
 */
export function cookieAfterError(
  cookie: SessionCookie | undefined,
  { session_id, authorization_token }: AuthorizationIds,
  error: HttpError,
  { isVerified }: { isVerified: boolean },
): SessionCookie | undefined {
  if (cookie?.session_id !== session_id) return cookie;
  const { code } = error.body;
  // The authorization is of no use any more. Without the cookie the next session is a new one, and does not offer it again.
  // An older token of the same session is no reason: the newest one can still be ordered, or must still be cancelled.
  if (code === 'authorization' && !(error instanceof ForeignTokenError)) return undefined;
  // The order may exist, and the shopper may return in another tab. The token lets the handler save it before a new session.
  if (error.status >= 500 && isVerified) {
    const older = listOlderTokens(cookie, authorization_token);
    return { ...cookie, unsaved_token: authorization_token, ...(older.length > 0 && { older }) };
  }
  return code === 'cart-changed' ? { ...cookie, changed: (cookie.changed ?? 0) + 1 } : cookie;
}
