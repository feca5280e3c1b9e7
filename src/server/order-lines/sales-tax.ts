/** The sales tax of the United States, which Klarna wants as a line of its own. */
import { sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';
import { isGoods } from './is-goods.ts';
import { requireAmount, requireTaxRate } from './item.ts';

/**
 * The tax on lines that all have one rate, rounded once; gift cards and tax among them count for nothing. What is taxed,
 * and at which rate, depends on the goods and on the shopper's address: where that is not this simple, ask a tax service
 * and give its amount to `salesTaxLine`.
 */
export function salesTaxOn(lines: readonly OrderLine[], tax_rate: number): number {
  const net = sum(lines.filter(({ type }) => isGoods(type)).map(({ total_amount }) => total_amount));
  return Math.round((net * requireTaxRate(tax_rate)) / 10_000);
}

/** @param amount minor units */
export function salesTaxLine(amount: number, name = 'Sales tax'): OrderLine {
  requireAmount('amount', amount);
  return { type: 'sales_tax', name, quantity: 1, unit_price: amount, total_amount: amount };
}
