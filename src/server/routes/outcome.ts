/**
 * `GET /outcome`: what became of this shopper's session, for a page that comes back after a crash or a reload.
 *
 * - `none`: no session, or one that ended without an order, or with one that Klarna has rejected since.
 * - `open`: the shopper has not been approved.
 * - `authorized`: approved and not ordered; `authorization_token` takes `POST /order` from here.
 * - `complete`: ordered. `order` is absent only where neither the shop nor Klarna tells it any more.
 */
import type { SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError, isDeclined, jsonResponse } from '../http/http-error.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { type Authorization, type PlaceOrderResult, placeOrder } from '../order/place-order.ts';
import { findAcceptedOrder } from '../order/saved-order.ts';
import type { RequestContext } from '../request-context.ts';
import { findSession } from '../session/find-session.ts';
import {
  clearSessionCookie,
  findPlacedNote,
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
  const remembered = await readSessionCookie(context);
  if (!remembered) return jsonResponse({ status: 'none' } satisfies Outcome);
  const { session_id } = remembered;
  const session = await withKlarnaErrors('session', findSession(context, session_id));
  if (!session) {
    const headers = { 'set-cookie': clearSessionCookie(context) };
    return jsonResponse({ status: 'none' } satisfies Outcome, { headers });
  }
  const outcome = await outcomeOf(context, remembered, session);
  // Saved, and told: the next session is for another cart. Or there is nothing left to be told.
  const isTold = outcome.status === 'complete' && outcome.order !== undefined && remembered.unsaved_token !== undefined;
  const isOver = isTold || outcome.status === 'none';
  return jsonResponse(outcome, isOver ? { headers: { 'set-cookie': clearSessionCookie(context) } } : {});
}

async function outcomeOf(
  { config, request }: RequestContext,
  remembered: SessionCookie,
  session: SessionRead,
): Promise<Outcome> {
  const { session_id, unsaved_token, stale_token } = remembered;
  const { status } = session;
  if (status !== 'complete') {
    const known = [session.authorization_token, unsaved_token];
    const authorization_token = known.find((token) => token !== undefined && token !== stale_token);
    return authorization_token
      ? { status: 'authorized', session_id, authorization_token }
      : { status: 'open', session_id };
  }
  const { authorization_token = unsaved_token } = session;
  const authorization = { session_id, session, belongsToSession: true, door: 'browser', request } as const;
  let order: PlaceOrderResult | undefined;
  try {
    order = authorization_token
      ? await recoverOrUndefined(config, { ...authorization, authorization_token })
      : await findAcceptedOrder(config, authorization);
  } catch (error) {
    if (isDeclined(error)) return { status: 'none' };
    throw error;
  }
  order ??= findPlacedNote(remembered);
  return { status, session_id, ...(order ? { order: toOrderResponse(order) } : {}) };
}

/**
 * Placing it again is how Klarna is asked which order it was. It also mends what a crash left: an order that exists
 * and was not saved.
 */
async function recoverOrUndefined(
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
