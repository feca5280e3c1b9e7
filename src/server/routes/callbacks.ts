/**
 * The routes that Klarna's own servers call. Only a URL with a valid callback token gets in. The handler trusts the body
 * only after it has read the session at Klarna. If the answer is not a 2xx, Klarna calls again: three times in all for an
 * authorization.
 */

import { emptyResponse } from '../http/json-response.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { readAnyBody, requireId } from '../http/read-body.ts';
import { isNewestToken, requireTokenOfCallback } from '../order/authorization.ts';
import { cancelEndedTokens } from '../order/cancel-older-tokens.ts';
import { placeOrder } from '../order/place-order.ts';
import type { RequestContext } from '../request-context.ts';
import { hasPassiveCallback, isPassiveCallback, requireValidCallback } from '../session/callback-urls.ts';
import { findOrderInShop, notifyShop } from '../shop.ts';

/**
 * `POST /callback/:seal/authorization`: the shopper has authorized the session. The handler places the order here too,
 * because the browser may be gone. It does not ask for the cart: Klarna's request has no cookie that identifies one, and the
 * session holds what the shopper authorized.
 *
 * In a multi-page checkout the callback places no order. Most payment methods give their token at once, before the shopper
 * has confirmed. The last page orders, and after a reload it asks again.
 */
export async function authorizationCallback(context: RequestContext): Promise<Response> {
  const { config, request } = context;
  await requireValidCallback(context);
  const body = await readAnyBody(request);
  const authorization_token = requireId(body, 'authorization_token');
  const session_id = requireId(body, 'session_id');
  if (isPassiveCallback(request.url)) return emptyResponse();
  // The browser was first, and the shop has saved the order. Another token of this session must place no second order.
  if (await isOrderSaved(context, session_id)) return emptyResponse();
  const session = await withKlarnaErrors('session', config.api.readSession(session_id));
  // Klarna may still call a URL from before the handler closed the session. The URL that the session has now counts.
  if (session.status !== 'complete' && hasPassiveCallback(context, session)) return emptyResponse();
  // The browser may have ordered since the first look.
  if (session.status === 'complete' && (await findOrderInShop(config, session_id))) return emptyResponse();
  try {
    requireTokenOfCallback(session, authorization_token);
  } catch (error) {
    // An earlier callback may have made a customer token and then failed to cancel it.
    await cancelEndedTokens(config, { authorization_token, session, request });
    throw error;
  }
  const belongsToSession = isNewestToken(session, authorization_token);
  await placeOrder(config, { session_id, authorization_token, session, belongsToSession, door: 'callback', request });
  return emptyResponse();
}

/**
 * Saves a call to Klarna for each callback that comes after the browser's order. If the shop's database fails, the callback
 * goes on: a session that has no order must still get one.
 */
async function isOrderSaved({ config, request }: RequestContext, session_id: string): Promise<boolean> {
  try {
    return (await findOrderInShop(config, session_id)) !== undefined;
  } catch (error) {
    config.onError(error, request);
    return false;
  }
}

/** `POST /callback/:seal/notification`: Klarna has decided about a pending order. */
export async function notificationCallback(context: RequestContext): Promise<Response> {
  const { config, request } = context;
  await requireValidCallback(context);
  const body = await readAnyBody(request);
  const order_id = requireId(body, 'order_id');
  const event_type = requireId(body, 'event_type');
  await notifyShop(config, { order_id, event_type }, request);
  return emptyResponse();
}
