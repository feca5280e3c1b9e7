/** `POST /session`: opens a Klarna session for the shop's cart, or brings the shopper's session up to date. */
import { HttpError } from '../http/http-error.ts';
import { jsonResponse } from '../http/json-response.ts';
import { readJsonBody, requireId } from '../http/read-body.ts';
import type { RequestContext } from '../request-context.ts';
import type { AbandonedSession } from '../session/close-abandoned.ts';
import { type OpenedSession, openSession } from '../session/open-session.ts';
import { serializeSessionCookie } from '../session/session-cookie.ts';

/** Far more than any language tag in use. */
const MAX_TAG_LENGTH = 100;

/** Only a session that was read names its end. A new one has Klarna's 48 hours. */
const SESSION_LIFE_MS = 48 * 3_600_000;

export async function sessionRoute(context: RequestContext): Promise<Response> {
  const body = await readJsonBody(context.request);
  const multiPage = readFinalize(body) === 'manual';
  const opened = await openSession(context, { locale: readLocale(body), multiPage, abandoned: readAbandoned(body) });
  const cookie = await serializeSessionCookie(context, opened.cookie);
  return jsonResponse(toSessionResponse(opened, context.config.environment), { 'set-cookie': cookie });
}

/** The page's locale is only a preference. It is ignored if it is not a valid language tag. */
function readLocale({ locale }: Record<string, unknown>): string | undefined {
  if (locale === undefined || locale === null) return undefined;
  if (typeof locale !== 'string' || locale.length > MAX_TAG_LENGTH) {
    throw badRequest('`locale` must be a language tag, like en-DE.');
  }
  try {
    return new Intl.Locale(locale.replaceAll('_', '-')).baseName;
  } catch {
    return undefined;
  }
}

function readFinalize({ finalize }: Record<string, unknown>): 'auto' | 'manual' {
  if (finalize === undefined || finalize === null || finalize === 'auto') return 'auto';
  if (finalize === 'manual') return finalize;
  throw badRequest('`finalize` must be `auto` or `manual`.');
}

function readAbandoned(body: Record<string, unknown>): AbandonedSession | undefined {
  if (!body.without) return undefined;
  const { client_token } = body;
  const session_id = requireId(body, 'without');
  return typeof client_token === 'string' && client_token !== '' ? { session_id, client_token } : { session_id };
}

const badRequest = (message: string): HttpError =>
  new HttpError(400, { code: 'configuration', reason: 'bad-request', message });

/**
 * Only the fields that the element needs. If an authorization is not an order yet (the tab crashed, or the order
 * failed), the element gets its token. So the shopper need not authorize again. `revision` changes when the cart changes.
 */
const toSessionResponse = ({ session, wanted: { body, fingerprint } }: OpenedSession, environment: string) => ({
  session_id: session.session_id,
  authorization_token: session.authorization_token,
  expires_at: session.expires_at ?? new Date(Date.now() + SESSION_LIFE_MS).toISOString(),
  revision: fingerprint,
  client_token: session.client_token,
  payment_method_categories: session.payment_method_categories,
  intent: body.intent,
  environment,
  purchase_country: body.purchase_country,
  purchase_currency: body.purchase_currency,
  locale: session.locale ?? body.locale,
  order_amount: body.order_amount,
});
