/**
 * Random purchases of a subscription. `PURCHASE_SEED` repeats one of them, with a log. `npm run test:long` makes more, from a random
 * seed.
 *
 * The laws: each order is saved and has its active customer token. Its session has no other active one. A session without an order
 * has none. The page gets no token but the order's. Klarna's callback orders no closed session. The shopper can always
 * cancel or buy at the end.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isLong } from '../../support/depth.ts';
import { runPurchase } from '../support/random-purchase.ts';

const PURCHASES = isLong ? 3000 : 60;
const wanted = process.env.PURCHASE_SEED;
const first = Number(wanted ?? (isLong ? Math.floor(Math.random() * 2 ** 31) : 1));

it('a random purchase breaks no law of orders and customer tokens', {
  timeout: isLong ? 600_000 : 60_000,
}, async (test) => {
  const last = first + (wanted === undefined ? PURCHASES : 1);
  for (let seed = first; seed < last; seed++) {
    const { violations, log } = await runPurchase(seed);
    if (wanted !== undefined) test.diagnostic(log.join('\n'));
    assert.deepEqual(violations, [], `PURCHASE_SEED=${seed}`);
  }
});
