/** `POST /order`: the browser brings the shopper's authorization and gets the order. */
import type { HandlerConfig } from '../config.ts';
import { HttpError, isDeclined } from '../http/http-error.ts';
import { jsonResponse } from '../http/json-response.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { readJsonBody, requireId } from '../http/read-body.ts';
import {
  type Authorization,
  type AuthorizationIds,
  isNewestToken,
  requireTokenOfSession,
} from '../order/authorization.ts';
import { cancelEndedTokens, cancelOlderTokens, cancelUnorderedTokens } from '../order/cancel-older-tokens.ts';
import { requireUnchangedCart } from '../order/check-cart.ts';
import { type PlaceOrderResult, placeOrder } from '../order/place-order.ts';
import type { RequestContext } from '../request-context.ts';
import { cookieAfterError, cookieAfterSuccess } from '../session/cookie-after-order.ts';
import {
  clearSessionCookie,
  findOpenedFor,
  findRecentOrder,
  listOlderTokens,
  readSessionCookie,
  type SessionCookie,
  serializeSessionCookie,
} from '../session/session-cookie.ts';
import { switchSession } from '../session/switch-session.ts';
import { getCart } from '../shop.ts';
import { toOrderResponse } from './order-response.ts';

type Cookie = SessionCookie | undefined;

export async function orderRoute(context: RequestContext): Promise<Response> {
  const ids = readIds(await readJsonBody(context.request));
  const received = await readSessionCookie(context);
  const cookie = await switchSession(context, ids, received);
  const progress = { isVerified: false };
  try {
    const result = await orderAuthorized(context, ids, cookie, progress);
    const next = cookieAfterSuccess(cookie, ids, result, context.config.findOrder !== undefined);
    return jsonResponse(toOrderResponse(result), await cookieHeaders(context, received, next));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    throw error.withHeaders(await cookieHeaders(context, received, cookieAfterError(cookie, ids, error, progress)));
  }
}

const readIds = (body: Record<string, unknown>): AuthorizationIds => ({
  authorization_token: requireId(body, 'authorization_token'),
  session_id: requireId(body, 'session_id'),
});

async function cookieHeaders(context: RequestContext, received: Cookie, next: Cookie): Promise<Record<string, string>> {
  if (next === received) return {};
  return { 'set-cookie': next ? await serializeSessionCookie(context, next) : clearSessionCookie(context) };
}

async function orderAuthorized(
  context: RequestContext,
  ids: AuthorizationIds,
  cookie: Cookie,
  progress: { isVerified: boolean },
): Promise<PlaceOrderResult> {
  const { config, request } = context;
  const { session_id, authorization_token } = ids;
  const { cart, session } = await readCartThenSession(context, session_id);
  const known = cookie?.session_id === session_id ? cookie : undefined;
  const noted = known ? listOlderTokens(known) : [];
  try {
    requireTokenOfSession(session, authorization_token);
  } catch (error) {
    // The cookie may go with this answer, and only the cookie knows the older tokens.
    await cancelEndedTokens(config, { authorization_token, session, request }, noted);
    throw error;
  }
  progress.isVerified = true;
  const authorization: Authorization = {
    ...ids,
    session,
    belongsToSession: known !== undefined || isNewestToken(session, authorization_token),
    isNoted: noted.includes(authorization_token),
    placed: known && findRecentOrder(known),
    door: 'browser',
    request,
  };
  const older = noted.filter((token) => token !== authorization_token);
  if (session.status === 'complete') return findPlacedOrder(config, authorization, older);
  // Before the order: if Klarna cannot cancel a token now, nothing is bought. The cookie keeps all tokens for the next try.
  await cancelOlderTokens(config, authorization, older);
  const openedFor = findOpenedFor(cookie, session_id);
  await requireUnchangedCart(config, authorization, { cart, openedFor, earlierChanges: cookie?.changed ?? 0 });
  return placeOrder(config, authorization);
}

/** Klarna's callback may have ordered already, and knows nothing of the older tokens. */
async function findPlacedOrder(
  config: HandlerConfig,
  authorization: Authorization,
  older: readonly string[],
): Promise<PlaceOrderResult> {
  let result: PlaceOrderResult;
  try {
    result = await placeOrder(config, authorization);
  } catch (error) {
    // Klarna has rejected the order since, and the cookie goes.
    if (isDeclined(error)) await cancelUnorderedTokens(config, authorization, older);
    throw error;
  }
  if (result.isProven) await cancelOlderTokens(config, authorization, older);
  else await cancelUnorderedTokens(config, authorization, older);
  return result;
}

/**
 * The cart must be read before the session. Klarna's callback may place the order between the two calls, and the shop then
 * empties the cart. In this order the session says `complete`, so the empty cart is not mistaken for a change.
 */
async function readCartThenSession(context: RequestContext, session_id: string) {
  const cart = await getCart(context, { type: 'order', session_id });
  const session = await withKlarnaErrors('session', context.config.api.readSession(session_id));
  return { cart, session };
}
