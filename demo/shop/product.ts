import type { Subscription } from '../../src/klarna/types.ts';
import type { MarketCode } from './markets.ts';

export interface Product {
  /** Also the name of its picture. */
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** Minor units, for one piece: tax included in Germany and Sweden, without it in the US. */
  readonly prices: Readonly<Record<MarketCode, number>>;
  /** Where it comes again and again. */
  readonly plan?: Plan;
}

export interface Plan {
  /** As Klarna is told, word for word the same with the session, the order and every charge. */
  readonly subscription: Readonly<Subscription>;
  /** What the first one costs. */
  readonly first: 'free' | 'paid';
}
