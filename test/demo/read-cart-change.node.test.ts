import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCartChange } from '../../demo/server/cart/read-cart-change.ts';
import { HttpError } from '../../demo/server/http/http-error.ts';

test('A change of the cart has a market, quantities, or both', () => {
  assert.deepEqual(readCartChange({ market: 'US' }), { market: 'US' });
  assert.deepEqual(readCartChange({ quantities: { paus: 0, ull: 20 } }), { quantities: { paus: 0, ull: 20 } });
  assert.deepEqual(readCartChange({}), {});
});

const REFUSED: readonly unknown[] = [
  null,
  [],
  'DE',
  { market: 'FR' },
  { market: 'de' },
  { market: 'toString' },
  { price: 1 },
  { quantities: [1] },
  { quantities: { paus: -1 } },
  { quantities: { paus: 21 } },
  { quantities: { paus: 0.5 } },
  { quantities: { paus: '1' } },
  { quantities: { paus: Number.NaN } },
  { quantities: { sofa: 1 } },
  JSON.parse('{"quantities":{"__proto__":1}}'),
];

for (const body of REFUSED) {
  test(`The change ${JSON.stringify(body)} is refused`, () => {
    assert.throws(
      () => readCartChange(body),
      (error) => error instanceof HttpError && error.status === 400,
    );
  });
}
