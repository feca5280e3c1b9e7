import type { OrderLine, Subscription } from '../../../src/klarna/types.ts';
import { type Amounts, addTax } from '../add-tax.ts';
import { MARKETS, type MarketCode } from '../markets.ts';

/** What was agreed with the shopper. It stays, whatever the catalogue says later. */
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

/** What one period costs. */
export const priceCharge = (terms: SubscriptionTerms): Amounts =>
  addTax([subscriptionLine(terms)], MARKETS[terms.market]);
