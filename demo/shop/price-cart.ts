/**
 * From quantities to money: the only place where this shop computes an amount. Integers in minor units throughout.
 *
 * EU: each line carries the tax that its total contains, rounded once per line, and the order's tax is their sum.
 * US: lines carry no tax; one `sales_tax` line does. Klarna accepts exactly this arithmetic.
 */
import { containedTax, lineTax, sum } from '../../src/klarna/order-arithmetic.ts';
import type { Order, OrderLine } from '../../src/klarna/types.ts';
import { CATALOGUE } from './catalogue.ts';
import { MARKETS, type MarketCode, type ShopMarket } from './markets.ts';

/** Quantity by `sku`. */
export type Quantities = Readonly<Record<string, number>>;

/** What is bought, in Klarna's words. */
export type PricedCart = Required<
  Pick<Order, 'purchase_country' | 'purchase_currency' | 'order_amount' | 'order_tax_amount' | 'order_lines'>
> & { readonly locale: string };

function line(
  type: 'physical' | 'shipping_fee',
  reference: string,
  name: string,
  quantity: number,
  unit_price: number,
): OrderLine {
  return { type, reference, name, quantity, unit_price, total_amount: quantity * unit_price };
}

function withContainedTax(untaxed: OrderLine, { tax_rate }: ShopMarket): OrderLine {
  return { ...untaxed, tax_rate, total_tax_amount: Math.round(containedTax(untaxed.total_amount, tax_rate)) };
}

function salesTaxLine(lines: readonly OrderLine[], market: ShopMarket): OrderLine {
  const net = sum(lines.map(({ total_amount }) => total_amount));
  const tax = Math.round((net * market.tax_rate) / 10_000);
  return { type: 'sales_tax', name: 'Sales tax', quantity: 1, unit_price: tax, total_amount: tax };
}

function addTax(lines: readonly OrderLine[], market: ShopMarket): readonly OrderLine[] {
  if (market.tax === 'included') return lines.map((entry) => withContainedTax(entry, market));
  return [...lines, salesTaxLine(lines, market)];
}

function untaxedLines(market: ShopMarket, quantities: Quantities): OrderLine[] {
  const products = CATALOGUE.flatMap(({ sku, name, prices }) => {
    const quantity = quantities[sku] ?? 0;
    return quantity > 0 ? [line('physical', sku, name, quantity, prices[market.code])] : [];
  });
  return [...products, line('shipping_fee', 'shipping', 'Shipping', 1, market.shipping_fee)];
}

/** Products in the order of the catalogue, then shipping, then a tax line where there is one. Empty: no lines at all. */
export function priceCart(code: MarketCode, quantities: Quantities): PricedCart {
  const market = MARKETS[code];
  const isEmpty = CATALOGUE.every(({ sku }) => !quantities[sku]);
  const order_lines = isEmpty ? [] : [...addTax(untaxedLines(market, quantities), market)];
  return {
    purchase_country: code,
    purchase_currency: market.currency,
    locale: market.locale,
    order_amount: sum(order_lines.map(({ total_amount }) => total_amount)),
    order_tax_amount: sum(order_lines.map(lineTax)),
    order_lines,
  };
}
