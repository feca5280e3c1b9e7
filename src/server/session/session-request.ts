/**
 * The body that opens a session, made from what the shop's `getOrder` returned: defaults put in, everything that
 * Klarna's guide requires checked, customer details refused. Nothing is sent before it holds.
 */

import { isRecord } from '../../klarna/is-record.ts';
import { findMarket, type Market } from '../../klarna/markets.ts';
import {
  type CustomerDetails,
  INTENTS,
  type Intent,
  type MerchantUrls,
  type Order,
  type SessionRequest,
} from '../../klarna/types.ts';
import { withoutNulls } from '../../klarna/without-nulls.ts';
import { HttpError } from '../http/http-error.ts';
import { findOrderProblems } from '../order-check/check-order.ts';

/** A session body in which nothing that Klarna's guide requires is missing. */
export type SessionBody = SessionRequest & { locale: string; intent: Intent; merchant_urls: MerchantUrls };

/** They go with `authorize()` and never before it. */
const CUSTOMER_DETAILS = ['billing_address', 'shipping_address', 'customer'] as const;

/** Klarna wants these of `customer` when the session is created. They say what kind of customer buys, and not who. */
const CUSTOMER_KIND = ['type', 'organization_entity_type'];

/** @returns the paths of personal details. A member without a value is none. */
function findEarlyDetails(given: SessionRequest & CustomerDetails): string[] {
  return CUSTOMER_DETAILS.flatMap((name) => {
    const details: unknown = withoutNulls(given[name] ?? {});
    if (!isRecord(details)) return [name];
    const members = Object.keys(details).filter((member) => name !== 'customer' || !CUSTOMER_KIND.includes(member));
    return members.map((member) => `${name}.${member}`);
  });
}

/** Without the details that have no value. */
function readCart(given: SessionRequest & CustomerDetails): SessionRequest {
  const { billing_address, shipping_address, customer, ...cart } = withoutNulls(given) as SessionRequest &
    CustomerDetails;
  return { ...cart, ...(customer && Object.keys(customer).length > 0 && { customer }) };
}

function misconfigured(reason: string, message: string, error_messages: string[]): HttpError {
  return new HttpError(500, { code: 'configuration', reason, message, error_messages });
}

const badOrder = (problems: string[]): HttpError =>
  misconfigured('bad-order', '`getOrder` returned an order that Klarna would refuse.', problems);

/** @throws {HttpError} 500 `configuration` */
export function requireSoundOrder(order: Order): void {
  const problems = findOrderProblems(order).map(({ message }) => message);
  if (problems.length > 0) throw badOrder(problems);
}

/** The wanted locale where the market has it, else another of the same language, else the market's first. */
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
 * @param given what `getOrder` returned; its `locale` wins over the page's. Null is absent on every level.
 * @param page_locale what the page asked for
 * @param callbacks ours; URLs of the merchant's own win
 * @param makesTokens whether the shop takes customer tokens
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
    throw misconfigured(
      'customer-details',
      '`getOrder` returned customer details. Klarna’s privacy rule (GDPR) wants them with `authorize()` and not before: set them on the element. Of `customer`, only `type` and `organization_entity_type` go with the session.',
      early.map((name) => `${name}: not allowed here`),
    );
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
