/** The load bench is of use only if it sees each violation: here each one is planted. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Books, findViolations } from '../../bench/load/laws.ts';
import { type Sources, sell } from '../../bench/load/sell.ts';
import * as server from '../../src/server/index.ts';
import * as simulator from '../../src/simulator/index.ts';

const PURCHASES = 24;
const SEED = 9;

type Options = Parameters<typeof server.createKlarnaHandler>[0];

/** The product with a fault in it. */
const withFault = (change: (options: Options) => Partial<Options>): Sources => ({
  simulator,
  server: {
    ...server,
    createKlarnaHandler: (options) => server.createKlarnaHandler({ ...options, ...change(options) }),
  },
});

describe('the load bench', () => {
  it('finds no violation in the handler, though calls and writes fail', async () => {
    const { violations, cost, clock, calls } = await sell({ server, simulator }, PURCHASES, SEED);
    assert.deepEqual(violations, []);
    for (const measured of [cost, clock, calls]) assert.ok(measured > 0);
  });

  it('finds orders that a handler saves under two ids', async () => {
    const doubling = withFault(({ onOrder }) => ({
      async onOrder(order, context) {
        await onOrder(order, context);
        await onOrder({ ...order, order_id: `${order.order_id}-again` }, context);
      },
    }));
    const { violations } = await sell(doubling, PURCHASES, SEED);
    const doubled = violations.filter((violation) => /-again is saved, and Klarna has no such order/.test(violation));
    assert.ok(doubled.length >= PURCHASES - 2, violations.join('\n'));
  });

  it('finds orders that a handler does not save', async () => {
    const { violations } = await sell(
      withFault(() => ({ onOrder: () => undefined })),
      PURCHASES,
      SEED,
    );
    const lost = violations.filter((violation) => violation.endsWith('is not saved'));
    assert.equal(lost.length, PURCHASES);
  });

  it('finds purchases that come to no order', async () => {
    const { violations } = await sell(
      withFault(() => ({ getOrder: () => null })),
      2,
      SEED,
    );
    assert.deepEqual(violations, ['cart-0 has 0 orders', 'cart-1 has 0 orders']);
  });

  it('finds customer tokens that the shop was not told', async () => {
    const silent = withFault(({ onOrder }) => ({
      onCustomerToken: () => undefined,
      onOrder: (order, { customer_token: _, ...context }) => onOrder(order, context),
    }));
    const { violations } = await sell(silent, PURCHASES, SEED);
    assert.ok(violations.some((violation) => violation.includes('last told a customer token that is not active')));
  });
});

const session_id = 'session-1';
const cart = {
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  order_amount: 4750,
  order_lines: [],
  intent: 'buy_and_tokenize',
  merchant_reference1: 'cart-1',
} as const;
const order = { order_id: 'order-1', session_id, request: { ...cart, order_lines: [], locale: 'en-SE' } };
const token = { token_id: 'token-1', session_id, status: 'ACTIVE' } as const;
const sound: Books = {
  carts: new Map([['cart-1', { ...cart, order_lines: [] }]]),
  orders: [order],
  tokens: [token],
  rows: [{ order_id: 'order-1', session_id, reference: 'cart-1' }],
  told: [{ token_id: 'token-1', session_id }],
};

describe('the laws of the load bench', () => {
  it('accept one order, one row and one customer token', () => {
    assert.deepEqual(findViolations(sound), []);
  });

  const planted: [fault: string, books: Partial<Books>, violation: string][] = [
    ['a second order of a cart', { orders: [order, order] }, 'cart-1 has 2 orders'],
    ['a lost order', { orders: [], rows: [] }, 'cart-1 has 0 orders'],
    [
      'an order of another amount',
      { orders: [{ ...order, request: { ...order.request, order_amount: 1 } }] },
      'cart-1 costs 4750, and 1 is ordered',
    ],
    ['an order that is not saved', { rows: [] }, 'order-1 is not saved'],
    [
      'an order that is saved for another session',
      { rows: [{ order_id: 'order-1', session_id: 'session-2', reference: 'cart-1' }] },
      'order-1 is saved for another session or cart',
    ],
    [
      'a row without an order',
      { rows: [...sound.rows, { order_id: 'order-2', session_id, reference: 'cart-1' }] },
      'order-2 is saved, and Klarna has no such order',
    ],
    [
      'two active customer tokens',
      { tokens: [{ ...token, token_id: 'token-0' }, token] },
      'session session-1 has 2 active customer tokens',
    ],
    ['a missing customer token', { tokens: [] }, 'session session-1 has no active customer token'],
    [
      'a void customer token that the shop is told last',
      { told: [...sound.told, { token_id: 'token-0', session_id }] },
      'session session-1: the shop was last told a customer token that is not active',
    ],
  ];
  for (const [fault, books, violation] of planted) {
    it(`find ${fault}`, () => {
      assert.ok(findViolations({ ...sound, ...books }).includes(violation));
    });
  }
});
