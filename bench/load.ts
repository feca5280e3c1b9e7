/**
 * Runs purchases with faults, and measures their rate. It ends with an error if an order is lost, doubled or not saved. It also
 * does so if a session does not end with one active customer token that the shop knows.
 *
 *     npm run bench:load                                 20,000 purchases
 *     npm run bench:load -- 5000 42                      fewer, with the seed of an earlier run
 *
 *     npm run bench:load -- 5000 42 --against ../other   the same with another work tree of this repository, in short turns
 *
 * Violations of the other tree are printed and cause no error. It runs for 25 minutes at most.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Sold, type Sources, sell } from './load/sell.ts';

/** The number of turns of each tree. */
const TURNS = 10;
/** Purchases of each tree that do not count, because the engine compiles during them. */
const WARM_UP = 1000;
const LIMIT_MS = 25 * 60_000;
const SHOWN_VIOLATIONS = 10;

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

interface Contestant {
  name: string;
  sources: Sources;
  sold: Sold[];
}

const read = async (name: string, tree: string): Promise<Contestant> => {
  const server = await import(resolve(tree, 'src/server/index.ts'));
  const simulator = await import(resolve(tree, 'src/simulator/index.ts'));
  return { name, sources: { server, simulator }, sold: [] };
};
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

const here = await read('this tree', resolve(import.meta.dirname, '..'));
const other = values.against === undefined ? undefined : await read('other tree', values.against);
const contestants = other ? [here, other] : [here];
const turns = other ? Math.min(TURNS, purchases) : 1;
console.log(`${purchases} purchases${other ? ` of each tree, in ${turns} turns` : ''}, seed ${seed}`);

for (const { sources } of contestants) await sell(sources, Math.min(WARM_UP, purchases), seed);
for (let turn = 0; turn < turns; turn++) {
  const size = Math.floor(((turn + 1) * purchases) / turns) - Math.floor((turn * purchases) / turns);
  // They take turns to be first, so that a change of the machine's speed favours neither.
  for (const { sources, sold } of turn % 2 ? contestants.toReversed() : contestants) {
    sold.push(await sell(sources, size, seed + turn));
  }
}

for (const { name, sold } of contestants) {
  const [cost, clock, calls] = (['cost', 'clock', 'calls'] as const).map((kind) =>
    median(sold.map((one) => one[kind])),
  );
  const violations = sold.flatMap((one) => one.violations);
  console.log(
    `${name.padEnd(11)}${cost?.toFixed(0)} µs of processor time a purchase (${(1e6 / (cost ?? 0)).toFixed(0)}/s of one core), ${clock?.toFixed(0)}/s by the clock, ${calls?.toFixed(1)} calls to Klarna, ${violations.length} violations`,
  );
  for (const violation of violations.slice(0, SHOWN_VIOLATIONS)) console.error(`  ${violation}`);
  if (name === here.name && violations.length > 0) process.exitCode = 1;
}
if (other) {
  const costs = here.sold.map(({ cost }, turn) => (other.sold[turn]?.cost ?? 0) / cost);
  const clocks = here.sold.map(({ clock }, turn) => clock / (other.sold[turn]?.clock ?? 0));
  console.log(
    `ratio      ${median(costs).toFixed(2)} by processor time, ${median(clocks).toFixed(2)} by the clock (medians of neighbouring turns)`,
  );
}
