/** The session that the shopper's cookie names, brought up to date, so that a reload opens no second one. */
import type { SessionRead } from '../../klarna/types.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { buysToo } from '../order/customer-token-request.ts';
import { findDifferences } from '../order-check/compare-orders.ts';
import type { RequestContext } from '../request-context.ts';
import { hasSameCallbackMode } from './callback-urls.ts';
import { requireClosed } from './close-session.ts';
import { listOlder, type SessionCookie } from './session-cookie.ts';
import type { SessionBody } from './session-request.ts';

/** Milliseconds of life that a session must have left: time for the shopper to finish. */
const LIFE_LEFT = 10 * 60_000;

const isUsable = ({ status, expires_at }: SessionRead): boolean =>
  status === 'incomplete' && !(Date.parse(expires_at) - Date.now() < LIFE_LEFT);

type RefreshedSession = SessionRead & {
  /** An approval that was for another cart. Klarna goes on naming it, so the cookie has to know. */
  stale_token?: string | undefined;
};

export interface ReusedSession {
  session: RefreshedSession & { session_id: string };
  /** For the cookie. */
  remembered: SessionCookie;
}

interface Cart {
  /** What is to be remembered of it, of whatever session. */
  wanted: SessionCookie;
  body: SessionBody;
}

/**
 * @returns undefined where a new session is needed: expired, unknown, or of another country or language; `ordered` where
 *   it is one that has its order, which is saved: the cart that was asked for before may be the one that is bought
 * @throws {HttpError} also where it is ordered and the shop has not saved the order, or may still be ordered
 */
export async function reuseSession(
  context: RequestContext,
  remembered: SessionCookie | undefined,
  cart: Cart,
): Promise<ReusedSession | 'ordered' | undefined> {
  if (!remembered) return undefined;
  try {
    const session = await refreshSession(context, remembered, cart);
    if (isUsable(session)) {
      const reused = toReused(context, remembered, session, cart);
      if (reused) return reused;
    }
    const { stale_token, ...left } = session;
    // An approval for another cart is of no use, and unspent all the same.
    const unspent = { authorization_token: stale_token, ...left };
    return (await requireClosed(context, remembered, unspent)) === 'ordered' ? 'ordered' : undefined;
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status === 404) return undefined;
    throw toHttpError(error, 'session');
  }
}

async function refreshSession(
  context: RequestContext,
  remembered: SessionCookie,
  cart: Cart,
): Promise<RefreshedSession> {
  const { api } = context.config;
  const { session_id, scope, fingerprint, stale_token } = remembered;
  const { wanted, body } = cart;
  const readUpdated = async (): Promise<RefreshedSession> => {
    const { authorization_token, ...session } = await api.readSession(session_id);
    return { ...session, stale_token: authorization_token };
  };
  const isOfFrame = scope === wanted.scope;
  if (isOfFrame && fingerprint !== wanted.fingerprint) {
    await api.updateSession(session_id, body).catch(unlessCompleted);
    return readUpdated();
  }
  const { authorization_token, ...session } = await api.readSession(session_id);
  const current =
    authorization_token === stale_token
      ? { ...session, stale_token }
      : { ...session, authorization_token, stale_token };
  // The cookie of an older answer may have won the race of two tabs: Klarna's word counts.
  if (!isOfFrame || !isUsable(current) || isCart(context, current, body)) return current;
  await api.updateSession(session_id, body);
  return readUpdated();
}

const isCart = (context: RequestContext, session: RefreshedSession, body: SessionBody): boolean =>
  findDifferences(session, body).length === 0 && hasSameCallbackMode(context, session, body);

function toReused(
  context: RequestContext,
  remembered: SessionCookie,
  { stale_token, ...session }: RefreshedSession,
  { wanted, body }: Cart,
): ReusedSession | undefined {
  const { session_id, unsaved_token, changed } = remembered;
  const reused = { ...session, session_id };
  const older = olderThanNext(remembered, session);
  if (remembered.scope === wanted.scope) {
    const notes = {
      ...(unsaved_token !== undefined && { unsaved_token }),
      ...(stale_token !== undefined && { stale_token }),
      ...(changed !== undefined && { changed }),
      ...(older && { older }),
    };
    return { session: reused, remembered: { ...wanted, session_id, ...notes } };
  }
  // What was approved matters more than its language.
  const isApproved = session.authorization_token !== undefined && (session.intent ?? 'buy') === body.intent;
  if (!isApproved || !isCart(context, session, body)) return undefined;
  return { session: reused, remembered: { ...remembered, ...(older && { older }) } };
}

/**
 * The shopper may approve anew instead of ordering what is approved, and Klarna then names only the newer approval. Klarna's
 * callback, or a request whose answer was lost, may have made a customer token of the one before.
 */
function olderThanNext(remembered: SessionCookie, session: SessionRead): readonly string[] | undefined {
  if (!buysToo(session)) return remembered.older;
  const { authorization_token } = session;
  const older = listOlder(remembered, authorization_token);
  const all = authorization_token === undefined ? older : [...older, authorization_token];
  return all.length > 0 ? all : undefined;
}

/** What became of it is in the session. */
function unlessCompleted(error: unknown): void {
  if (!(error instanceof KlarnaApiError) || error.error_code !== 'SESSION_COMPLETED') throw error;
}
