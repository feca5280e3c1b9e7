/**
 * The crash test, for any number of rounds. It ends with an error if an authorization is not exactly one order at Klarna and one
 * row in the shop's database.
 *
 *     npx node bench/crash.ts              10,000 rounds: in each, the shop is killed once
 *     npx node bench/crash.ts 300 42       fewer, with the seed of an earlier run
 *
 * The three moments of the kill take turns, a batch each. So a run that is stopped early has figures for all three.
 */
import { runCrashRounds } from '../test/crash/support/crash-rounds.ts';

const MOMENTS = ['time', 'before', 'after'] as const;
/** A batch has a database and a Klarna of its own, and its own seed. */
const BATCH_ROUNDS = 100;

const [rounds = 10_000, seed = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);
if (![rounds, seed].every((value) => Number.isSafeInteger(value) && value >= 0) || rounds < 1) {
  console.error('Give a number of rounds and a seed: npx node bench/crash.ts 10000 42');
  process.exit(2);
}
console.log(`${rounds} rounds, seed ${seed}`);

const kills = { time: 0, before: 0, after: 0 };
let approvals = 0;
const started = performance.now();
const summary = (): string => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const moments = MOMENTS.map((moment) => `${kills[moment]} ${moment}`).join(', ');
  return `${moments}: ${approvals} approvals, one order and one row each; ${seconds} s`;
};

for (let batch = 0, left = rounds; left > 0; batch++) {
  const kill = MOMENTS[batch % MOMENTS.length] ?? 'time';
  const size = Math.min(BATCH_ROUNDS, left);
  try {
    approvals += await runCrashRounds({ seed: seed + batch, rounds: size, kill });
  } catch (error) {
    console.error(
      `The batch ${batch} (killed "${kill}", ${size} rounds, seed ${seed + batch}) failed. So far: ${summary()}`,
    );
    throw error;
  }
  kills[kill] += size;
  left -= size;
  if (batch % 10 === 9) console.log(summary());
}
console.log(summary());
