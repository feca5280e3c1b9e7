import { isRecord } from '../../klarna/is-record.ts';
import { ORDER_LINE_TYPES } from '../../klarna/types.ts';
import { checkFields, integer, object, oneOf, type Problems, type Rule, type Rules, text, url } from './fields.ts';

/** The newest schema's limit for a price and for a line. */
const MAX_AMOUNT_MINOR = 200_000_000;

const MAX_LINES = 1000;

const RULES: Rules = {
  name: text(255, 1),
  type: oneOf(ORDER_LINE_TYPES),
  reference: text(255),
  quantity_unit: text(8, 1),
  unit_price: integer(-MAX_AMOUNT_MINOR, MAX_AMOUNT_MINOR),
  total_amount: integer(-MAX_AMOUNT_MINOR, MAX_AMOUNT_MINOR),
  tax_rate: integer(0, 10_000),
  total_discount_amount: integer(0),
  total_tax_amount: integer(),
  // Empty text is refused, according to the maintainer of WooCommerce's plugin (2024), although Klarna's own tests send
  // it. Null passes.
  image_url: url(1024),
  product_url: text(1024),
  merchant_data: text(1024),
  product_identifiers: object({
    brand: text(70),
    category_path: text(750),
    global_trade_item_number: text(50),
    manufacturer_part_number: text(70),
    color: text(64),
    size: text(64),
  }),
  subscription: object(
    { name: text(255, 1), interval: oneOf(['DAY', 'WEEK', 'MONTH', 'YEAR']), interval_count: integer(1) },
    ['name', 'interval', 'interval_count'],
  ),
};

const REQUIRED = ['name', 'quantity', 'unit_price', 'total_amount'];

function checkQuantity(quantity: unknown, path: string, problems: Problems): void {
  if (quantity === undefined || quantity === null) return;
  if (typeof quantity !== 'number' || quantity < 0) problems.push(`${path}.quantity`);
  // Seen in Klarna's logs: for half an item Klarna names the total, although the total was right.
  else if (!Number.isSafeInteger(quantity)) problems.push(`${path}.total_amount`);
}

const lines =
  (rules: Rules, min: number): Rule =>
  (value, path, problems) => {
    if (!Array.isArray(value) || value.length < min || value.length > MAX_LINES) {
      problems.push(path);
      return;
    }
    for (const [index, line] of value.entries()) {
      const linePath = `${path}[${index}]`;
      if (!isRecord(line)) problems.push(linePath);
      else {
        checkFields(line, rules, REQUIRED, problems, `${linePath}.`);
        checkQuantity(line.quantity, linePath, problems);
      }
    }
  };

export const orderLines: Rule = lines(RULES, 1);

const MAX_CHARGED_MINOR = 100_000_000;

/** For an order with a customer token: half of the amount limit, and other limits for data that is passed through. */
export const chargedLines: Rule = lines(
  {
    ...RULES,
    reference: text(256),
    unit_price: integer(-MAX_CHARGED_MINOR, MAX_CHARGED_MINOR),
    total_amount: integer(-MAX_CHARGED_MINOR, MAX_CHARGED_MINOR),
    merchant_data: text(255),
  },
  1,
);

/**
 * Order management has one more type, longer units, and allows an order without lines. Klarna does not add the lines up
 * there.
 */
export const managedLines: Rule = lines(
  { ...RULES, type: oneOf([...ORDER_LINE_TYPES, 'return_fee']), quantity_unit: text(10, 1) },
  0,
);
