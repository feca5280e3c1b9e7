/**
 * Reads the session that the merchant's endpoint or the page gives. The value comes from outside, so every field is
 * checked. A wrong value becomes a clear error here instead of a strange failure in Klarna's script.
 */

import { isRecord } from '../../klarna/is-record.ts';
import { INTENTS, type Intent, type PaymentMethodCategory } from '../../klarna/types.ts';
import { KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { toText } from '../text.ts';
import { withTimeout } from '../timers.ts';

/** An open session, in the shape of the answer to `POST {endpoint}/session`. */
export interface CheckoutSession {
  /** A JWT for Klarna's script. */
  readonly client_token: string;
  readonly payment_method_categories: readonly PaymentMethodCategory[];
  /** An authorization that an earlier page got and that is not an order yet. */
  readonly authorization_token?: string | undefined;
  /** Sent with the order, so that the endpoint knows the session. */
  readonly session_id?: string | undefined;
  readonly intent: Intent;
  readonly environment?: string | undefined;
  /** ISO 3166 alpha-2. It decides which words the law wants on the button. */
  readonly purchase_country?: string | undefined;
  readonly purchase_currency?: string | undefined;
  readonly locale?: string | undefined;
  /** The amount to pay, in minor units. */
  readonly order_amount?: number | undefined;
  /** ISO 8601. Klarna deletes the session then. */
  readonly expires_at?: string | undefined;
  /** Changes whenever the cart changes. */
  readonly revision?: string | undefined;
}

const malformed = (source: string, what: string) =>
  new KlarnaCheckoutError('session', `${source} gave no usable session: ${what}.`, { reason: 'bad-response' });

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
 * @param value the answer, of any shape
 * @param source the origin of the value, for the message: `POST /klarna/session`, or the property `session`
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
    // Klarna's schema says that the items are unique. A repeated identifier would collide in Klarna's iframe ids.
    payment_method_categories: [...new Map(categories.map((category) => [category.identifier, category])).values()],
    authorization_token: toText(value.authorization_token),
    session_id: toText(value.session_id),
    intent: intent as Intent,
    environment: toText(value.environment),
    purchase_country: toText(value.purchase_country)?.toUpperCase(),
    purchase_currency: toText(value.purchase_currency),
    locale: toText(value.locale),
    order_amount: Number.isSafeInteger(value.order_amount) ? (value.order_amount as number) : undefined,
    expires_at: toText(value.expires_at),
    revision: toText(value.revision),
  };
}

/**
 * @param given the property `session`: a session, or a promise of one
 * @param timeoutMs the promise has this time
 * @throws {KlarnaCheckoutError} `session`
 */
export async function readHostSession(given: unknown, timeoutMs: number): Promise<CheckoutSession> {
  const source = 'The property `session`';
  const late = new KlarnaCheckoutError('session', `${source} did not come.`, { reason: 'timeout' });
  let value: unknown;
  try {
    value = await withTimeout(Promise.resolve(given), timeoutMs, late);
  } catch (thrown) {
    throw toCheckoutError(thrown, 'session', `${source} was rejected.`);
  }
  return readSession(value, source);
}
