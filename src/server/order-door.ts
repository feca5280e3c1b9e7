/** `POST /order`: the shopper was approved and the browser brings the approval. */
import type { SessionRequest } from '../klarna/types.ts';
import { askForCart } from './ask-shop.ts';
import { findDifferences } from './compare-orders.ts';
import { giveBack } from './give-back.ts';
import { askKlarna } from './klarna-refusal.ts';
import { orderAnswer } from './order-answer.ts';
import { type Approval, isComplete, type Placed, placeOrder } from './place-order.ts';
import { readJsonBody, requireId } from './read-json-body.ts';
import { jsonResponse, Refusal } from './refusal.ts';
import { isDisarmed } from './retire-session.ts';
import { requireSoundOrder } from './session-body.ts';
import { droppedSessionCookie, type RememberedSession, readSessionCookie, sessionCookie } from './session-cookie.ts';
import type { Visit } from './visit.ts';

export async function orderDoor(visit: Visit): Promise<Response> {
  const body = await readJsonBody(visit.request);
  const ids = {
    authorization_token: requireId(body, 'authorization_token'),
    session_id: requireId(body, 'session_id'),
  };
  try {
    const placed = await order(visit, ids);
    return jsonResponse(orderAnswer(placed), { headers: await noteSaved(visit, ids) });
  } catch (error) {
    if (error instanceof Refusal) await noteInCookie(visit, error, ids);
    throw error;
  }
}

type Ids = Pick<Approval, 'session_id' | 'authorization_token'>;

async function noteInCookie(visit: Visit, { status, body, headers }: Refusal, ids: Ids): Promise<void> {
  const { session_id, authorization_token } = ids;
  const remembered = await readSessionCookie(visit);
  // Another tab may have gone on to another session.
  if (remembered?.session_id !== session_id) return;
  // Of no use any more: with the cookie gone, the next session is a new one and does not offer this approval again.
  if (body.code === 'authorization') headers['set-cookie'] = droppedSessionCookie(visit);
  // There may be an order, and the shopper may come back in another tab: it is saved before there is another session.
  if (status < 500) return;
  headers['set-cookie'] = await sessionCookie(visit, { ...remembered, unsaved: authorization_token });
}

/** Where it was in doubt before, it is so no more: else the next cart would be taken for this order. */
async function noteSaved(visit: Visit, { session_id }: Ids): Promise<Record<string, string>> {
  const remembered = await readSessionCookie(visit);
  if (remembered?.session_id !== session_id || remembered.unsaved === undefined) return {};
  const { unsaved: _, ...saved } = remembered;
  return { 'set-cookie': await sessionCookie(visit, saved) };
}

async function order(visit: Visit, { authorization_token, session_id }: Ids): Promise<Placed> {
  const { settings, request } = visit;
  // The cart before the session: when the other door places the order and empties the cart in between, the session
  // read afterwards says `complete`, and the empty cart is not mistaken for a change.
  const cart = await askForCart(visit, { type: 'order', session_id });
  const session = await askKlarna('session', settings.api.readSession(session_id));
  const remembered = await readSessionCookie(visit);
  const trusted = session.authorization_token === authorization_token || remembered?.session_id === session_id;
  const approval: Approval = { session_id, authorization_token, session, trusted, door: 'browser', request };
  refuseForeignToken(approval, remembered);
  await refuseLeftSession(visit, approval, remembered);
  if (session.status !== 'complete') {
    if (cart !== null) requireSoundOrder(cart);
    const differences =
      cart === null ? ['order_lines'] : [...findDifferences(session, cart), ...intentOf(session, cart)];
    if (differences.length > 0) await refuseChangedCart(visit, approval, differences);
  }
  return placeOrder(settings, approval);
}

/** Where the cart turned into a subscription, the approval is for something else. */
const intentOf = (session: SessionRequest, cart: SessionRequest): string[] =>
  (session.intent ?? 'buy') === (cart.intent ?? 'buy') ? [] : ['intent'];

/**
 * While the shopper may still be approved again, the session names its newest approval, and any other token is outdated
 * or of somebody else. Where it names none (yet, or no more), the token is Klarna's to judge; but an open session that
 * is not the one of the shopper's cookie gets no order that way.
 */
function refuseForeignToken(approval: Approval, remembered: RememberedSession | undefined): void {
  const { session, authorization_token, trusted } = approval;
  const newest = session.authorization_token;
  if (newest === authorization_token) return;
  if (newest === undefined && (trusted || !remembered || session.status === 'complete')) return;
  throw new Refusal(410, {
    code: 'authorization',
    reason: 'expired',
    message: 'This approval is not the newest of its session, or is of another one. Approve again.',
  });
}

/**
 * A tab may go on showing a session that another tab has left for the next one. With an order of each, the cart would be
 * paid twice. A checkout of several pages looks the same at Klarna, so only a cookie that names another session tells.
 */
async function refuseLeftSession(
  visit: Visit,
  approval: Approval,
  remembered: RememberedSession | undefined,
): Promise<void> {
  const { session_id, session } = approval;
  if (!remembered || remembered.session_id === session_id) return;
  if (session.status === 'complete' || !isDisarmed(visit, session)) return;
  if (!(await giveBackUnlessOrdered(visit, approval))) return;
  throw new Refusal(410, {
    code: 'authorization',
    reason: 'expired',
    message: 'Another tab has left this session for a new one. The approval was given back; approve again.',
  });
}

/** Returns only where the approval turns out to be an order by now: that one is then to be found. */
async function refuseChangedCart(visit: Visit, approval: Approval, differences: string[]): Promise<void> {
  if (!(await giveBackUnlessOrdered(visit, approval))) return;
  throw new Refusal(409, {
    code: 'cart-changed',
    reason: 'not-matching',
    message: 'The cart is not what the shopper approved. The approval was given back; approve again.',
    error_messages: [`Not matching fields: [${differences.join(', ')}]`],
  });
}

/** @returns false where the approval is an order by now */
async function giveBackUnlessOrdered({ settings, request }: Visit, approval: Approval): Promise<boolean> {
  const returned = await giveBack(settings, approval.authorization_token, request);
  return returned || !(await isComplete(settings, approval.session_id));
}
