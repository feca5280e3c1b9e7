/**
 * Makes the body of Klarna's session from the cart that the shop's `getOrder` returned. It fills in defaults, checks all
 * that Klarna's guide requires, and refuses customer details. Nothing is sent to Klarna before all checks pass.
 */

import { isRecord } from '../../klarna/is-record.ts';
import { findMarket, type Market } from '../../klarna/markets.ts';
import {
  type CustomerDetails,
  INTENTS,
  type Intent,
  type MerchantUrls,
  type SessionRequest,
} from '../../klarna/types.ts';
import { withoutNulls } from '../../klarna/without-nulls.ts';
import { HttpError } from '../http/http-error.ts';
import { badOrder, requireSoundOrder } from '../order/check-cart.ts';

/** A session body with all fields that Klarna's guide requires. */
export type SessionBody = SessionRequest & { locale: string; intent: Intent; merchant_urls: MerchantUrls };

/** The element sends these with `authorize()`, and never before (Klarna's privacy rule). */
const CUSTOMER_DETAILS = ['billing_address', 'shipping_address', 'customer'] as const;

/** Klarna wants these two fields of `customer` in the new session. They name the kind of customer and no person. */
const CUSTOMER_KIND = ['type', 'organization_entity_type'];

/** @returns the paths of personal details that have a value */
function findEarlyDetails(given: SessionRequest & CustomerDetails): string[] {
  return CUSTOMER_DETAILS.flatMap((name) => {
    const details: unknown = withoutNulls(given[name] ?? {});
    if (!isRecord(details)) return [name];
    const members = Object.keys(details).filter((member) => name !== 'customer' || !CUSTOMER_KIND.includes(member));
    return members.map((member) => `${name}.${member}`);
  });
}

/** The cart without members that have no value. */
function readCart(given: SessionRequest & CustomerDetails): SessionRequest {
  const { billing_address, shipping_address, customer, ...cart } = withoutNulls(given) as SessionRequest &
    CustomerDetails;
  return { ...cart, ...(customer && Object.keys(customer).length > 0 && { customer }) };
}

/** The wanted locale if the market has it; else the market's locale of the same language; else the market's first. */
export function resolveLocale(wanted: string | undefined, market: Market | undefined): string | undefined {
  if (!market) return wanted;
  const asked = wanted?.toLowerCase() ?? '';
  const language = asked.split('-')[0] ?? '';
  return (
    market.locales.find((locale) => locale.toLowerCase() === asked) ??
    market.locales.find((locale) => locale.startsWith(`${language}-`)) ??
    market.locales[0]
  );
}

/**
 * @param given the cart from `getOrder`. Its `locale` wins over the page's. Null means absent, on every level.
 * @param page_locale the language of the page
 * @param callbacks the handler's URLs. The shop's own `merchant_urls` win
 * @param makesTokens true if the shop saves customer tokens
 * @throws {HttpError} 500 `configuration`, with every problem in `error_messages`
 */
export function prepareSessionBody(
  given: SessionRequest,
  page_locale: string | undefined,
  callbacks: { authorization: string; notification?: string },
  makesTokens: boolean,
): SessionBody {
  const early = findEarlyDetails(given);
  if (early.length > 0) {
    throw new HttpError(500, {
      code: 'configuration',
      reason: 'customer-details',
      message:
        '`getOrder` returned customer details. Klarna’s privacy rule (GDPR) allows them with `authorize()` and not before: set them on the element. The session takes only `type` and `organization_entity_type` of `customer`.',
      error_messages: early.map((name) => `${name}: not allowed here`),
    });
  }
  requireSoundOrder(given);
  const order = readCart(given);
  const locale = order.locale ?? resolveLocale(page_locale, findMarket(order.purchase_country));
  const { intent = 'buy' } = order;
  const problems: string[] = [];
  if (!locale) problems.push('locale: required, and no default is known for this purchase_country');
  if (!INTENTS.includes(intent)) problems.push(`intent: expected one of ${INTENTS.join(', ')}, given ${intent}`);
  else if (intent !== 'buy' && !makesTokens) {
    problems.push(`intent: ${intent} makes a customer token, and the handler has no \`onCustomerToken\` to give it to`);
  }
  if (problems.length > 0) throw badOrder(problems);
  const merchant_urls = { ...callbacks, ...order.merchant_urls };
  return { ...order, locale: locale as string, intent, merchant_urls };
}
