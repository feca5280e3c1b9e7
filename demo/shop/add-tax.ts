/**
 * Adds tax to lines, and computes the order's totals for Klarna.
 *
 * EU: each line contains its tax, rounded once per line, and the order's tax is their sum.
 * US: lines carry no tax; one `sales_tax` line does. Klarna accepts exactly this arithmetic.
 */
import { containedTax, lineTax, sum } from '../../src/klarna/order-arithmetic.ts';
import type { Order, OrderLine } from '../../src/klarna/types.ts';
import type { ShopMarket } from './markets.ts';

export type Amounts = Required<Pick<Order, 'order_amount' | 'order_tax_amount' | 'order_lines'>>;

function withContainedTax(untaxed: OrderLine, { tax_rate }: ShopMarket): OrderLine {
  return { ...untaxed, tax_rate, total_tax_amount: Math.round(containedTax(untaxed.total_amount, tax_rate)) };
}

/** None if there is nothing to pay. */
function salesTaxLines(lines: readonly OrderLine[], market: ShopMarket): OrderLine[] {
  const net = sum(lines.map(({ total_amount }) => total_amount));
  if (net === 0) return [];
  const tax = Math.round((net * market.tax_rate) / 10_000);
  return [{ type: 'sales_tax', name: 'Sales tax', quantity: 1, unit_price: tax, total_amount: tax }];
}

export function addTax(lines: readonly OrderLine[], market: ShopMarket): Amounts {
  const order_lines =
    market.tax === 'included'
      ? lines.map((line) => withContainedTax(line, market))
      : [...lines, ...salesTaxLines(lines, market)];
  return {
    order_amount: sum(order_lines.map(({ total_amount }) => total_amount)),
    order_tax_amount: sum(order_lines.map(lineTax)),
    order_lines,
  };
}
