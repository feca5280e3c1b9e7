/** `POST /order`: the shopper was approved and the browser brings the approval. */
import type { SessionRead, SessionRequest } from '../../klarna/types.ts';
import { HttpError, jsonResponse } from '../http/http-error.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { readJsonBody, requireId } from '../http/read-body.ts';
import { cancelAuthorization } from '../order/cancel-authorization.ts';
import { cancelTokenOf } from '../order/cancel-customer-token.ts';
import { buysToo } from '../order/customer-token-request.ts';
import {
  type Authorization,
  becameOrder,
  isComplete,
  type PlaceOrderResult,
  placeOrder,
} from '../order/place-order.ts';
import { findDifferences } from '../order-check/compare-orders.ts';
import type { RequestContext } from '../request-context.ts';
import {
  clearSessionCookie,
  findOpenedFor,
  findPlacedNote,
  listOlder,
  notePlaced,
  type OpenedFor,
  readSessionCookie,
  type SessionCookie,
  serializeSessionCookie,
} from '../session/session-cookie.ts';
import { requireSoundOrder } from '../session/session-request.ts';
import { switchSession } from '../session/switch-session.ts';
import { getCart } from '../shop.ts';
import { toOrderResponse } from './order-response.ts';

export async function orderRoute(context: RequestContext): Promise<Response> {
  const body = await readJsonBody(context.request);
  const ids = {
    authorization_token: requireId(body, 'authorization_token'),
    session_id: requireId(body, 'session_id'),
  };
  const cookie = await readSessionCookie(context);
  const remembered = await chooseSession(context, ids, cookie);
  const note = { context, ids, remembered, isNew: remembered !== cookie };
  try {
    const placed = await order(context, ids, remembered);
    return jsonResponse(toOrderResponse(placed), { headers: await cookieAfterSuccess(note, placed) });
  } catch (error) {
    if (error instanceof HttpError) Object.assign(error.headers, await cookieAfterError(note, error));
    throw error;
  }
}

type Ids = Pick<Authorization, 'session_id' | 'authorization_token'>;

/** @returns what the cookie remembers, or is to remember from now on */
async function chooseSession(
  context: RequestContext,
  ids: Ids,
  cookie: SessionCookie | undefined,
): Promise<SessionCookie | undefined> {
  const { session_id, authorization_token } = ids;
  if (!cookie || cookie.session_id === session_id) return cookie;
  const session = await withKlarnaErrors('session', context.config.api.readSession(session_id));
  refuseForeignToken(session, authorization_token);
  // Ordered already: only to be found, while the cookie is of the next cart.
  return session.status === 'complete' ? cookie : switchSession(context, ids, cookie);
}

interface Note {
  context: RequestContext;
  ids: Ids;
  remembered: SessionCookie | undefined;
  /** The cookie does not say so yet. */
  isNew: boolean;
}

type CookieHeaders = Record<string, string>;

async function cookieAfterError({ context, ids, remembered, isNew }: Note, refusal: HttpError): Promise<CookieHeaders> {
  const { session_id, authorization_token } = ids;
  if (remembered?.session_id !== session_id) return {};
  // Of no use any more: with the cookie gone, the next session is a new one and does not offer this approval again. An
  // older one of the same session is no reason: the newest is still to be ordered, or given back.
  if (refusal.body.code === 'authorization' && !(refusal instanceof ForeignToken))
    return { 'set-cookie': clearSessionCookie(context) };
  // There may be an order, and the shopper may come back in another tab: it is saved before there is another session.
  if (refusal.status >= 500) {
    const older = listOlder(remembered, authorization_token);
    const notes = { ...remembered, unsaved_token: authorization_token, ...(older.length > 0 && { older }) };
    return { 'set-cookie': await serializeSessionCookie(context, notes) };
  }
  if (refusal.body.code === 'cart-changed') {
    const changed = (remembered.changed ?? 0) + 1;
    return { 'set-cookie': await serializeSessionCookie(context, { ...remembered, changed }) };
  }
  return isNew ? { 'set-cookie': await serializeSessionCookie(context, remembered) } : {};
}

/** Where it was in doubt before, it is so no more: else the next cart would be taken for this order. */
async function cookieAfterSuccess(
  { context, ids, remembered, isNew }: Note,
  placed: PlaceOrderResult,
): Promise<CookieHeaders> {
  if (remembered?.session_id !== ids.session_id) return {};
  const { unsaved_token, changed, older, ...saved } = remembered;
  const { order_id, fraud_status } = placed;
  // Only `findOrder` may be behind.
  if (context.config.findOrder && order_id !== undefined && fraud_status !== undefined) {
    const note = notePlaced({ ...placed, order_id, fraud_status });
    return { 'set-cookie': await serializeSessionCookie(context, { ...saved, placed: note }) };
  }
  const isOther = isNew || [unsaved_token, changed, older].some((noted) => noted !== undefined);
  return isOther ? { 'set-cookie': await serializeSessionCookie(context, saved) } : {};
}

async function order(
  context: RequestContext,
  { authorization_token, session_id }: Ids,
  remembered: SessionCookie | undefined,
): Promise<PlaceOrderResult> {
  const { config, request } = context;
  // The cart before the session: when the other door places the order and empties the cart in between, the session
  // read afterwards says `complete`, and the empty cart is not mistaken for a change.
  const cart = await getCart(context, { type: 'order', session_id });
  const session = await withKlarnaErrors('session', config.api.readSession(session_id));
  refuseForeignToken(session, authorization_token);
  const belongsToSession = session.authorization_token === authorization_token || remembered?.session_id === session_id;
  const placed = remembered?.session_id === session_id ? findPlacedNote(remembered) : undefined;
  const authorization: Authorization = {
    session_id,
    authorization_token,
    session,
    belongsToSession,
    placed,
    door: 'browser',
    request,
  };
  if (session.status !== 'complete') {
    // Before the order: if Klarna cannot cancel one now, nothing is bought, and the cookie keeps them all for the next try.
    await cancelOlderTokens(context, authorization, remembered);
    if (cart !== null) requireSoundOrder(cart);
    const openedFor = findOpenedFor(remembered, session_id);
    const differences =
      cart === null
        ? ['order_lines']
        : [...new Set([...findDifferences(session, cart), ...findOtherKind(session, cart, openedFor)])];
    if (differences.length > 0)
      await refuseChangedCart(context, authorization, { differences, rounds: remembered?.changed ?? 0 });
  }
  const result = await placeOrder(config, authorization);
  // Klarna's callback was first, and knows nothing of the approvals before.
  if (session.status === 'complete') await cancelOlderTokens(context, { ...authorization, placed: result }, remembered);
  return result;
}

/**
 * Approvals of this session that became no order may have made a customer token. Of an open session the newest approval is
 * the only one that still can become the order. A session that has its order may name none, so Klarna is asked which it was.
 */
async function cancelOlderTokens(
  { config }: RequestContext,
  authorization: Omit<Authorization, 'placed'> & { placed?: PlaceOrderResult | undefined },
  remembered: SessionCookie | undefined,
): Promise<void> {
  if (remembered?.session_id !== authorization.session_id) return;
  const older = buysToo(authorization.session) ? listOlder(remembered, authorization.authorization_token) : [];
  if (older.length === 0) return;
  if (authorization.session.status === 'complete' && !(await becameOrder(config, authorization, authorization.placed)))
    return;
  for (const authorization_token of older) await cancelTokenOf(config, { ...authorization, authorization_token });
}

/**
 * A cart that turned into a subscription, moved to another country, or became the cart of a business: the approval is for
 * something else. The page may have sent the kind of customer, and Klarna may have taken the country of the shopper's
 * address. So the cookie tells what the session was opened for. Without it, the kind counts only if both name it.
 */
function findOtherKind(session: SessionRead, cart: SessionRequest, openedFor: OpenedFor | undefined): string[] {
  const differences = (session.intent ?? 'buy') === (cart.intent ?? 'buy') ? [] : ['intent'];
  const [before, now] = [session.customer?.type, cart.customer?.type];
  if (!openedFor) return before && now && before !== now ? [...differences, 'customer.type'] : differences;
  const { purchase_country, isBusiness } = openedFor;
  if (purchase_country.toUpperCase() !== cart.purchase_country.toUpperCase()) differences.push('purchase_country');
  if (isBusiness !== (now === 'organization')) differences.push('customer.type');
  return differences;
}

class ForeignToken extends HttpError {}

/**
 * An open session gets an order only of the approval that Klarna names as its newest. A token that Klarna does not name is
 * outdated, or of somebody else: not even the shopper's own cookie proves that it belongs to this session. (Klarna's
 * reference for a session lists `authorization_token` as returned once it is authorized.)
 *
 * A session that has its order may not name its approval any more. Then Klarna's answer to the token counts.
 */
function refuseForeignToken({ authorization_token: newest, status }: SessionRead, authorization_token: string): void {
  if (newest === authorization_token) return;
  if (newest === undefined && status === 'complete') return;
  // If Klarna names none, it has let the approval expire. There is no newer one that the cookie must keep.
  const Gone = newest === undefined ? HttpError : ForeignToken;
  throw new Gone(410, {
    code: 'authorization',
    reason: 'expired',
    message: 'This approval is not the newest of its session, or is of another one. Approve again.',
  });
}

interface CartChange {
  /** Paths in Klarna's form. */
  differences: string[];
  /** How often this has happened in a row before. */
  rounds: number;
}

/** Returns only where the approval turns out to be an order by now: that one is then to be found. */
async function refuseChangedCart(
  context: RequestContext,
  authorization: Authorization,
  { differences, rounds }: CartChange,
): Promise<void> {
  const { config, request } = context;
  // If Klarna's callback has ordered since the session was read, the customer token is the order's.
  if (await isComplete(config, authorization.session_id)) return;
  await cancelTokenOf(config, authorization);
  const returned = await cancelAuthorization(config, authorization.authorization_token, request);
  if (!returned && (await isComplete(config, authorization.session_id))) return;
  if (rounds > 0) {
    const message = `The cart of session ${authorization.session_id} was another one after every approval, ${rounds + 1} times in a row. Does \`getOrder\` answer something new at each call? It differs in ${differences.join(', ')}.`;
    config.onError(new Error(message), request);
  }
  throw new HttpError(409, {
    code: 'cart-changed',
    reason: 'not-matching',
    message: 'The cart is not what the shopper approved. The approval was given back; approve again.',
    error_messages: [`Not matching fields: [${differences.join(', ')}]`],
  });
}
