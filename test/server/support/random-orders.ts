/** Random orders, and the two checks that must agree about them: `checkOrder`, and the simulator's check of a body. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MARKETS } from '../../../src/klarna/markets.ts';
import type { Order, OrderLine } from '../../../src/klarna/types.ts';
import {
  checkOrder,
  discountLines,
  feeLines,
  giftCardLine,
  grossLine,
  salesTaxLine,
  sumOrder,
  untaxedLine,
} from '../../../src/server/index.ts';
import { checkOrderBody, checkSessionBody } from '../../../src/simulator/checks/check-order-body.ts';
import { KlarnaError } from '../../../src/simulator/klarna-error.ts';

export type Json = Record<string, unknown>;

const subscription = { name: 'Coffee monthly', interval: 'MONTH', interval_count: 1 } as const;
const ADDRESS = { given_name: 'Test', family_name: 'Person', postal_code: '12345', country: 'SE' };

/** An order with every possible member on every level, so that each can be replaced. */
const withEverything = ([first, ...rest]: OrderLine[]): OrderLine[] => [
  {
    ...(first as OrderLine),
    reference: '19-402',
    quantity_unit: 'pcs',
    image_url: 'https://shop.example/mug.png',
    product_url: 'https://shop.example/mug',
    merchant_data: '{}',
    product_identifiers: { brand: 'Lugn', category_path: 'Kitchen > Mugs', size: 'M' },
    subscription,
  },
  ...rest,
];

const goods = fc.array(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 300 }).map((name) => name || 'Mug'),
    quantity: fc.integer({ min: 1, max: 20 }),
    unit_price: fc.nat(100_000),
    tax_rate: fc.constantFrom(0, 550, 1900, 2500, 10_000),
  }),
  { minLength: 1, maxLength: 4 },
);

const sound = fc
  .record({ market: fc.constantFrom(...MARKETS), items: goods, off: fc.nat(500), fee: fc.nat(900), card: fc.nat(500) })
  .map(({ market, items, off, fee, card }): Json => {
    const isAmerican = market.country === 'US';
    const lines = items.map((item) => {
      const { tax_rate: _, ...untaxed } = item;
      return isAmerican ? untaxedLine(untaxed) : grossLine(item);
    });
    const total = (all: readonly OrderLine[]) => all.reduce((sum, { total_amount }) => sum + total_amount, 0);
    if (total(lines) > 0) lines.push(...feeLines({ name: 'Parcel', amount: fee }, lines));
    lines.push(...discountLines({ name: 'SPRING', amount: Math.min(off, total(lines)) }, lines));
    if (isAmerican) lines.push(salesTaxLine(fee));
    const paid = Math.min(card, total(lines));
    if (paid > 0) lines.push(giftCardLine({ name: 'Gift card', amount: paid }));
    return {
      purchase_country: market.country,
      purchase_currency: market.currency,
      locale: market.locales[0],
      ...sumOrder(withEverything(lines)),
      merchant_reference1: 'cart-1',
      merchant_reference2: 'ö',
      merchant_data: '{}',
      merchant_urls: {
        confirmation: 'https://shop.example/thanks?order={order.id}',
        notification: 'http://shop.example/n',
        push: 'https://shop.example/p',
        authorization: 'https://shop.example/a',
        app_return_url: 'shop://thanks',
      },
      intent: 'buy',
      acquiring_channel: 'ECOMMERCE',
      design: 'plain',
      custom_payment_method_ids: ['spring'],
      options: { color_border: '#0b051d', radius_border: '5px' },
      attachment: { content_type: 'application/vnd.klarna.internal.emd-v2+json', body: '{"event":[]}' },
      billing_address: ADDRESS,
      shipping_address: ADDRESS,
      customer: {
        type: 'organization',
        organization_entity_type: 'OTHER',
        gender: 'male',
        date_of_birth: '1941-03-21',
      },
    };
  });

const text = (length: number) => 'x'.repeat(length);

/** Values beyond a limit, and values that shops and database drivers use for "nothing". */
const replacement = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', ' ', 'mug.png', '/mug.png', '//cdn.example/mug.png', 'ftp://x/y', 'x'),
  fc.constantFrom<unknown>(
    'https://…',
    'https://shop.example/ö',
    'shop://x',
    'de',
    'XX',
    'EUR',
    'sek',
    'buy',
    'ORGANIZATION',
  ),
  fc.constantFrom<unknown>(0, -0, 0.5, 1.5, -1, 1, 2, 100, 10_000, 10_001, 200_000_000, 200_000_001, 2 ** 53, 1e21),
  fc.constantFrom<unknown>(true, false, [], {}, [null], [1], ['x'], { name: 'x' }, { toString: null }),
  fc.constantFrom(1, 2, 8, 9, 20, 21, 64, 65, 70, 71, 99, 100, 255, 256, 750, 751, 1024, 1025, 2000, 2001).map(text),
  fc.constantFrom(6000, 6001).map(text),
  fc.constantFrom(19, 20, 1999, 2000).map((length) => `https://${text(length)}`),
  fc.integer(),
);

/** The paths of all members of the order. */
function pathsOf(value: unknown, before: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return before.length > 0 ? [[...before]] : [];
  const inner = Object.entries(value).flatMap(([name, entry]) => pathsOf(entry, [...before, name]));
  return before.length > 0 ? [[...before], ...inner] : inner;
}

function replaceAt(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  const copy: Json = Array.isArray(value) ? ([...value] as never) : { ...(value as Json) };
  copy[name] = replaceAt(copy[name], rest, by);
  return copy;
}

/** Valid orders, and orders with one or two replaced members. */
export const randomOrder: fc.Arbitrary<Json> = sound.chain((whole) => {
  const paths = pathsOf(whole);
  const change = fc.tuple(fc.constantFrom(...paths), replacement);
  return fc.array(change, { maxLength: 2 }).map((changes) =>
    changes.reduce((one, [path, by]) => {
      const isThere = path
        .slice(0, -1)
        .reduce<unknown>((at, name) => (at as Json | undefined)?.[name] ?? undefined, one);
      return typeof isThere === 'object' && isThere !== null ? (replaceAt(one, path, by) as Json) : one;
    }, whole),
  );
});

/** The JSON that is sent, without undefined members. */
const sent = (body: Json): Json => JSON.parse(JSON.stringify(body));

function complaintOf(check: (body: Json) => unknown, body: Json): string | undefined {
  try {
    check(sent(body));
    return undefined;
  } catch (error) {
    if (error instanceof KlarnaError) return String(error.error_messages);
    throw error;
  }
}

const CHECKS = { session: checkSessionBody, order: checkOrderBody };

/** An order has no such members: Klarna treats them as unknown. */
function withoutSessionFields(body: Json): Json {
  const { intent: _, acquiring_channel: __, design: ___, options: ____, attachment: _____, ...bought } = body;
  return bought;
}

/**
 * @returns true if both checks accept the body
 * @throws {assert.AssertionError} if one check accepts it and the other does not
 */
export function agreeAbout(kind: keyof typeof CHECKS, body: Json): boolean {
  const asked = kind === 'order' ? withoutSessionFields(body) : body;
  const problems = checkOrder(asked as unknown as Order).map(({ message }) => message);
  const complaint = complaintOf(CHECKS[kind], asked);
  assert.equal(problems.length > 0, complaint !== undefined, `${problems.join('; ')} / ${complaint}`);
  return complaint === undefined;
}
