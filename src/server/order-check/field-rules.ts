/** Types and limits of an order's fields. Source: Klarna's schema for `/payments/v1`, with its newer limits. */
import { isJsonObject } from '../../klarna/is-json-object.ts';
import { isAppUrl, isWholeUrl } from '../../klarna/is-whole-url.ts';
import { INTENTS, ORDER_LINE_TYPES } from '../../klarna/types.ts';
import { ADDRESS_RULES, CUSTOMER_RULES } from './customer-rules.ts';
import { address, advised, type FieldRules, integer, oneOf, pattern, required, text } from './field-rule.ts';

const WHOLE_URL = 'a whole http(s) address';

/** Klarna's maximum for a price and for a line, in minor units. */
const MAX_AMOUNT = 200_000_000;
const MINOR = 'minor units (9.99 is 999)';

export const ORDER_RULES: FieldRules = {
  purchase_country: required(pattern(/^[A-Za-z]{2}$/, 'a country code of two letters, like SE')),
  purchase_currency: required(pattern(/^[A-Za-z]{3}$/, 'a currency code of three letters, like SEK')),
  locale: pattern(/^[A-Za-z]{2}(?:-[A-Za-z]{2})*$/, 'a language and country, like en-SE'),
  order_amount: required(integer(0, Number.MAX_SAFE_INTEGER, MINOR)),
  order_tax_amount: integer(0, Number.MAX_SAFE_INTEGER, MINOR),
  order_lines: required({
    expected: 'a list of 1 to 1000 lines',
    accepts: (value) => Array.isArray(value) && value.length >= 1 && value.length <= 1000,
  }),
  merchant_reference1: text(0, 255),
  merchant_reference2: text(0, 255),
  merchant_data: text(0, 6000),
  intent: oneOf(INTENTS),
  acquiring_channel: oneOf(['ECOMMERCE', 'IN_STORE', 'TELESALES']),
  design: text(0, 255),
  custom_payment_method_ids: {
    expected: 'a list of texts',
    accepts: (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
  },
};

/** For goods by weight or length. Klarna's logs show that it refuses half an item, although the total is right. */
const adviseQuantity = (value: unknown): string | undefined =>
  typeof value === 'number' && value > 0 && !Number.isInteger(value)
    ? 'Klarna accepts whole items only: send quantity 1, make unit_price the price of the whole line, and put the measure into the name ("Cheese, 0.5 kg").'
    : undefined;

const adviseName = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0
    ? 'Shorten it: grossLine, netLines and untaxedLine do so.'
    : 'Say what is sold.';

const adviseImage = (value: unknown): string | undefined =>
  value === ''
    ? 'Leave it out if there is no picture.'
    : "Make it whole with new URL(path, 'https://shop.example').href, or leave it out.";

export const LINE_RULES: FieldRules = {
  name: required(advised(text(1, 255), adviseName)),
  quantity: required(advised(integer(0, Number.MAX_SAFE_INTEGER, 'items'), adviseQuantity)),
  unit_price: required(integer(-MAX_AMOUNT, MAX_AMOUNT, MINOR)),
  total_amount: required(integer(-MAX_AMOUNT, MAX_AMOUNT, MINOR)),
  type: oneOf(ORDER_LINE_TYPES),
  reference: text(0, 255),
  quantity_unit: text(1, 8),
  tax_rate: integer(0, 10_000, 'hundredths of a percent (25 % is 2500)'),
  total_discount_amount: integer(0, Number.MAX_SAFE_INTEGER, MINOR),
  total_tax_amount: integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, MINOR),
  // WooCommerce's plugin says that Klarna refuses an empty one (2024). An empty `product_url`: unknown.
  image_url: advised(address(1024, isWholeUrl, WHOLE_URL), adviseImage),
  product_url: text(0, 1024),
  merchant_data: text(0, 1024),
};

const url = address(2000, isWholeUrl, WHOLE_URL);

const URL_RULES: FieldRules = {
  confirmation: url,
  notification: url,
  push: url,
  authorization: url,
  app_return_url: address(2000, isAppUrl, 'an address with the app’s own scheme'),
};

const SUBSCRIPTION_RULES: FieldRules = {
  name: required(text(1, 255)),
  interval: required(oneOf(['DAY', 'WEEK', 'MONTH', 'YEAR'])),
  interval_count: required(integer(1, Number.MAX_SAFE_INTEGER, 'intervals')),
};

const PRODUCT_RULES: FieldRules = {
  brand: text(0, 70),
  category_path: text(0, 750),
  global_trade_item_number: text(0, 50),
  manufacturer_part_number: text(0, 70),
  color: text(0, 64),
  size: text(0, 64),
};

const color = pattern(/^#[0-9a-f]{6}$/i, 'a colour, like #0b051d');

const DESIGN_RULES: FieldRules = {
  color_border: color,
  color_border_selected: color,
  color_details: color,
  color_text: color,
  radius_border: text(0, 255),
};

const ATTACHMENT_RULES: FieldRules = {
  content_type: required(text(0, Number.MAX_SAFE_INTEGER)),
  body: required({ expected: 'a JSON object, as a text', accepts: isJsonObject }),
};

/** Rules for nested objects, by the name of their field. */
export const INSIDE_ORDER: Readonly<Record<string, FieldRules>> = {
  merchant_urls: URL_RULES,
  billing_address: ADDRESS_RULES,
  shipping_address: ADDRESS_RULES,
  customer: CUSTOMER_RULES,
  options: DESIGN_RULES,
  attachment: ATTACHMENT_RULES,
};
export const INSIDE_LINE: Readonly<Record<string, FieldRules>> = {
  subscription: SUBSCRIPTION_RULES,
  product_identifiers: PRODUCT_RULES,
};
