/** Types and limits of the fields of an order. Source: Klarna's schema for `/payments/v1`, with the newer limits. */
import { isJsonObject } from '../klarna/is-json-object.ts';
import { isRecord } from '../klarna/is-record.ts';
import { ORDER_LINE_TYPES } from '../klarna/types.ts';

export interface FieldRule {
  required?: boolean;
  /** In words, for the message. */
  expected: string;
  accepts: (value: unknown) => boolean;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

const integer = (min: number, max: number, unit: string): FieldRule => ({
  expected: `a whole number of ${unit}, ${min} to ${max}`,
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
});

const text = (min: number, max: number): FieldRule => ({
  expected: `a text of ${min} to ${max} characters`,
  accepts: (value) => typeof value === 'string' && value.length >= min && value.length <= max,
});

const pattern = (expression: RegExp, expected: string): FieldRule => ({
  expected,
  accepts: (value) => typeof value === 'string' && expression.test(value),
});

const oneOf = (values: readonly string[]): FieldRule => ({
  expected: `one of ${values.join(', ')}`,
  accepts: (value) => values.includes(value as string),
});

const required = (rule: FieldRule): FieldRule => ({ ...rule, required: true });

/** Recorded: Klarna accepts null for the addresses of pictures and products, and nothing is known of other fields. */
const orNull = (rule: FieldRule): FieldRule => ({ ...rule, accepts: (value) => value === null || rule.accepts(value) });

const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 2000 && URL.canParse(value) && /^https?:\/\//i.test(value);

const isAppAddress = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 2000 && URL.canParse(value) && !/^https?:/i.test(value);

/** Minor units: Klarna's ceiling for a price and a line. */
const CEILING = 200_000_000;
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
  merchant_urls: {
    expected: 'an object of whole http(s) addresses of at most 2000 characters, `app_return_url` of the app’s scheme',
    accepts: (value) =>
      isRecord(value) &&
      Object.entries(value).every(
        ([name, url]) => url === undefined || (name === 'app_return_url' ? isAppAddress(url) : isAddress(url)),
      ),
  },
};

export const LINE_RULES: FieldRules = {
  name: required(text(1, 255)),
  quantity: required(integer(0, Number.MAX_SAFE_INTEGER, 'items')),
  unit_price: required(integer(-CEILING, CEILING, MINOR)),
  total_amount: required(integer(-CEILING, CEILING, MINOR)),
  type: oneOf(ORDER_LINE_TYPES),
  reference: text(0, 255),
  quantity_unit: text(1, 8),
  tax_rate: integer(0, 10_000, 'hundredths of a percent (25 % is 2500)'),
  total_discount_amount: integer(0, CEILING, MINOR),
  total_tax_amount: integer(-CEILING, CEILING, MINOR),
  image_url: orNull(text(0, 1024)),
  product_url: orNull(text(0, 1024)),
  merchant_data: text(0, 1024),
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
  content_type: required(text(1, 255)),
  body: required({ expected: 'a JSON object, as a text', accepts: isJsonObject }),
};

/** Objects with fields of their own, by the field that they stand in. */
export const INSIDE_ORDER: Readonly<Record<string, FieldRules>> = {
  options: DESIGN_RULES,
  attachment: ATTACHMENT_RULES,
};
export const INSIDE_LINE: Readonly<Record<string, FieldRules>> = {
  subscription: SUBSCRIPTION_RULES,
  product_identifiers: PRODUCT_RULES,
};
