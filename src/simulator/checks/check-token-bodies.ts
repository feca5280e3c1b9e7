/** Checks the bodies that create a customer token and charge one. */

import type { CustomerTokenOrder, CustomerTokenRequest } from '../../klarna/customer-token.ts';
import { isRecord } from '../../klarna/is-record.ts';
import { findMarket } from '../../klarna/markets.ts';
import { findArithmeticProblems } from '../../klarna/order-arithmetic.ts';
import { withoutNulls } from '../../klarna/without-nulls.ts';
import { badValue } from '../klarna-error.ts';
import { address, customer } from './customer-rules.ts';
import {
  boolean,
  checkFields,
  integer,
  isAbsent,
  matching,
  object,
  type Problems,
  type Rule,
  type Rules,
  text,
} from './fields.ts';
import { chargedLines } from './order-line-rules.ts';

type Body = Record<string, unknown>;

/**
 * Recorded: for `{}` Klarna names only these two, and it accepts `subscription` in lower case, whatever the schema
 * says.
 */
const TOKEN_REQUIRED = ['description', 'intended_use'];

const TOKEN: Rules = {
  purchase_country: matching(/^[a-z]{2}$/i),
  purchase_currency: matching(/^[a-z]{3}$/i),
  locale: matching(/^[a-z]{2}(-[a-z]{2})*$/i),
  description: text(255, 1),
  intended_use: matching(/^subscription$/i),
  billing_address: address,
  customer,
};

/** @throws {KlarnaError} 400 BAD_VALUE */
export function checkTokenBody(body: Body): Partial<CustomerTokenRequest> {
  const problems: Problems = [];
  checkFields(body, TOKEN, TOKEN_REQUIRED, problems);
  const { purchase_country } = body;
  if (typeof purchase_country === 'string' && !findMarket(purchase_country)) problems.push('purchase_country');
  if (problems.length > 0) throw badValue(problems);
  return withoutNulls(body) as Partial<CustomerTokenRequest>;
}

/** Recorded: if all four are missing, Klarna names all four. */
const CHARGE_REQUIRED = ['order_lines', 'purchase_currency', 'order_amount', 'order_tax_amount'];

const URLS: Rules = { confirmation: text(2000), push: text(2000), authorization: text(2000) };

/**
 * Klarna's schema requires `confirmation`. A request in its documentation has `authorization` alone, so that passes
 * here.
 */
const chargeUrls: Rule = (value, path, problems) => {
  const required = isRecord(value) && !isAbsent(value.authorization) ? [] : ['confirmation'];
  object(URLS, required)(value, path, problems);
};

const CHARGE: Rules = {
  purchase_currency: matching(/^[a-z]{3}$/i),
  locale: matching(/^[a-z]{2}(-[a-z]{2})*$/i),
  // At least 1, because a charge of nothing makes no sense.
  order_amount: integer(1),
  order_tax_amount: integer(0),
  order_lines: chargedLines,
  auto_capture: boolean,
  merchant_reference1: text(255),
  merchant_reference2: text(255),
  merchant_data: text(6000),
  merchant_urls: chargeUrls,
  shipping_address: address,
  // The members of this object are not published.
  attachment: object({}),
};

/** @throws {KlarnaError} 400 BAD_VALUE */
export function checkChargeBody(body: Body, purchase_country: string): CustomerTokenOrder {
  const problems: Problems = [];
  checkFields(body, CHARGE, CHARGE_REQUIRED, problems);
  const { purchase_currency } = body;
  const isForeign =
    typeof purchase_currency === 'string' && purchase_currency.toUpperCase() !== findMarket(purchase_country)?.currency;
  if (isForeign) problems.push('purchase_currency');
  if (problems.length > 0) throw badValue(problems);
  const request = withoutNulls(body) as CustomerTokenOrder;
  const sums = findArithmeticProblems(request);
  if (sums.length > 0) throw badValue(sums.map(({ field }) => field));
  return request;
}
