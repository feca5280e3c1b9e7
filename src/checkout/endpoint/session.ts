/**
 * What the merchant's endpoint, or the page, says a session is. It crosses a boundary, so it is read with suspicion:
 * a wrong answer becomes one clear error here instead of a riddle in Klarna's script.
 */

import { isRecord } from '../../klarna/is-record.ts';
import { INTENTS, type Intent, type PaymentMethodCategory } from '../../klarna/types.ts';
import { KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { withTimeout } from '../timers.ts';

/** An open session, as `POST {endpoint}/session` answers it. */
export interface CheckoutSession {
  /** A JWT for Klarna's script. */
  readonly client_token: string;
  readonly payment_method_categories: readonly PaymentMethodCategory[];
  /** An approval that was given before the page came (again) and is not an order yet. */
  readonly authorization_token?: string | undefined;
  /** Sent back with the order, so that the endpoint knows which session it was. */
  readonly session_id?: string | undefined;
  readonly intent: Intent;
  readonly environment?: string | undefined;
  /** ISO 3166 alpha-2: decides what the law wants on the button. */
  readonly purchase_country?: string | undefined;
  readonly purchase_currency?: string | undefined;
  readonly locale?: string | undefined;
  /** Minor units: what is to be paid. */
  readonly order_amount?: number | undefined;
  /** ISO 8601: when Klarna forgets the session. */
  readonly expires_at?: string | undefined;
  /** Another one when the cart is another. */
  readonly revision?: string | undefined;
}

const malformed = (source: string, what: string) =>
  new KlarnaCheckoutError('session', `${source} gave no usable session: ${what}.`, { reason: 'bad-response' });

const optionalString = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

function readCategory(value: unknown, index: number, source: string): PaymentMethodCategory {
  const { identifier, name, asset_urls } = isRecord(value) ? value : {};
  if (typeof identifier !== 'string' || !/^[\w-]+$/.test(identifier) || typeof name !== 'string') {
    throw malformed(source, `\`payment_method_categories[${index}]\` needs \`identifier\` and \`name\``);
  }
  const { standard, descriptive } = isRecord(asset_urls) ? asset_urls : {};
  const urls: NonNullable<PaymentMethodCategory['asset_urls']> = {};
  if (typeof standard === 'string') urls.standard = standard;
  if (typeof descriptive === 'string') urls.descriptive = descriptive;
  return { identifier, name, asset_urls: urls };
}

/**
 * @param value what came, of any shape
 * @param source who gave it, for the message: `POST /klarna/session`, or the property `session`
 * @throws {KlarnaCheckoutError} `session` with reason `bad-response`
 */
export function readSession(value: unknown, source: string): CheckoutSession {
  if (!isRecord(value)) throw malformed(source, 'it is not a JSON object');
  const { client_token, payment_method_categories, intent = 'buy' } = value;
  if (typeof client_token !== 'string' || client_token.split('.').length !== 3) {
    throw malformed(source, '`client_token` is not the token that Klarna returned');
  }
  if (!Array.isArray(payment_method_categories)) throw malformed(source, '`payment_method_categories` is not a list');
  if (!INTENTS.includes(intent as Intent)) throw malformed(source, '`intent` is none of Klarna’s');
  const categories = payment_method_categories.map((category, index) => readCategory(category, index, source));
  return {
    client_token,
    // The schema calls the items unique; a repeated identifier would collide in Klarna's iframe ids.
    payment_method_categories: [...new Map(categories.map((category) => [category.identifier, category])).values()],
    authorization_token: optionalString(value.authorization_token),
    session_id: optionalString(value.session_id),
    intent: intent as Intent,
    environment: optionalString(value.environment),
    purchase_country: optionalString(value.purchase_country)?.toUpperCase(),
    purchase_currency: optionalString(value.purchase_currency),
    locale: optionalString(value.locale),
    order_amount: Number.isSafeInteger(value.order_amount) ? (value.order_amount as number) : undefined,
    expires_at: optionalString(value.expires_at),
    revision: optionalString(value.revision),
  };
}

/**
 * @param given the property `session`: a session, or a promise of one that was begun before the element came
 * @param timeout milliseconds for a session that the page is still waiting for itself
 * @throws {KlarnaCheckoutError} `session`
 */
export async function readHostSession(given: unknown, timeout: number): Promise<CheckoutSession> {
  const source = 'The property `session`';
  const late = new KlarnaCheckoutError('session', `${source} did not come.`, { reason: 'timeout' });
  let value: unknown;
  try {
    value = await withTimeout(Promise.resolve(given), timeout, late);
  } catch (thrown) {
    throw toCheckoutError(thrown, 'session', `${source} was rejected.`);
  }
  return readSession(value, source);
}
