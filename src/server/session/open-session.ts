/** Opens a session for the shop's cart, or keeps the shopper's session and brings it up to date. */
import type { SessionCreated, SessionRead } from '../../klarna/types.ts';
import { HttpError } from '../http/http-error.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { findMountMistake } from '../http/mount-check.ts';
import type { GetOrderEvent } from '../options.ts';
import type { RequestContext } from '../request-context.ts';
import { getCart } from '../shop.ts';
import { makeCallbackUrls } from './callback-urls.ts';
import { type AbandonedSession, closeAbandoned } from './close-abandoned.ts';
import { reuseSession, type WantedSession } from './reuse-session.ts';
import { describeSession, readSessionCookie, type SessionCookie } from './session-cookie.ts';
import { prepareSessionBody } from './session-request.ts';

/** The wishes of the page. */
interface OpenOptions {
  /** A language tag. It is a preference only. */
  locale: string | undefined;
  /** The shopper confirms on a later page, so Klarna's callback must not place the order before. */
  multiPage: boolean;
  abandoned: AbandonedSession | undefined;
}

export interface OpenedSession {
  session: SessionCreated & Partial<Pick<SessionRead, 'authorization_token' | 'expires_at' | 'locale'>>;
  wanted: WantedSession;
  cookie: SessionCookie;
}

/** @throws {HttpError} the answer for the browser */
export async function openSession(context: RequestContext, options: OpenOptions): Promise<OpenedSession> {
  const wanted = await prepareSession(context, options);
  const cookie = await closeAbandoned(context, await readSessionCookie(context), options.abandoned);
  const reuse = await reuseSession(context, cookie, wanted);
  switch (reuse.kind) {
    case 'reused':
      return { session: reuse.session, cookie: reuse.cookie, wanted };
    case 'already-ordered':
      // The cart from before may be what that order bought, so the shop is asked again.
      return createSession(context, await prepareSession(context, options));
    case 'not-reusable':
      return createSession(context, wanted);
  }
}

/** Asks the shop for the cart and builds the body of Klarna's session from it. */
async function prepareSession(context: RequestContext, { locale, multiPage }: OpenOptions): Promise<WantedSession> {
  const { config, request, route } = context;
  const event: GetOrderEvent = locale === undefined ? { type: 'session' } : { type: 'session', locale };
  const cart = await getCart(context, event);
  if (cart === null) {
    throw new HttpError(409, { code: 'session', reason: 'empty-cart', message: 'There is nothing to buy.' });
  }
  const mistake = findMountMistake(config, route.mount);
  if (mistake !== undefined) config.reportOnce('mount', mistake, request);
  const { authorization, notification } = await makeCallbackUrls(context, { passive: multiPage });
  const urls = config.onNotification ? { authorization, notification } : { authorization };
  const body = prepareSessionBody(cart, locale, urls, config.onCustomerToken !== undefined);
  return { body, ...describeSession(body, multiPage) };
}

async function createSession(context: RequestContext, wanted: WantedSession): Promise<OpenedSession> {
  const session = await withKlarnaErrors('session', context.config.api.createSession(wanted.body));
  const { scope, fingerprint } = wanted;
  return { session, wanted, cookie: { session_id: session.session_id, scope, fingerprint } };
}
