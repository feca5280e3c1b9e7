/**
 * Ten minutes of shoppers at one shop, while faults are switched on and off. Shop and offline Klarna are HTTP servers of this
 * process. It ends with an error if an order is lost, doubled or not saved, if memory grows, or if something stays open.
 *
 *     npm run soak                                 10 minutes
 *     npm run soak -- --minutes 2 --seed 42        shorter, with the seed of an earlier run
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as server from '../src/server/index.ts';
import * as simulator from '../src/simulator/index.ts';
import { createMarketplace, SIDE_BY_SIDE, USUAL_FAULTS } from './load/marketplace.ts';
import { overHttp } from './soak/over-http.ts';
import { faultsOf, PHASES } from './soak/phases.ts';
import { measureHeap, readResources, waitForNoLeaks } from './soak/resources.ts';

/** A cycle has all phases. After each cycle the books are checked, and everything is forgotten. */
const CYCLES = 10;
/** Engine and HTTP client fill their caches in the first cycle. The heaps of the next cycles are compared with those of the last ones. */
const COMPARED_CYCLES = 4;
const MAX_GROWTH = 0.05;
/** Without faults the shop saves each order far sooner. */
const SAVED_LIMIT_MS = 30_000;
const SHOWN_VIOLATIONS = 10;
const MB = 1024 * 1024;

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 10);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error('Give minutes and a seed: npm run soak -- --minutes 10 --seed 42');
  process.exit(2);
}
const phase_ms = (minutes * 60_000) / CYCLES / PHASES.length;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const realNow = Date.now;
let moved_ms = 0;
Date.now = () => realNow() + moved_ms;

const problems: string[] = [];
// Node opens these two when they are first used.
void [process.stdout, process.stderr];
// With its first server libuv opens `/dev/null` and keeps it, as a reserve for the time when descriptors run out.
await overHttp(async () => new Response()).close();
const before = readResources();
const closing: (() => Promise<void>)[] = [];
const faults = { ...USUAL_FAULTS };
/** While it is there, no shopper begins. */
let held: PromiseWithResolvers<void> | undefined;
const market = createMarketplace({
  sources: { server, simulator },
  seed,
  capacity: 200_000,
  faults,
  // A shopper comes back until Klarna is there again. A refusal without end takes seconds, and is then a violation.
  patience: 5000,
  keepsAuthorization: true,
  pause_ms: 200,
  emptiesCart: true,
  beforeSession: () => held?.promise,
  connect(_, called) {
    const { send, close } = overHttp(called);
    closing.push(close);
    return send;
  },
});

let next = 0;
let isOpen = true;
const shopper = async () => {
  while (isOpen) await market.buy(next++);
};

/**
 * After the 48 hours of its session Klarna does not tell the handler any more which order it has. So the clock moves in a moment
 * in which the shop has saved all orders. With this many shoppers there is always an order under way, so nobody begins until then.
 */
async function moveClock(by_ms: number): Promise<void> {
  held = Promise.withResolvers();
  const end = performance.now() + SAVED_LIMIT_MS;
  while (market.countUnsaved() > 0 && performance.now() < end) await pause(1);
  if (market.countUnsaved() > 0) problems.push(`Orders stayed unsaved for ${SAVED_LIMIT_MS / 1000} s without a fault.`);
  moved_ms += by_ms;
  held.resolve();
  held = undefined;
}

console.log(`${minutes} minutes, ${SIDE_BY_SIDE} shoppers at a time, seed ${seed}`);
console.log(`Phases of each cycle: ${PHASES.map(({ name }) => name).join(', ')}\n`);
console.log('cycle  purchases  calls to Klarna  violations  heap MB  descriptors');
const heaps: number[] = [];
for (let cycle = 1; cycle <= CYCLES; cycle++) {
  const [firstPurchase, firstCall] = [next, market.calls];
  isOpen = true;
  const shoppers = Array.from({ length: SIDE_BY_SIDE }, shopper);
  for (const phase of PHASES) {
    Object.assign(faults, faultsOf(phase));
    await pause(phase_ms / 2);
    if (phase.clock_ms !== undefined) await moveClock(phase.clock_ms);
    await pause(phase_ms / 2);
  }
  Object.assign(faults, USUAL_FAULTS);
  isOpen = false;
  await Promise.all(shoppers);
  await market.finish();
  const violations = market.findViolations();
  problems.push(...violations.slice(0, SHOWN_VIOLATIONS).map((violation) => `cycle ${cycle}: ${violation}`));
  market.clear();
  const heap = await measureHeap();
  heaps.push(heap);
  const { descriptors } = readResources();
  const row = [
    cycle,
    next - firstPurchase,
    market.calls - firstCall,
    violations.length,
    (heap / MB).toFixed(1),
    descriptors ?? '?',
  ];
  const widths = [5, 11, 17, 12, 9, 13];
  console.log(row.map((cell, column) => String(cell).padStart(widths[column] ?? 0)).join(''));
}

const growth = median(heaps.slice(-COMPARED_CYCLES)) / median(heaps.slice(1, 1 + COMPARED_CYCLES)) - 1;
if (!(growth <= MAX_GROWTH))
  problems.push(`The heap has grown by ${(growth * 100).toFixed(1)} % from cycles 2 to 5 to the last four.`);
await Promise.all(closing.map((close) => close()));
problems.push(...(await waitForNoLeaks(before)));

console.log(`\n${next} purchases, ${market.calls} calls to Klarna, the clock moved ${moved_ms / 3_600_000} hours.`);
console.log(
  `Heap ${(growth * 100).toFixed(1)} % from cycles 2 to 5 to the last four (median); timers, sockets and files are compared with the start.`,
);
for (const problem of problems) console.error(`  ${problem}`);
console.log(problems.length === 0 ? 'Each purchase has one order, and nothing is left open.' : `FAILED; seed ${seed}`);
process.exitCode = problems.length === 0 ? 0 : 1;
