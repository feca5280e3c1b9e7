/** The cart as the shop's API sends it and the page draws it. */
import type { Amounts } from './add-tax.ts';
import { addTax } from './add-tax.ts';
import { MARKETS, type MarketCode } from './markets.ts';
import { firstLine, type PricedCart, priceCart, type Quantities } from './price-cart.ts';

export interface CartView extends PricedCart {
  readonly market: MarketCode;
  readonly quantities: Quantities;
  /** Pieces of all products together. */
  readonly item_count: number;
  /**
   * Charged today with the customer token, right after the order: the first period of each subscription in a mixed
   * cart. Klarna's session does not contain it, so the page must show it to the shopper.
   */
  readonly right_after: Amounts | undefined;
}

function rightAfter({ intent, subscriptions }: PricedCart, market: MarketCode): Amounts | undefined {
  if (intent !== 'buy_and_default_tokenize') return undefined;
  // Each alone, as they will be charged, because sales tax is rounded for each.
  const charges = subscriptions.map((one) => addTax([firstLine(one)], MARKETS[market]));
  return {
    order_amount: charges.reduce((amount, charge) => amount + charge.order_amount, 0),
    order_tax_amount: charges.reduce((amount, charge) => amount + charge.order_tax_amount, 0),
    order_lines: charges.flatMap(({ order_lines }) => order_lines),
  };
}

export function viewCart(market: MarketCode, quantities: Quantities): CartView {
  const item_count = Object.values(quantities).reduce((count, quantity) => count + quantity, 0);
  const priced = priceCart(market, quantities);
  return { market, quantities, item_count, ...priced, right_after: rightAfter(priced, market) };
}
