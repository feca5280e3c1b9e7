/**
 * Closes a session because another one takes its place, or because the shopper pays another way.
 *
 * The handler cancels the authorization. It also makes Klarna's callback passive. Otherwise the shopper could still
 * authorize the old session in a window that stayed open. That would become a second order of the same cart.
 */
import type { SessionRead } from '../../klarna/types.ts';
import { HttpError } from '../http/http-error.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { abandonAuthorization } from '../order/abandon-authorization.ts';
import { cancelOlderTokens, cancelUnorderedTokens } from '../order/cancel-older-tokens.ts';
import { buysToo } from '../order/customer-token-request.ts';
import type { RequestContext } from '../request-context.ts';
import { findOwnCallback, makeCallbackUrls } from './callback-urls.ts';
import { findSession } from './find-session.ts';
import { requireOrderSaved } from './require-order-saved.ts';
import { listOlderTokens, type SessionCookie, serializeSessionCookie } from './session-cookie.ts';

/** `authorization_token`: Klarna named it just before the order. It need not be the one that made the order. */
type Closed = { kind: 'closed' } | { kind: 'already-ordered'; authorization_token?: string };

/**
 * - `closed`: the session becomes no order any more.
 * - `already-ordered`: the session has its order, and the shop has saved it.
 * - `callback-active`: Klarna's callback may still place an order.
 */
type CloseResult = Closed | { kind: 'callback-active' };

/** The cookie fields that closing a session needs. */
type ClosingFields = Pick<SessionCookie, 'session_id'> & Partial<SessionCookie>;

/**
 * Cancels the customer tokens too: of the session's authorization, and of those that the cookie knows. Other errors go to
 * `onError`. An authorization that the handler cannot cancel expires after 60 minutes.
 *
 * @throws {HttpError} if the session has an order that the shop has not saved, or a customer token that a repeat may cancel
 */
export async function closeSession(
  context: RequestContext,
  cookie: ClosingFields,
  session: SessionRead,
): Promise<CloseResult> {
  const result = await closeAtKlarna(context, cookie, session);
  if (result.kind !== 'already-ordered') return result;
  const { config, request } = context;
  const { authorization_token = session.authorization_token } = result;
  const complete: SessionRead = { ...session, status: 'complete' };
  try {
    await requireOrderSaved(context, cookie, complete);
    await cancelUnorderedTokens(config, { session: complete, request }, listTokens(cookie, { authorization_token }));
  } catch (error) {
    if (authorization_token === undefined || !buysToo(session)) throw error;
    await rememberToken(context, cookie, authorization_token, error);
  }
  return result;
}

/**
 * Closes a session before another one takes its place.
 *
 * @throws {HttpError} as `closeSession`; if Klarna does not answer; and 503 if the session may still become an order, because the shopper could then
 *   pay the cart twice
 */
export async function requireClosed(
  context: RequestContext,
  cookie: ClosingFields,
  session: SessionRead,
): Promise<Closed> {
  const result = await withKlarnaErrors('session', closeSession(context, cookie, session));
  if (result.kind !== 'callback-active') return result;
  throw new HttpError(503, {
    code: 'session',
    reason: 'unavailable',
    message: 'The old session could not be closed. Try again.',
  });
}

/** The authorization_tokens that the cookie knows, and the one that Klarna named. */
const listTokens = (
  cookie: ClosingFields,
  { authorization_token }: Pick<SessionRead, 'authorization_token'>,
): string[] => {
  const older = listOlderTokens(cookie, authorization_token);
  return authorization_token === undefined ? older : [...older, authorization_token];
};

async function closeAtKlarna(
  context: RequestContext,
  cookie: ClosingFields,
  session: SessionRead,
): Promise<CloseResult> {
  const { config, request } = context;
  const { session_id } = cookie;
  if (session.status === 'complete') return { kind: 'already-ordered' };
  const result = await disableCallback(context, session_id, session);
  if (result.kind === 'already-ordered') return result;
  // The shopper may have authorized since the first read, and a callback that read the session then still orders.
  const now = await findSession(context, session_id);
  if (now === undefined) return result;
  if (now.status === 'complete') return { kind: 'already-ordered' };
  const { authorization_token = session.authorization_token } = now;
  const owner = { session_id, session: now, request };
  if (authorization_token !== undefined) {
    const abandoned = abandonAuthorization(config, { ...owner, authorization_token });
    const state = await abandoned.catch((error) => rememberToken(context, cookie, authorization_token, error));
    if (state === 'ordered') return { kind: 'already-ordered', authorization_token };
  }
  const older = listTokens(cookie, session).filter((token) => token !== authorization_token);
  await cancelOlderTokens(config, owner, older);
  return result;
}

/**
 * Klarna may have cancelled the authorization and not its customer token, or the session may have its order. Klarna does not name
 * the authorization any more then, so the cookie notes it for the next try.
 *
 * @throws always
 */
async function rememberToken(
  context: RequestContext,
  cookie: ClosingFields,
  authorization_token: string,
  error: unknown,
): Promise<never> {
  const { scope, fingerprint } = cookie;
  // Without a cookie the page has proved that the session is its own. It has no place for a note.
  if (!(error instanceof HttpError) || scope === undefined || fingerprint === undefined) throw error;
  const known = listOlderTokens(cookie);
  if (known.includes(authorization_token)) throw error;
  const older = [...known, authorization_token];
  const noted = await serializeSessionCookie(context, { ...cookie, scope, fingerprint, older });
  throw error.withHeaders({ 'set-cookie': noted });
}

async function disableCallback(
  context: RequestContext,
  session_id: string,
  session: SessionRead,
): Promise<CloseResult> {
  const { config, request } = context;
  if (findOwnCallback(context, session) === undefined) return { kind: 'closed' };
  const { authorization } = await makeCallbackUrls(context, { passive: true });
  const merchant_urls = { ...session.merchant_urls, authorization };
  try {
    await config.api.updateSession(session_id, { merchant_urls });
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.error_code === 'SESSION_COMPLETED') return { kind: 'already-ordered' };
    if (error.status === 404) return { kind: 'closed' };
    config.onError(error, request);
    return { kind: 'callback-active' };
  }
  return { kind: 'closed' };
}
