/**
 * Checks the body of a session or an order, in the order in which Klarna reports faults.
 * For a session, missing country and currency are reported first and alone (recorded: `POST {}` names only these two).
 * For an order they are reported with the rest (recorded: `{}` names country, amount, lines and currency).
 * The arithmetic is checked last.
 */
import { findMarket } from '../../klarna/markets.ts';
import { findArithmeticProblems } from '../../klarna/order-arithmetic.ts';
import { INTENTS, type OrderRequest, type SessionRequest } from '../../klarna/types.ts';
import { withoutNulls } from '../../klarna/without-nulls.ts';
import { badValue } from '../klarna-error.ts';
import { attachment } from './attachment-rule.ts';
import { address, customer } from './customer-rules.ts';
import {
  appUrl,
  boolean,
  checkFields,
  integer,
  matching,
  object,
  oneOf,
  type Problems,
  type Rules,
  text,
  textList,
  url,
} from './fields.ts';
import { orderLines } from './order-line-rules.ts';

const COMMON: Rules = {
  // The language need not fit the country: recorded sessions have EN and PL in Sweden.
  locale: matching(/^[a-z]{2}(-[a-z]{2})*$/i),
  order_amount: integer(0),
  order_tax_amount: integer(0),
  order_lines: orderLines,
  merchant_reference1: text(255),
  merchant_reference2: text(255),
  merchant_data: text(6000),
  // Plain http is accepted, because recorded sessions carry http:// URLs. Klarna's newest schema requires https.
  merchant_urls: object({
    confirmation: url(2000),
    notification: url(2000),
    push: url(2000),
    authorization: url(2000),
    app_return_url: appUrl(2000),
  }),
  custom_payment_method_ids: textList,
  billing_address: address,
  shipping_address: address,
  customer,
};

/**
 * From Klarna's schema; no recorded request has colours. Older names of other parts pass, as any unknown member does.
 */
const COLOR = matching(/^#[a-f0-9]{6}$/i);

const SESSION: Rules = {
  ...COMMON,
  intent: oneOf(INTENTS),
  acquiring_channel: oneOf(['ECOMMERCE', 'IN_STORE', 'TELESALES']),
  design: text(255),
  options: object({
    color_border: COLOR,
    color_border_selected: COLOR,
    color_details: COLOR,
    color_text: COLOR,
    radius_border: text(255),
  }),
  attachment,
};

const ORDER: Rules = { ...COMMON, auto_capture: boolean };

const REQUIRED = ['order_amount', 'order_lines'];

function findCountryProblems({ purchase_country, purchase_currency }: Record<string, unknown>): Problems {
  const market = typeof purchase_country === 'string' ? findMarket(purchase_country) : undefined;
  const problems: Problems = [];
  const isCurrency = typeof purchase_currency === 'string' && /^[a-z]{3}$/i.test(purchase_currency);
  const fits = market === undefined || (isCurrency && purchase_currency.toUpperCase() === market.currency);
  if (!isCurrency || !fits) problems.push('purchase_currency');
  if (market === undefined) problems.push('purchase_country');
  return problems;
}

function findFieldProblems(body: Record<string, unknown>, rules: Rules): Problems {
  const fields: Problems = [];
  checkFields(body, rules, REQUIRED, fields);
  return fields;
}

function refuse(problems: Problems): void {
  if (problems.length > 0) throw badValue(problems);
}

function checkSums(body: Record<string, unknown>): void {
  const sums = findArithmeticProblems(withoutNulls(body) as unknown as SessionRequest);
  if (sums.length > 0) throw badValue(sums.map((problem) => problem.field));
}

/** @throws {KlarnaError} 400 BAD_VALUE */
export function checkSessionBody(body: Record<string, unknown>): SessionRequest {
  refuse(findCountryProblems(body));
  refuse(findFieldProblems(body, SESSION));
  checkSums(body);
  return withoutNulls(body) as unknown as SessionRequest;
}

/** @throws {KlarnaError} 400 BAD_VALUE */
export function checkOrderBody(body: Record<string, unknown>): OrderRequest {
  refuse([...findCountryProblems(body), ...findFieldProblems(body, ORDER)]);
  checkSums(body);
  return withoutNulls(body) as unknown as OrderRequest;
}
