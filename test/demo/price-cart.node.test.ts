import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewCart } from '../../demo/shop/cart-view.ts';
import { CATALOGUE, MAX_QUANTITY } from '../../demo/shop/catalogue.ts';
import { MARKET_LIST } from '../../demo/shop/markets.ts';
import { priceCart, type Quantities } from '../../demo/shop/price-cart.ts';
import { priceCharge } from '../../demo/shop/subscriptions/price-charge.ts';
import { findMarket } from '../../src/klarna/markets.ts';
import { findArithmeticProblems } from '../../src/klarna/order-arithmetic.ts';
import { checkOrder } from '../../src/server/index.ts';
import { createRandom } from '../support/random.ts';

const CARTS_PER_MARKET = 500;

for (const market of MARKET_LIST) {
  test(`Every cart for ${market.name} adds up as Klarna requires`, () => {
    const random = createRandom(market.tax_rate);
    for (let round = 0; round < CARTS_PER_MARKET; round += 1) {
      const quantities: Quantities = Object.fromEntries(
        CATALOGUE.map(({ sku }) => [sku, Math.max(0, random.integer(-MAX_QUANTITY, MAX_QUANTITY))]),
      );
      const cart = priceCart(market.code, quantities);
      const seen = JSON.stringify(quantities);
      assert.deepEqual(findArithmeticProblems(cart), [], seen);
      if (cart.order_lines.length > 0) assert.deepEqual(checkOrder(cart), [], seen);
      for (const terms of cart.subscriptions) {
        assert.deepEqual(checkOrder({ ...cart, ...priceCharge(terms) }), [], 'the charges of later months, too');
      }
      const { right_after } = viewCart(market.code, quantities);
      const pieces = [...cart.order_lines, ...(right_after?.order_lines ?? [])].filter(
        ({ type }) => type === 'physical',
      );
      assert.deepEqual(
        pieces.map(({ reference, quantity }) => [reference, quantity]),
        Object.entries(quantities).filter(([, quantity]) => quantity > 0),
        'every piece is on the bill, once',
      );
    }
  });

  test(`Currency and locale are those of ${market.name}`, () => {
    const known = findMarket(market.code);
    assert.equal(market.currency, known?.currency);
    assert.ok(known?.locales.includes(market.locale));
  });
}

test('In Germany each line contains its tax, shipping too', () => {
  const { order_lines, order_amount, order_tax_amount } = priceCart('DE', { skymning: 1, paus: 2 });
  assert.deepEqual(
    order_lines.map(({ type, total_amount, tax_rate, total_tax_amount }) => [
      type,
      total_amount,
      tax_rate,
      total_tax_amount,
    ]),
    [
      ['physical', 14900, 1900, 2379],
      ['physical', 4800, 1900, 766],
      ['shipping_fee', 490, 1900, 78],
    ],
  );
  assert.equal(order_amount, 20190);
  assert.equal(order_tax_amount, 3223);
});

test('In the United States lines carry no tax, and one line is the tax', () => {
  const { order_lines, order_amount, order_tax_amount } = priceCart('US', { ark: 3 });
  assert.deepEqual(order_lines, [
    {
      type: 'physical',
      reference: 'ark',
      name: 'Ark notebook',
      quantity: 3,
      unit_price: 1950,
      total_amount: 5850,
    },
    {
      type: 'shipping_fee',
      reference: 'shipping',
      name: 'Shipping',
      quantity: 1,
      unit_price: 900,
      total_amount: 900,
    },
    // 8.25 % of 67.50 is 5.56875.
    { type: 'sales_tax', name: 'Sales tax', quantity: 1, unit_price: 557, total_amount: 557 },
  ]);
  assert.equal(order_amount, 7307);
  assert.equal(order_tax_amount, 557);
});

test('an empty cart costs nothing, not even shipping', () => {
  for (const { code } of MARKET_LIST) {
    assert.deepEqual(priceCart(code, { paus: 0 }).order_lines, []);
    assert.equal(priceCart(code, {}).order_amount, 0);
  }
});
