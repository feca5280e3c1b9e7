/** `POST /session`: the cart becomes a Klarna session, or the session that the shopper has follows the cart. */
import type { SessionCreated, SessionRead } from '../../klarna/types.ts';
import { makeCallbackUrls } from '../crypto/callback-token.ts';
import { HttpError, jsonResponse } from '../http/http-error.ts';
import { withKlarnaErrors } from '../http/klarna-error.ts';
import { readJsonBody, requireId } from '../http/read-body.ts';
import type { GetOrderEvent } from '../options.ts';
import { findSavedOrder } from '../order/saved-order.ts';
import type { RequestContext } from '../request-context.ts';
import { getCart } from '../shop.ts';
import { requireClosed } from './close-session.ts';
import { findSession } from './find-session.ts';
import { alreadyOrdered } from './require-order-saved.ts';
import { reuseSession } from './reuse-session.ts';
import {
  createSessionCookie,
  readSessionCookie,
  type SessionCookie,
  serializeSessionCookie,
} from './session-cookie.ts';
import { prepareSessionBody, type SessionBody } from './session-request.ts';

/** Characters: far more than any tag in use. */
const LONGEST_TAG = 100;

/** What the page says of its language is a wish, and pages say all sorts of things: what is no tag is no wish. */
function readLocale(body: Record<string, unknown>): string | undefined {
  const { locale } = body;
  if (locale === undefined || locale === null) return undefined;
  if (typeof locale !== 'string' || locale.length > LONGEST_TAG) {
    throw badRequest('`locale` must be a language tag, like en-DE.');
  }
  try {
    return new Intl.Locale(locale.replaceAll('_', '-')).baseName;
  } catch {
    return undefined;
  }
}

/** `manual`: the shopper confirms on a later page, so Klarna's callback must not order before. */
function readFinalize({ finalize }: Record<string, unknown>): 'auto' | 'manual' {
  if (finalize === undefined || finalize === null || finalize === 'auto') return 'auto';
  if (finalize === 'manual') return finalize;
  throw badRequest('`finalize` must be `auto` or `manual`.');
}

/** A session that the page has given up. Another tab may have brought its cookie back since. */
function readGivenUp(body: Record<string, unknown>): GivenUp {
  if (!body.without) return {};
  const { client_token } = body;
  const without = requireId(body, 'without');
  return typeof client_token === 'string' && client_token !== '' ? { without, client_token } : { without };
}

interface GivenUp {
  /** Its `session_id`. */
  without?: string;
  /** Its `client_token`. */
  client_token?: string;
}

const badRequest = (message: string): HttpError =>
  new HttpError(400, { code: 'configuration', reason: 'bad-request', message });

/**
 * What the element needs, and nothing that it does not. An approval that is not an order yet (the tab died, or the order
 * failed) comes along, so that the shopper is not asked to be approved again. `revision` is another when the cart is.
 */
const toAnswer = (session: OpenSession, body: SessionBody, revision: string, environment: string) => ({
  session_id: session.session_id,
  authorization_token: session.authorization_token,
  expires_at: session.expires_at ?? new Date(Date.now() + SESSION_LIFE).toISOString(),
  revision,
  client_token: session.client_token,
  payment_method_categories: session.payment_method_categories,
  intent: body.intent,
  environment,
  purchase_country: body.purchase_country,
  purchase_currency: body.purchase_currency,
  locale: session.locale ?? body.locale,
  order_amount: body.order_amount,
});

type OpenSession = SessionCreated & Partial<Pick<SessionRead, 'authorization_token' | 'expires_at' | 'locale'>>;

/** Milliseconds. Only a session that is read names its end; a new one has Klarna's 48 hours. */
const SESSION_LIFE = 48 * 3_600_000;

/**
 * If the browser keeps no cookies, the page proves with its `client_token` that the session is its own. Without a proof
 * anybody who knows a `session_id` could cancel that shopper's approval, so then nothing is left. It is not known whether
 * Klarna names the same `client_token` for the whole life of a session. If it does not, nothing is left either.
 *
 * @returns what is remembered of the session that goes on, if there is one
 */
async function closeAbandoned(
  context: RequestContext,
  { without, client_token }: GivenUp,
): Promise<SessionCookie | undefined> {
  const remembered = await readSessionCookie(context);
  if (without === undefined || (remembered && remembered.session_id !== without)) return remembered;
  if (!remembered && client_token === undefined) return undefined;
  const session = await withKlarnaErrors('session', findSession(context, without));
  if (!remembered && session?.client_token !== client_token) return undefined;
  if (session && (await requireClosed(context, remembered ?? { session_id: without }, session)) === 'ordered') {
    const saved = await findSavedOrder(context.config, { session_id: without, session });
    // Of one that was rejected there is nothing to be told: the shopper may buy again.
    if (saved?.fraud_status !== 'REJECTED') throw alreadyOrdered();
  }
  return undefined;
}

async function prepareBody(
  context: RequestContext,
  locale: string | undefined,
  multiPage: boolean,
): Promise<SessionBody> {
  const event: GetOrderEvent = locale === undefined ? { type: 'session' } : { type: 'session', locale };
  const cart = await getCart(context, event);
  if (cart === null) {
    throw new HttpError(409, { code: 'session', reason: 'empty-cart', message: 'There is nothing to buy.' });
  }
  const mistake = context.config.checkMount(context.route.mount);
  if (mistake) context.config.onError(mistake, context.request);
  const { authorization, notification } = await makeCallbackUrls(context, multiPage);
  const urls = context.config.onNotification ? { authorization, notification } : { authorization };
  return prepareSessionBody(cart, locale, urls, context.config.onCustomerToken !== undefined);
}

export async function openSession(context: RequestContext): Promise<Response> {
  const { config, request } = context;
  const wish = await readJsonBody(request);
  const multiPage = readFinalize(wish) === 'manual';
  const askBody = () => prepareBody(context, readLocale(wish), multiPage);
  let body = await askBody();
  let wanted = createSessionCookie('', body, multiPage);
  const remembered = await closeAbandoned(context, readGivenUp(wish));
  const reused = await reuseSession(context, remembered, { wanted, body });
  if (reused === 'ordered') {
    body = await askBody();
    wanted = createSessionCookie('', body, multiPage);
  }
  const isReused = reused !== undefined && reused !== 'ordered';
  const session: OpenSession = isReused
    ? reused.session
    : await withKlarnaErrors('session', config.api.createSession(body));
  const next = isReused ? reused.remembered : { ...wanted, session_id: session.session_id };
  return jsonResponse(toAnswer(session, body, wanted.fingerprint, config.environment), {
    headers: { 'set-cookie': await serializeSessionCookie(context, next) },
  });
}
