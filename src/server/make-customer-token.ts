import type { CustomerTokenCreated, CustomerTokenRequest } from '../klarna/customer-token.ts';
import type { SessionRead } from '../klarna/types.ts';
import { saveCustomerToken } from './ask-shop.ts';
import { giveBack } from './give-back.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { isAboutRequest, toRefusal } from './klarna-refusal.ts';
import type { Approval } from './place-order.ts';
import type { Settings } from './settings.ts';

/** Address and person are left out: Klarna has them from the session, and answers with those (recorded). */
export function tokenRequest({
  purchase_country,
  purchase_currency,
  locale,
  order_lines,
}: SessionRead): CustomerTokenRequest {
  const subscribed = order_lines.find(({ subscription }) => subscription);
  const description = subscribed?.subscription?.name ?? order_lines[0]?.name ?? purchase_country;
  // The handler opens no session without a locale; one that was opened elsewhere is Klarna's to judge.
  return { purchase_country, purchase_currency, locale: locale ?? '', description, intended_use: 'SUBSCRIPTION' };
}

/**
 * The customer token of an approval, saved by the shop. Klarna gives the same one again, however often it is asked.
 *
 * @returns undefined where the approval is an order by now and Klarna does not tell its token any more. It was saved
 * before that order was placed.
 */
export async function makeCustomerToken(
  settings: Settings,
  { session_id, authorization_token, session, door, request }: Approval,
): Promise<CustomerTokenCreated | undefined> {
  let token: CustomerTokenCreated;
  try {
    token = await settings.api.createCustomerToken(authorization_token, tokenRequest(session));
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    const over = session.status === 'complete' && session.intent !== 'tokenize';
    if (over && !error.retryable && error.status !== 401) return undefined;
    if (isAboutRequest(error)) await giveBack(settings, authorization_token, request);
    throw toRefusal(error, 'order');
  }
  // If the session has its order, the shop saved the token of that order before. This one may be of an older approval.
  const isTold = session.status === 'complete' && session.intent !== 'tokenize';
  if (!isTold) await saveCustomerToken(settings, token, { session_id, session, door, request });
  return token;
}
