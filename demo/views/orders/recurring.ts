import { formatMoney } from '../../shop/format-money.ts';
import { MARKETS, type MarketCode } from '../../shop/markets.ts';
import { intervalText } from '../../shop/subscriptions/interval-text.ts';
import { priceCharge, type SubscriptionTerms } from '../../shop/subscriptions/price-charge.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

function money(market: MarketCode, amount: number): string {
  const { currency, locale } = MARKETS[market];
  return formatMoney(amount, currency, locale);
}

/** `€12.00 every month`, with all taxes. */
export const recurringPrice = (terms: SubscriptionTerms): string =>
  `${money(terms.market, priceCharge(terms).order_amount)} ${intervalText(terms.subscription)}`;

/** All subscriptions of a cart in one sentence. Prices with the same interval are added up. */
export function recurring(market: MarketCode, subscriptions: readonly SubscriptionTerms[]): string {
  const amounts = new Map<string, number>();
  for (const terms of subscriptions) {
    const often = intervalText(terms.subscription);
    amounts.set(often, (amounts.get(often) ?? 0) + priceCharge(terms).order_amount);
  }
  return list.format(Array.from(amounts, ([often, amount]) => `${money(market, amount)} ${often}`));
}
