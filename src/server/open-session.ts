/** `POST /session`: the cart becomes a Klarna session. */
import type { SessionCreated } from '../klarna/types.ts';
import { askForCart } from './ask-shop.ts';
import type { GetOrderEvent } from './handler-options.ts';
import { askKlarna } from './klarna-refusal.ts';
import { readJsonBody } from './read-json-body.ts';
import { jsonResponse, Refusal } from './refusal.ts';
import { prepareSessionBody, type SessionBody } from './session-body.ts';
import { authorizationUrl, type Visit } from './visit.ts';

function readLocale(body: Record<string, unknown>): string | undefined {
  const { locale } = body;
  if (locale === undefined || locale === null) return undefined;
  if (typeof locale === 'string' && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*$/.test(locale) && locale.length <= 35)
    return locale;
  throw new Refusal(400, {
    code: 'configuration',
    reason: 'bad-request',
    message: '`locale` must be a language tag, like en-DE.',
  });
}

/** What the element needs, and nothing that it does not. */
const toAnswer = (created: SessionCreated, body: SessionBody, environment: string) => ({
  session_id: created.session_id,
  client_token: created.client_token,
  payment_method_categories: created.payment_method_categories,
  intent: body.intent,
  environment,
  purchase_country: body.purchase_country,
  purchase_currency: body.purchase_currency,
  locale: body.locale,
  order_amount: body.order_amount,
});

export async function openSession(visit: Visit): Promise<Response> {
  const { settings, request } = visit;
  const locale = readLocale(await readJsonBody(request));
  const event: GetOrderEvent = locale === undefined ? { type: 'session' } : { type: 'session', locale };
  const cart = await askForCart(visit, event);
  if (!cart) {
    throw new Refusal(409, { code: 'session', reason: 'empty-cart', message: 'There is nothing to buy.' });
  }
  const body = prepareSessionBody(cart, locale, await authorizationUrl(visit));
  const created = await askKlarna('session', settings.api.createSession(body));
  return jsonResponse(toAnswer(created, body, settings.environment));
}
