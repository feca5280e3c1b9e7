/**
 * Bodies of order management and of customer tokens. A missing amount of a capture or refund is a 422 in words of its own
 * (recorded); other bad values are refused as everywhere else.
 */

import { withoutNulls } from '../../klarna/without-nulls.ts';
import { badValue, KlarnaError } from '../klarna-error.ts';
import { managedAddress } from './customer-rules.ts';
import { checkFields, integer, isAbsent, list, object, oneOf, type Problems, type Rules, text } from './fields.ts';
import { managedLines } from './order-line-rules.ts';

const MAX_AMOUNT = 200_000_000;

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
  captured_amount: integer(0, MAX_AMOUNT),
  shipping_info: list(MAX_PARCELS, PARCEL),
  shipping_delay: integer(0),
};

const REFUND: Rules = { ...COMMON, refunded_amount: integer(0, MAX_AMOUNT) };

const AUTHORIZATION: Rules = {
  order_amount: integer(0, MAX_AMOUNT),
  order_lines: managedLines,
  description: text(255),
};

const REFERENCES: Rules = { merchant_reference1: text(255), merchant_reference2: text(255) };

const CUSTOMER: Rules = { billing_address: managedAddress, shipping_address: managedAddress };

type Body = Record<string, unknown>;

function check<Checked>(body: Body, rules: Rules, required: readonly string[] = []): Checked {
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

export const checkAuthorization = <Checked>(body: Body): Checked => check(body, AUTHORIZATION, ['order_amount']);

export const checkReferences = <Checked>(body: Body): Checked => check(body, REFERENCES);

export const checkCustomerDetails = <Checked>(body: Body): Checked => check(body, CUSTOMER);

export const checkShippingInfo = <Checked>(body: Body): Checked =>
  check(body, { shipping_info: list(MAX_PARCELS, PARCEL, 1) }, ['shipping_info']);
