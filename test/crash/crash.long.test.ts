/**
 * The shop's server is killed with `kill -9`, again and again, in the middle of orders. `CRASH_SEED` repeats a run's
 * choices, `CRASH_ROUNDS` sets how many rounds each test has.
 */
import { describe, it } from 'node:test';
import { runCrashRounds } from './support/crash-rounds.ts';

const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 32));
const rounds = Number(process.env.CRASH_ROUNDS ?? 40);

/** A round takes 0.1 s on an idle machine, and many times that on a busy one. */
const LIMIT = 60_000 + rounds * 4000;

describe('every authorization makes exactly one order, at Klarna and in the database, when the shop is killed', () => {
  const moments = {
    'at any moment': 'time',
    'before Klarna has placed an order': 'before',
    'after Klarna has placed an order, before it says so': 'after',
  } as const;
  for (const [when, kill] of Object.entries(moments)) {
    it(`no order is lost or doubled if the shop is killed ${when}`, { timeout: LIMIT }, async (test) => {
      test.diagnostic(`CRASH_SEED=${seed} CRASH_ROUNDS=${rounds}`);
      const approvals = await runCrashRounds({ seed, rounds, kill });
      test.diagnostic(`${approvals} approvals`);
    });
  }
});
