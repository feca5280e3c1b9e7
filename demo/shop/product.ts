import type { Subscription } from '../../src/klarna/types.ts';
import type { MarketCode } from './markets.ts';

export interface Product {
  /** Also the name of its picture. */
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** Minor units, for one piece: tax included in Germany and Sweden, without it in the US. */
  readonly prices: Readonly<Record<MarketCode, number>>;
  /** Present if the product is a subscription. */
  readonly plan?: Plan;
}

export interface Plan {
  /** Klarna requires the same words in the session, the order and every charge. */
  readonly subscription: Readonly<Subscription>;
  /** Whether the first period is free. */
  readonly first: 'free' | 'paid';
}
