/**
 * Turns quantities into money. Only this file and `add-tax.ts` compute amounts. All amounts are integers in minor
 * units.
 */
import type { Intent, Order, OrderLine } from '../../src/klarna/types.ts';
import { addTax } from './add-tax.ts';
import { CATALOGUE } from './catalogue.ts';
import { MARKETS, type MarketCode, type ShopMarket } from './markets.ts';
import type { Plan, Product } from './product.ts';
import { intentOf } from './subscriptions/intent-of.ts';
import { type SubscriptionTerms, subscriptionLine } from './subscriptions/price-charge.ts';

/** Quantity by `sku`. */
export type Quantities = Readonly<Record<string, number>>;

export interface ChosenSubscription extends SubscriptionTerms {
  /** Whether the first period is free. */
  readonly first: Plan['first'];
}

/** The purchase in Klarna's form. */
export type PricedCart = Required<
  Pick<Order, 'purchase_country' | 'purchase_currency' | 'order_amount' | 'order_tax_amount' | 'order_lines'>
> & {
  readonly locale: string;
  readonly intent: Intent;
  /**
   * All subscriptions of the cart. They are in `order_lines` too, except for `buy_and_default_tokenize`. For that
   * intent Klarna wants only the single items, and the customer token pays the first period of each subscription.
   */
  readonly subscriptions: readonly ChosenSubscription[];
};

interface Chosen {
  readonly product: Product;
  readonly quantity: number;
}

function shippingLine({ shipping_fee }: ShopMarket): OrderLine {
  const price = { unit_price: shipping_fee, total_amount: shipping_fee };
  return { type: 'shipping_fee', reference: 'shipping', name: 'Shipping', quantity: 1, ...price };
}

function goodsLine({ product: { sku, name, prices }, quantity }: Chosen, { code }: ShopMarket): OrderLine {
  const unit_price = prices[code];
  return { type: 'physical', reference: sku, name, quantity, unit_price, total_amount: quantity * unit_price };
}

function toSubscription({ product, quantity }: Chosen, { code }: ShopMarket): ChosenSubscription[] {
  const { plan, sku, name, prices } = product;
  return plan ? [{ ...plan, sku, name, market: code, quantity, unit_price: prices[code] }] : [];
}

/** The line for a subscription in the session: its first period, or an amount of nothing. */
export const firstLine = (chosen: ChosenSubscription): OrderLine =>
  subscriptionLine(chosen.first === 'free' ? { ...chosen, unit_price: 0 } : chosen);

/**
 * Products in the order of the catalogue, then shipping, then a tax line if there is one. No lines if the cart is
 * empty.
 */
export function priceCart(code: MarketCode, quantities: Quantities): PricedCart {
  const market = MARKETS[code];
  const chosen = CATALOGUE.flatMap((product): Chosen[] => {
    const quantity = quantities[product.sku] ?? 0;
    return quantity > 0 ? [{ product, quantity }] : [];
  });
  const goods = chosen.filter(({ product }) => !product.plan).map((one) => goodsLine(one, market));
  const subscriptions = chosen.flatMap((one) => toSubscription(one, market));
  const lines = goods.length > 0 ? [...goods, shippingLine(market)] : subscriptions.map(firstLine);
  return {
    purchase_country: code,
    purchase_currency: market.currency,
    locale: market.locale,
    intent: intentOf(chosen.map(({ product }) => product)),
    ...addTax(lines, market),
    subscriptions,
  };
}
