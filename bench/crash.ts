/**
 * The crash test, for any number of rounds: `node bench/crash.ts [rounds for each moment] [seed]`. It ends with an error if an
 * authorization is not exactly one order at Klarna and one row in the shop's database.
 */
import { runCrashRounds } from '../test/crash/support/crash-rounds.ts';

const [rounds = 1000, seed = Math.floor(Math.random() * 2 ** 32)] = process.argv.slice(2).map(Number);

for (const kill of ['time', 'before', 'after'] as const) {
  const started = performance.now();
  const approvals = await runCrashRounds({ seed, rounds, kill });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${kill}: ${rounds} kills, ${approvals} approvals, one order and one row each; seed ${seed}, ${seconds} s`,
  );
}
