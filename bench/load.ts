/**
 * Purchases with faults, and how many a second. Ends with an error if an order is lost, doubled or not saved, or if a
 * session has two active customer tokens.
 *
 *     npm run bench:load                                 20,000 purchases
 *     npm run bench:load -- 5000 42                      fewer, with the seed of an earlier run
 *     npm run bench:load -- 2000 42 --against ../other   rates of another work tree of this repository, alternating
 *
 * What the other tree violates is told and does not count. It runs for ten minutes at most.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sell } from './load/sell.ts';

const ROUNDS = 5;
const LIMIT_MS = 600_000;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { against: { type: 'string' } } });
const [purchases = 20_000, seed = Math.floor(Math.random() * 2 ** 31)] = positionals.map(Number);
if (![purchases, seed].every((value) => Number.isSafeInteger(value) && value >= 0) || purchases < 1) {
  console.error('Give a number of purchases and a seed: npm run bench:load -- 20000 42');
  process.exit(2);
}
setTimeout(() => {
  console.error(`Not finished after ${LIMIT_MS / 60_000} minutes; seed ${seed}.`);
  process.exit(1);
}, LIMIT_MS).unref();

const sourcesOf = async (tree: string) => ({
  server: await import(resolve(tree, 'src/server/index.ts')),
  simulator: await import(resolve(tree, 'src/simulator/index.ts')),
});
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

const here = await sourcesOf(resolve(import.meta.dirname, '..'));
const other = values.against === undefined ? undefined : await sourcesOf(values.against);
console.log(`${purchases} purchases, seed ${seed}`);
const rates: number[] = [];
const others: number[] = [];
for (let round = 0; round < (other ? ROUNDS : 1); round++) {
  const { rate, clock, violations } = await sell(here, purchases, seed + round);
  rates.push(rate);
  console.log(
    `${rate.toFixed(0)} purchases/s of one core, ${clock.toFixed(0)} by the clock, ${violations.length} violations`,
  );
  for (const violation of violations.slice(0, 10)) console.error(`  ${violation}`);
  if (violations.length > 0) process.exitCode = 1;
  if (!other) continue;
  const sold = await sell(other, purchases, seed + round);
  others.push(sold.rate);
  console.log(
    `${sold.rate.toFixed(0)} purchases/s of one core in the other tree, ${sold.violations.length} violations`,
  );
}
if (other) {
  const ratio = median(rates) / median(others);
  console.log(
    `medians ${median(rates).toFixed(0)} and ${median(others).toFixed(0)} purchases/s of one core, ratio ${ratio.toFixed(2)}`,
  );
}
