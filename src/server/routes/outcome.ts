/**
 * `GET /outcome`: the state of this shopper's session, for a page that returns after a crash or a reload.
 *
 * - `none`: there is no session, or it ended without an order, or Klarna has rejected its order since.
 * - `open`: the shopper has not authorized it.
 * - `authorized`: authorized and not ordered. The page sends the `authorization_token` to `POST /order`.
 * - `complete`: ordered. `order` is missing only if neither the shop nor Klarna tells it any more.
 *
 * This GET may place an order: if the shop has not saved the order of a complete session, the handler asks Klarna for it.
 */
import type { SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError, isDeclined } from '../http/http-error.ts';
import { jsonResponse } from '../http/json-response.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import type { Authorization } from '../order/authorization.ts';
import { cancelUnorderedTokens } from '../order/cancel-older-tokens.ts';
import { type PlaceOrderResult, placeOrder } from '../order/place-order.ts';
import { findAcceptedOrder } from '../order/saved-order.ts';
import type { RequestContext } from '../request-context.ts';
import { findSession } from '../session/find-session.ts';
import {
  clearSessionCookie,
  findRecentOrder,
  listOlderTokens,
  readSessionCookie,
  type SessionCookie,
} from '../session/session-cookie.ts';
import { toOrderResponse } from './order-response.ts';

type Outcome =
  | { status: 'none' }
  | { status: 'open'; session_id: string }
  | { status: 'authorized'; session_id: string; authorization_token: string }
  | { status: 'complete'; session_id: string; order?: ReturnType<typeof toOrderResponse> };

export async function outcomeRoute(context: RequestContext): Promise<Response> {
  const cookie = await readSessionCookie(context);
  if (!cookie) return jsonResponse({ status: 'none' } satisfies Outcome);
  const session = await withKlarnaErrors('session', findSession(context, cookie.session_id));
  const outcome: Outcome = session ? await readOutcome(context, cookie, session) : { status: 'none' };
  const dropsCookie = isOver(outcome, cookie) && (!session || (await cancelNotedTokens(context, cookie, session)));
  return jsonResponse(outcome, dropsCookie ? { 'set-cookie': clearSessionCookie(context) } : {});
}

/**
 * Only the cookie knows the customer tokens of authorizations that became no order.
 *
 * @returns false if a repeat may cancel them: the cookie then stays
 */
async function cancelNotedTokens(
  { config, request }: RequestContext,
  cookie: SessionCookie,
  session: SessionRead,
): Promise<boolean> {
  try {
    await cancelUnorderedTokens(config, { session, request }, listOlderTokens(cookie));
    return true;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    config.onError(error.cause ?? error, request);
    return false;
  }
}

/** The cookie goes if there is nothing to report any more, or if the page now knows an order that was not saved before. */
const isOver = (outcome: Outcome, { unsaved_token }: SessionCookie): boolean =>
  outcome.status === 'none' ||
  (outcome.status === 'complete' && outcome.order !== undefined && unsaved_token !== undefined);

async function readOutcome(
  { config, request }: RequestContext,
  cookie: SessionCookie,
  session: SessionRead,
): Promise<Outcome> {
  const { session_id, unsaved_token, stale_token } = cookie;
  const { status } = session;
  if (status !== 'complete') {
    const known = [session.authorization_token, unsaved_token];
    const authorization_token = known.find((token) => token !== undefined && token !== stale_token);
    return authorization_token
      ? { status: 'authorized', session_id, authorization_token }
      : { status: 'open', session_id };
  }
  const { authorization_token = unsaved_token } = session;
  const isNoted = authorization_token === unsaved_token;
  const authorization = { session_id, session, belongsToSession: true, isNoted, door: 'browser', request } as const;
  let order: PlaceOrderResult | undefined;
  try {
    order = authorization_token
      ? await recoverOrder(config, { ...authorization, authorization_token })
      : await findAcceptedOrder(config, authorization);
  } catch (error) {
    if (isDeclined(error)) return { status: 'none' };
    throw error;
  }
  order ??= findRecentOrder(cookie);
  return { status, session_id, ...(order ? { order: toOrderResponse(order) } : {}) };
}

/**
 * Places the order again, because Klarna then answers which order it was. This also repairs a crash: the shop saves an order
 * that exists at Klarna only.
 */
async function recoverOrder(
  config: HandlerConfig,
  authorization: Authorization,
): Promise<PlaceOrderResult | undefined> {
  try {
    return await placeOrder(config, authorization);
  } catch (error) {
    if (error instanceof HttpError && error.body.reason === 'already-placed') return undefined;
    throw error;
  }
}
