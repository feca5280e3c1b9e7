/**
 * `GET /outcome`: what became of this shopper's session, for a page that comes back after a crash or a reload.
 *
 * - `none`: no session, or one that ended without an order, or with one that Klarna has rejected since.
 * - `open`: the shopper has not been approved.
 * - `authorized`: approved and not ordered; `authorization_token` takes `POST /order` from here.
 * - `complete`: ordered. `order` is absent only where neither the shop nor Klarna tells it any more.
 */
import type { SessionRead } from '../../klarna/types.ts';
import type { Settings } from '../config.ts';
import { isDeclined, jsonResponse, Refusal } from '../http/http-error.ts';
import { askKlarna } from '../http/klarna-error.ts';
import { type Approval, type Placed, placeOrder } from '../order/place-order.ts';
import { findValid } from '../order/saved-order.ts';
import type { Visit } from '../request-context.ts';
import { readIfKnown } from '../session/find-session.ts';
import {
  droppedSessionCookie,
  findPlacedNote,
  type RememberedSession,
  readSessionCookie,
} from '../session/session-cookie.ts';
import { orderAnswer } from './order-response.ts';

type Outcome =
  | { status: 'none' }
  | { status: 'open'; session_id: string }
  | { status: 'authorized'; session_id: string; authorization_token: string }
  | { status: 'complete'; session_id: string; order?: ReturnType<typeof orderAnswer> };

export async function outcomeDoor(visit: Visit): Promise<Response> {
  const remembered = await readSessionCookie(visit);
  if (!remembered) return jsonResponse({ status: 'none' } satisfies Outcome);
  const { session_id } = remembered;
  const session = await askKlarna('session', readIfKnown(visit, session_id));
  if (!session) {
    const headers = { 'set-cookie': droppedSessionCookie(visit) };
    return jsonResponse({ status: 'none' } satisfies Outcome, { headers });
  }
  const outcome = await outcomeOf(visit, remembered, session);
  // Saved, and told: the next session is for another cart. Or there is nothing left to be told.
  const isTold = outcome.status === 'complete' && outcome.order !== undefined && remembered.unsaved !== undefined;
  const isOver = isTold || outcome.status === 'none';
  return jsonResponse(outcome, isOver ? { headers: { 'set-cookie': droppedSessionCookie(visit) } } : {});
}

async function outcomeOf(
  { settings, request }: Visit,
  remembered: RememberedSession,
  session: SessionRead,
): Promise<Outcome> {
  const { session_id, unsaved, stale } = remembered;
  const { status } = session;
  if (status !== 'complete') {
    const known = [session.authorization_token, unsaved];
    const authorization_token = known.find((token) => token !== undefined && token !== stale);
    return authorization_token
      ? { status: 'authorized', session_id, authorization_token }
      : { status: 'open', session_id };
  }
  const { authorization_token = unsaved } = session;
  const approval = { session_id, session, trusted: true, door: 'browser', request } as const;
  let order: Placed | undefined;
  try {
    order = authorization_token
      ? await findPlaced(settings, { ...approval, authorization_token })
      : await findValid(settings, approval);
  } catch (error) {
    if (isDeclined(error)) return { status: 'none' };
    throw error;
  }
  order ??= findPlacedNote(remembered);
  return { status, session_id, ...(order ? { order: orderAnswer(order) } : {}) };
}

/**
 * Placing it again is how Klarna is asked which order it was. It also mends what a crash left: an order that exists
 * and was not saved.
 */
async function findPlaced(settings: Settings, approval: Approval): Promise<Placed | undefined> {
  try {
    return await placeOrder(settings, approval);
  } catch (error) {
    if (error instanceof Refusal && error.body.reason === 'already-placed') return undefined;
    throw error;
  }
}
