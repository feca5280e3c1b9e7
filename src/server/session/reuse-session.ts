/** Keeps the session that the shopper's cookie names and brings it up to date, so that a reload opens no second one. */
import type { SessionRead } from '../../klarna/types.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { buysToo } from '../order/customer-token-request.ts';
import { findCartDifferences } from '../order-check/compare-orders.ts';
import type { RequestContext } from '../request-context.ts';
import { hasSameCallbackMode } from './callback-urls.ts';
import { requireClosed } from './close-session.ts';
import { listOlderTokens, type SessionCookie } from './session-cookie.ts';
import type { SessionBody } from './session-request.ts';

/** A session must have this much time left, so that the shopper can finish. */
const MIN_LIFE_LEFT_MS = 10 * 60_000;

const isUsable = ({ status, expires_at }: SessionRead): boolean =>
  status === 'incomplete' && !(Date.parse(expires_at) - Date.now() < MIN_LIFE_LEFT_MS);

type RefreshedSession = SessionRead & {
  /** The token of an authorization for an older cart. Klarna still names it, so the cookie has to know it. */
  stale_token?: string | undefined;
};

/** The session that the shop's cart needs. */
export interface WantedSession extends Pick<SessionCookie, 'scope' | 'fingerprint'> {
  body: SessionBody;
}

interface ReusedSession {
  kind: 'reused';
  session: RefreshedSession & { session_id: string };
  cookie: SessionCookie;
}

/**
 * - `reused`: the session of the cookie fits the cart.
 * - `already-ordered`: the session has its order, and the shop has saved it. The cart may be what that order bought.
 * - `not-reusable`: there is no session, or it is unknown, nearly over, or of another country or language.
 */
type ReuseResult = ReusedSession | { kind: 'already-ordered' } | { kind: 'not-reusable' };

/**
 * Closes the session of the cookie if it cannot be reused.
 *
 * @throws {HttpError} also if the session has an order that the shop has not saved, or may still become an order
 */
export async function reuseSession(
  context: RequestContext,
  cookie: SessionCookie | undefined,
  wanted: WantedSession,
): Promise<ReuseResult> {
  if (!cookie) return { kind: 'not-reusable' };
  try {
    const session = await refreshSession(context, cookie, wanted);
    const reused = isUsable(session) && toReused(context, cookie, session, wanted);
    if (reused) return reused;
    const { stale_token, ...rest } = session;
    // An authorization for an older cart is still valid at Klarna, so it must be cancelled too.
    const result = await requireClosed(context, cookie, { authorization_token: stale_token, ...rest });
    return result.kind === 'already-ordered' ? result : { kind: 'not-reusable' };
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status === 404) return { kind: 'not-reusable' };
    throw toHttpError(error, 'session');
  }
}

async function refreshSession(
  context: RequestContext,
  cookie: SessionCookie,
  { body, ...wanted }: WantedSession,
): Promise<RefreshedSession> {
  const { api } = context.config;
  const { session_id, stale_token } = cookie;
  const readUpdated = async (): Promise<RefreshedSession> => {
    const { authorization_token, ...session } = await api.readSession(session_id);
    return { ...session, stale_token: authorization_token };
  };
  const hasSameScope = cookie.scope === wanted.scope;
  if (hasSameScope && cookie.fingerprint !== wanted.fingerprint) {
    await api.updateSession(session_id, body).catch(ignoreCompleted);
    return readUpdated();
  }
  const { authorization_token, ...session } = await api.readSession(session_id);
  const current =
    authorization_token === stale_token
      ? { ...session, stale_token }
      : { ...session, authorization_token, stale_token };
  // If two tabs asked at once, the cookie may be from the older answer. So Klarna's session counts.
  if (!hasSameScope || !isUsable(current) || isCart(context, current, body)) return current;
  await api.updateSession(session_id, body);
  return readUpdated();
}

const isCart = (context: RequestContext, session: RefreshedSession, body: SessionBody): boolean =>
  findCartDifferences(session, body).length === 0 && hasSameCallbackMode(context, session, body);

function toReused(
  context: RequestContext,
  cookie: SessionCookie,
  { stale_token, ...session }: RefreshedSession,
  { body, ...wanted }: WantedSession,
): ReusedSession | undefined {
  const { session_id, unsaved_token, changed } = cookie;
  const reused = { kind: 'reused', session: { ...session, session_id } } as const;
  const older = olderThanNext(cookie, session);
  if (cookie.scope === wanted.scope) {
    const kept = {
      ...(unsaved_token !== undefined && { unsaved_token }),
      ...(stale_token !== undefined && { stale_token }),
      ...(changed !== undefined && { changed }),
      ...(older && { older }),
    };
    return { ...reused, cookie: { ...wanted, session_id, ...kept } };
  }
  // An authorized session is kept even if the page's language has changed.
  const isAuthorized = session.authorization_token !== undefined && (session.intent ?? 'buy') === body.intent;
  if (!isAuthorized || !isCart(context, session, body)) return undefined;
  return { ...reused, cookie: { ...cookie, ...(older && { older }) } };
}

/**
 * The shopper may authorize again before ordering, and Klarna then names only the newer authorization. A callback, or a
 * request whose answer was lost, may have made a customer token from the older one.
 */
function olderThanNext(cookie: SessionCookie, session: SessionRead): readonly string[] | undefined {
  if (!buysToo(session)) return cookie.older;
  const { authorization_token } = session;
  const older = listOlderTokens(cookie, authorization_token);
  const all = authorization_token === undefined ? older : [...older, authorization_token];
  return all.length > 0 ? all : undefined;
}

/** A completed session cannot be updated. The handler reads it next and sees the order. */
function ignoreCompleted(error: unknown): void {
  if (!(error instanceof KlarnaApiError) || error.error_code !== 'SESSION_COMPLETED') throw error;
}
