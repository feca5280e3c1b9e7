/**
 * Klarna's arithmetic of order lines. Most refusals come from it (`Bad value: order_lines[i].total_amount`), so the handler
 * and the simulator both use this file. All amounts are integers in minor units.
 *
 * Recorded playground traffic follows these rules:
 * 1. `total_amount = quantity × unit_price − total_discount_amount`, exactly.
 * 2. `Σ total_amount = order_amount`, exactly.
 * 3. `total_tax_amount` is within one minor unit of the tax contained in `total_amount` at `tax_rate`. This is the form of
 *    Klarna's schema. Klarna's tax page states a tolerance of the *rate* instead, but its own accepted example breaks that.
 * 4. `order_tax_amount` equals `Σ total_tax_amount`, plus the `sales_tax` lines (US: the tax has lines of its own).
 *    Klarna documents a tolerance of the number of items; see `orderTaxTolerance`.
 */
import type { Order, OrderLine } from './types.ts';

/** A sum that does not add up. `field` is Klarna's path, as in its error messages. */
interface ArithmeticProblem {
  field: string;
  expected: number;
  given: number;
  formula: string;
}

type Amounts = Pick<
  OrderLine,
  'quantity' | 'unit_price' | 'total_amount' | 'total_discount_amount' | 'tax_rate' | 'total_tax_amount' | 'type'
>;

const expectedLineTotal = (line: Amounts): number =>
  line.quantity * line.unit_price - (line.total_discount_amount ?? 0);

/** The exact tax contained in a total. It may be a fraction, so it is compared with a tolerance of one minor unit. */
export const containedTax = (total_amount: number, tax_rate: number): number =>
  total_amount - (total_amount * 10_000) / (10_000 + tax_rate);

/** The tax of a line: the tax that it contains, or the whole line if the line *is* the tax. */
export const lineTax = (line: Amounts): number =>
  line.type === 'sales_tax' ? line.total_amount : (line.total_tax_amount ?? 0);

export const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export const orderTaxTolerance = (lines: readonly Amounts[]): number =>
  Math.max(lines.length, sum(lines.map((line) => line.quantity)));

function findLineProblems(line: Amounts, index: number): ArithmeticProblem[] {
  const problems: ArithmeticProblem[] = [];
  const path = `order_lines[${index}]`;
  const total = expectedLineTotal(line);
  if (line.total_amount !== total) {
    problems.push({
      field: `${path}.total_amount`,
      expected: total,
      given: line.total_amount,
      formula: 'quantity × unit_price − total_discount_amount',
    });
  }
  const tax = containedTax(line.total_amount, line.tax_rate ?? 0);
  const given = line.total_tax_amount ?? undefined;
  if (line.type !== 'sales_tax' && given !== undefined && Math.abs(given - tax) > 1) {
    problems.push({
      field: `${path}.total_tax_amount`,
      expected: Math.round(tax),
      given,
      formula: 'total_amount − total_amount × 10000 / (10000 + tax_rate), ± 1',
    });
  }
  return problems;
}

/** Returns every wrong sum of an order, lines first. The fields must have the right types; null counts as absent. */
export function findArithmeticProblems(order: Pick<Order, 'order_amount' | 'order_tax_amount' | 'order_lines'>) {
  const problems = order.order_lines.flatMap(findLineProblems);
  const amount = sum(order.order_lines.map((line) => line.total_amount));
  if (amount !== order.order_amount) {
    problems.push({ field: 'order_amount', expected: amount, given: order.order_amount, formula: 'Σ total_amount' });
  }
  const tax = sum(order.order_lines.map(lineTax));
  const given = order.order_tax_amount ?? undefined;
  if (given !== undefined && Math.abs(given - tax) > orderTaxTolerance(order.order_lines)) {
    problems.push({
      field: 'order_tax_amount',
      expected: tax,
      given,
      formula: 'Σ total_tax_amount, or Σ total_amount of sales_tax lines, ± number of items',
    });
  }
  return problems;
}
