/** What a session says of its customer token. */
import type { CustomerTokenRequest } from '../../klarna/customer-token.ts';
import type { SessionRead } from '../../klarna/types.ts';

export const buysToo = ({ intent }: Pick<SessionRead, 'intent'>): boolean =>
  intent === 'buy_and_tokenize' || intent === 'buy_and_default_tokenize';

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
