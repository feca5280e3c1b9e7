import type { OrderLine, Subscription } from '../../../src/klarna/types.ts';
import { type Amounts, addTax } from '../add-tax.ts';
import { MARKETS, type MarketCode } from '../markets.ts';

/** The terms that the shopper agreed to. They stay, even if the catalogue changes. */
export interface SubscriptionTerms {
  readonly sku: string;
  readonly name: string;
  readonly market: MarketCode;
  readonly quantity: number;
  /** Minor units; tax as in the market's prices. */
  readonly unit_price: number;
  readonly subscription: Readonly<Subscription>;
}

export const subscriptionLine = ({ sku, name, quantity, unit_price, subscription }: SubscriptionTerms): OrderLine => ({
  type: 'physical',
  reference: sku,
  name,
  quantity,
  unit_price,
  total_amount: quantity * unit_price,
  subscription: { ...subscription },
});

/** The price of one period. */
export const priceCharge = (terms: SubscriptionTerms): Amounts =>
  addTax([subscriptionLine(terms)], MARKETS[terms.market]);
