/**
 * Checks the bodies of order management and customer tokens. If a capture or refund has no amount, Klarna answers 422
 * with a text of its own (recorded). Other bad values get the usual error.
 */

import { isRecord } from '../../klarna/is-record.ts';
import { withoutNulls } from '../../klarna/without-nulls.ts';
import { badValue, KlarnaError } from '../klarna-error.ts';
import { managedAddress } from './customer-rules.ts';
import { checkFields, integer, isAbsent, list, object, oneOf, type Problems, type Rules, text } from './fields.ts';
import { managedLines } from './order-line-rules.ts';

const MAX_AMOUNT_MINOR = 200_000_000;

const SHIPPING_METHODS = [
  ...['Home', 'Own', 'Postal', 'BoxReg', 'BoxUnreg', 'DHLPackstation', 'PalletDelivery'],
  ...['PickUpStore', 'PickUpPoint', 'PickUpWarehouse', 'ClickCollect', 'Digital', 'Undefined'],
];

const PARCEL = object({
  shipping_company: text(100),
  shipping_method: oneOf(SHIPPING_METHODS),
  tracking_number: text(100),
  tracking_uri: text(1024),
  return_shipping_company: text(100),
  return_tracking_number: text(100),
  return_tracking_uri: text(1024),
});

const MAX_PARCELS = 500;

const COMMON: Rules = { description: text(255), reference: text(255), order_lines: managedLines };

const CAPTURE: Rules = {
  ...COMMON,
  captured_amount: integer(0, MAX_AMOUNT_MINOR),
  shipping_info: list(MAX_PARCELS, PARCEL),
  shipping_delay: integer(0),
};

const REFUND: Rules = { ...COMMON, refunded_amount: integer(0, MAX_AMOUNT_MINOR) };

const AUTHORIZATION: Rules = {
  order_amount: integer(0, MAX_AMOUNT_MINOR),
  order_lines: managedLines,
  description: text(255),
};

const DUE_DATE: Rules = { number_of_days: integer(0, 2 ** 31 - 1) };

const REFERENCES: Rules = { merchant_reference1: text(255), merchant_reference2: text(255) };

const CUSTOMER: Rules = { billing_address: managedAddress, shipping_address: managedAddress };

type Body = Record<string, unknown>;

/** The members that are numbers. Any other number in a body of order management is read as text. */
const NUMBERS = new Set([
  ...['captured_amount', 'refunded_amount', 'order_amount', 'shipping_delay', 'number_of_days', 'interval_count'],
  ...['quantity', 'unit_price', 'tax_rate', 'total_amount', 'total_discount_amount', 'total_tax_amount'],
]);

/**
 * A number in place of a text is read as text (recorded: a capture with `tracking_number: 1245` is a 201). It is
 * unknown whether the Payments API does so; there it is a bad value.
 */
function withTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTexts);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, entry]) => {
    if (typeof entry !== 'number') return [name, withTexts(entry)];
    return [name, NUMBERS.has(name) ? entry : String(entry)];
  });
  return Object.fromEntries(entries);
}

function check<Checked>(given: Body, rules: Rules, required: readonly string[] = []): Checked {
  const body = withTexts(given) as Body;
  const problems: Problems = [];
  checkFields(body, rules, required, problems);
  if (problems.length > 0) throw badValue(problems);
  const known = Object.entries(body).filter(([name]) => Object.hasOwn(rules, name));
  return withoutNulls(Object.fromEntries(known)) as Checked;
}

function requireAmount(body: Body, name: string): void {
  if (isAbsent(body[name])) throw new KlarnaError(422, 'UNPROCESSABLE_ENTITY', [`'${name}' must not be null`]);
}

/** @throws {KlarnaError} */
export function checkCapture<Checked>(body: Body): Checked {
  requireAmount(body, 'captured_amount');
  return check(body, CAPTURE);
}

/** @throws {KlarnaError} */
export function checkRefund<Checked>(body: Body): Checked {
  requireAmount(body, 'refunded_amount');
  return check(body, REFUND);
}

/** @throws {KlarnaError} */
export function checkDueDate<Checked>(body: Body): Checked {
  requireAmount(body, 'number_of_days');
  return check(body, DUE_DATE);
}

export const checkAuthorization = <Checked>(body: Body): Checked => check(body, AUTHORIZATION, ['order_amount']);

export const checkReferences = <Checked>(body: Body): Checked => check(body, REFERENCES);

export const checkCustomerDetails = <Checked>(body: Body): Checked => check(body, CUSTOMER);

export const checkShippingInfo = <Checked>(body: Body): Checked =>
  check(body, { shipping_info: list(MAX_PARCELS, PARCEL, 1) }, ['shipping_info']);
