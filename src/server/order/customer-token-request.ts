/** The body of Klarna's `customer-token` call, made from the session. */
import type { CustomerTokenRequest } from '../../klarna/customer-token.ts';
import type { SessionRead } from '../../klarna/types.ts';

/** The intent makes a customer token and an order. */
export const buysToo = ({ intent }: Pick<SessionRead, 'intent'>): boolean =>
  intent === 'buy_and_tokenize' || intent === 'buy_and_default_tokenize';

/** It leaves out address and person. Klarna has them from the session and answers with them (recorded). */
export function tokenRequest({
  purchase_country,
  purchase_currency,
  locale,
  order_lines,
}: SessionRead): CustomerTokenRequest {
  const subscribed = order_lines.find(({ subscription }) => subscription);
  const description = subscribed?.subscription?.name ?? order_lines[0]?.name ?? purchase_country;
  // The handler opens no session without a locale. A session that was opened elsewhere may have none; Klarna then decides.
  return { purchase_country, purchase_currency, locale: locale ?? '', description, intended_use: 'SUBSCRIPTION' };
}
