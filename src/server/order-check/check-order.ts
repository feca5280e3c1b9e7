/** Finds the fields of an order that Klarna would refuse with `Bad value: …`, before Klarna gets the order. */
import { isRecord } from '../../klarna/is-record.ts';
import { findMarket, MARKETS } from '../../klarna/markets.ts';
import { findArithmeticProblems } from '../../klarna/order-arithmetic.ts';
import type { Order } from '../../klarna/types.ts';
import type { FieldRule, FieldRules } from './field-rule.ts';
import { INSIDE_LINE, INSIDE_ORDER, LINE_RULES, ORDER_RULES } from './field-rules.ts';

export interface OrderProblem {
  /** Klarna's path, as in its own messages: `order_lines[0].total_amount`. */
  field: string;
  /** The index of the line, if the problem is in a line. */
  line?: number;
  expected: number | string;
  given: unknown;
  /** The broken rule. */
  formula: string;
  /** All of it in one sentence. */
  message: string;
}

/** A longer text is shown by its length only: in the wrong field it may be personal data. */
const MAX_SHOWN_LENGTH = 40;

/** Never throws, whatever the shop returned: some database drivers return BigInt, and objects may be circular. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `the BigInt ${value}`;
  if (typeof value === 'string' && value.length <= MAX_SHOWN_LENGTH) return JSON.stringify(value);
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  return Array.isArray(value) ? 'a list' : `an unfit ${typeof value}`;
}

function problem(
  field: string,
  expected: number | string,
  given: unknown,
  formula: string,
  advice?: string | undefined,
): OrderProblem {
  const line = /^order_lines\[(\d+)\]/.exec(field)?.[1];
  return {
    field,
    ...(line === undefined ? {} : { line: Number(line) }),
    expected,
    given,
    formula,
    message: `${field}: expected ${expected}, given ${show(given)} (${formula})${advice ? `. ${advice}` : ''}`,
  };
}

/** Null is absent, as on the wire. */
const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

function checkFields(record: unknown, rules: FieldRules, path: string): OrderProblem[] {
  if (!isRecord(record)) return [problem(path || 'order', 'an object', record, 'type')];
  const problems: OrderProblem[] = [];
  for (const name in rules) {
    const [rule, value] = [rules[name] as FieldRule, record[name]];
    if (isAbsent(value) ? !rule.required : rule.accepts(value)) continue;
    const [formula, advice] = isAbsent(value) ? ['required'] : ['type and limits', rule.advise?.(value)];
    problems.push(problem(path ? `${path}.${name}` : name, rule.expected, value, formula, advice));
  }
  return problems;
}

function checkInside(record: unknown, inside: Readonly<Record<string, FieldRules>>, path: string): OrderProblem[] {
  if (!isRecord(record)) return [];
  const problems: OrderProblem[] = [];
  for (const name in inside) {
    if (!isAbsent(record[name])) problems.push(...checkFields(record[name], inside[name] as FieldRules, path + name));
  }
  return problems;
}

function checkLine(line: unknown, index: number): OrderProblem[] {
  const path = `order_lines[${index}]`;
  return [...checkFields(line, LINE_RULES, path), ...checkInside(line, INSIDE_LINE, `${path}.`)];
}

/** Klarna sells in each country in that country's own currency only. */
function checkCurrency({ purchase_country, purchase_currency }: Order): OrderProblem[] {
  const currency = findMarket(purchase_country)?.currency;
  if (currency === undefined || currency === purchase_currency.toUpperCase()) return [];
  return [problem('purchase_currency', currency, purchase_currency, `the currency of ${purchase_country}`)];
}

function checkCountry({ purchase_country }: Order): OrderProblem[] {
  if (findMarket(purchase_country)) return [];
  const countries = `one of ${MARKETS.map(({ country }) => country).join(', ')}`;
  return [problem('purchase_country', countries, purchase_country, 'where Klarna Payments is sold')];
}

/**
 * Returns every problem of an order; an empty list if it follows Klarna's rules. Null and undefined count as absent. Sums
 * are checked only if all types are right.
 *
 * @example
 * for (const { message } of checkOrder(order)) console.error(message);
 * // order_lines[0].total_amount: expected 2000, given 1999 (quantity × unit_price − total_discount_amount)
 */
export function checkOrder(order: Order): OrderProblem[] {
  const problems = findOrderProblems(order);
  return typeof order?.purchase_country === 'string' && !problems.some(({ field }) => field === 'purchase_country')
    ? [...checkCountry(order), ...problems]
    : problems;
}

/** The same without the check of the country. Klarna may sell in new countries, and refuses the others itself. */
export function findOrderProblems(order: Order): OrderProblem[] {
  const types = [...checkFields(order, ORDER_RULES, ''), ...checkInside(order, INSIDE_ORDER, '')];
  if (isRecord(order) && Array.isArray(order.order_lines)) types.push(...order.order_lines.flatMap(checkLine));
  if (types.length > 0) return types;
  const sums = findArithmeticProblems(order);
  return [
    ...checkCurrency(order),
    ...sums.map(({ field, expected, given, formula }) => problem(field, expected, given, formula)),
  ];
}
