/** The cart as the shop's API tells it and as the page draws it. */
import type { MarketCode } from './markets.ts';
import { type PricedCart, priceCart, type Quantities } from './price-cart.ts';

export interface CartView extends PricedCart {
  readonly market: MarketCode;
  readonly quantities: Quantities;
  /** Pieces, all products together. */
  readonly item_count: number;
}

export function viewCart(market: MarketCode, quantities: Quantities): CartView {
  const item_count = Object.values(quantities).reduce((count, quantity) => count + quantity, 0);
  return { market, quantities, item_count, ...priceCart(market, quantities) };
}
