/** Shoppers buy while the shop's server is killed. The orders at the end must be right. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, type Random } from '../../support/random.ts';
import { type Held, type KlarnaProcess, startKlarnaProcess } from './klarna-calls.ts';
import { type ShopProcesses, startShopProcesses } from './shop-processes.ts';
import { type Approved, approve, buy } from './shopper.ts';

interface CrashPlan {
  seed: number;
  rounds: number;
  /** `time`: at a random moment. `before`, `after`: in the middle of Klarna's answer to an order. */
  kill: 'time' | Held;
}

/** The number of shoppers in the shop when it is killed. */
const SHOPPERS = 3;

/** After this time all requests of a round have begun, and most are still running. */
const BUSY = 60;

async function killOnce(kill: CrashPlan['kill'], shop: ShopProcesses, klarna: KlarnaProcess, random: Random) {
  if (kill === 'time') {
    await pause(random.upTo(BUSY));
    await shop.kill();
    return;
  }
  await klarna.arm(kill);
  await shop.kill();
  await klarna.release();
}

/** @returns the number of authorizations. Each is exactly one order and one row */
export async function runCrashRounds({ seed, rounds, kill }: CrashPlan): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'crash-'));
  const DATABASE = join(folder, 'shop.sqlite');
  const SECRET = 'a secret that outlives every process';
  const env = { PATH: process.env.PATH, DATABASE, SECRET };
  try {
    await using klarna = await startKlarnaProcess(env);
    await using shop = await startShopProcesses(folder, { ...env, KLARNA: klarna.url });
    const random = createRandom(seed);
    const world = { shop, klarna, random };
    const all: Approved[] = [];
    for (let round = 0; round < rounds; round++) {
      const approved = await Promise.all(Array.from({ length: SHOPPERS }, () => approve(world)));
      all.push(...approved);
      await Promise.all([killOnce(kill, shop, klarna, random), ...approved.map((one) => buy(world, one))]);
    }
    expectOneOrderEach(all, await klarna.orders(), DATABASE);
    return all.length;
  } finally {
    await rm(folder, { recursive: true, maxRetries: 3 });
  }
}

function expectOneOrderEach(
  all: readonly Approved[],
  placed: Awaited<ReturnType<KlarnaProcess['orders']>>,
  path: string,
): void {
  using database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT order_id, session_id, order_amount FROM orders ORDER BY session_id').all();
  const bySession = (a: { session_id: string }, b: { session_id: string }) => (a.session_id < b.session_id ? -1 : 1);
  const atKlarna = [...placed].sort(bySession);
  assert.deepEqual(
    atKlarna.map(({ session_id, authorization_token }) => [session_id, authorization_token]),
    [...all].sort(bySession).map(({ session_id, authorization_token }) => [session_id, authorization_token]),
    'Klarna has one order for every approval',
  );
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    atKlarna.map(({ order_id, session_id, order_amount }) => ({ order_id, session_id, order_amount })),
    'the shop has one row for every order',
  );
  const ids = new Map(placed.map(({ session_id, order_id }) => [session_id, order_id]));
  for (const { session_id, told } of all) {
    assert.ok(
      [...told].every((order_id) => order_id === ids.get(session_id)),
      'every answer names that order',
    );
  }
}
