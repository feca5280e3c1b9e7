/** The session that the shopper's cookie names, brought up to date, so that a reload opens no second one. */
import type { SessionRead } from '../../klarna/types.ts';
import { toRefusal } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { buysToo } from '../order/customer-token-request.ts';
import { findDifferences } from '../order-check/compare-orders.ts';
import type { Visit } from '../request-context.ts';
import { isArmedAs } from './callback-urls.ts';
import { requireLeft } from './close-session.ts';
import { listOlder, type RememberedSession } from './session-cookie.ts';
import type { SessionBody } from './session-request.ts';

/** Milliseconds of life that a session must have left: time for the shopper to finish. */
const LIFE_LEFT = 10 * 60_000;

const isUsable = ({ status, expires_at }: SessionRead): boolean =>
  status === 'incomplete' && !(Date.parse(expires_at) - Date.now() < LIFE_LEFT);

type UpToDate = SessionRead & {
  /** An approval that was for another cart. Klarna goes on naming it, so the cookie has to know. */
  stale?: string | undefined;
};

export interface Reused {
  session: UpToDate & { session_id: string };
  /** For the cookie. */
  remembered: RememberedSession;
}

interface Cart {
  /** What is to be remembered of it, of whatever session. */
  wanted: RememberedSession;
  body: SessionBody;
}

/**
 * @returns undefined where a new session is needed: expired, unknown, or of another country or language; `ordered` where
 *   it is one that has its order, which is saved: the cart that was asked for before may be the one that is bought
 * @throws {Refusal} also where it is ordered and the shop has not saved the order, or may still be ordered
 */
export async function reuseSession(
  visit: Visit,
  remembered: RememberedSession | undefined,
  cart: Cart,
): Promise<Reused | 'ordered' | undefined> {
  if (!remembered) return undefined;
  try {
    const session = await bringUpToDate(visit, remembered, cart);
    if (isUsable(session)) {
      const reused = reuse(visit, remembered, session, cart);
      if (reused) return reused;
    }
    const { stale, ...left } = session;
    // An approval for another cart is of no use, and unspent all the same.
    const unspent = { authorization_token: stale, ...left };
    return (await requireLeft(visit, remembered, unspent)) === 'ordered' ? 'ordered' : undefined;
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status === 404) return undefined;
    throw toRefusal(error, 'session');
  }
}

async function bringUpToDate(visit: Visit, remembered: RememberedSession, cart: Cart): Promise<UpToDate> {
  const { api } = visit.settings;
  const { session_id, frame, fingerprint, stale } = remembered;
  const { wanted, body } = cart;
  const readUpdated = async (): Promise<UpToDate> => {
    const { authorization_token, ...session } = await api.readSession(session_id);
    return { ...session, stale: authorization_token };
  };
  const isOfFrame = frame === wanted.frame;
  if (isOfFrame && fingerprint !== wanted.fingerprint) {
    await api.updateSession(session_id, body).catch(unlessCompleted);
    return readUpdated();
  }
  const { authorization_token, ...session } = await api.readSession(session_id);
  const current = authorization_token === stale ? { ...session, stale } : { ...session, authorization_token, stale };
  // The cookie of an older answer may have won the race of two tabs: Klarna's word counts.
  if (!isOfFrame || !isUsable(current) || isCart(visit, current, body)) return current;
  await api.updateSession(session_id, body);
  return readUpdated();
}

const isCart = (visit: Visit, session: UpToDate, body: SessionBody): boolean =>
  findDifferences(session, body).length === 0 && isArmedAs(visit, session, body);

function reuse(
  visit: Visit,
  remembered: RememberedSession,
  { stale, ...session }: UpToDate,
  { wanted, body }: Cart,
): Reused | undefined {
  const { session_id, unsaved, changed } = remembered;
  const reused = { ...session, session_id };
  const older = olderThanNext(remembered, session);
  if (remembered.frame === wanted.frame) {
    const notes = {
      ...(unsaved !== undefined && { unsaved }),
      ...(stale !== undefined && { stale }),
      ...(changed !== undefined && { changed }),
      ...(older && { older }),
    };
    return { session: reused, remembered: { ...wanted, session_id, ...notes } };
  }
  // What was approved matters more than its language.
  const isApproved = session.authorization_token !== undefined && (session.intent ?? 'buy') === body.intent;
  if (!isApproved || !isCart(visit, session, body)) return undefined;
  return { session: reused, remembered: { ...remembered, ...(older && { older }) } };
}

/**
 * The shopper may approve anew instead of ordering what is approved, and Klarna then names only the newer approval. Klarna's
 * callback, or a request whose answer was lost, may have made a customer token of the one before.
 */
function olderThanNext(remembered: RememberedSession, session: SessionRead): readonly string[] | undefined {
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
