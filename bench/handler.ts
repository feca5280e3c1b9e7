/**
 * Measures the handler: `POST /session` over real HTTP, with a fake Klarna that answers at once. It compares the handler with
 * the smallest possible one (parse, one fetch, reply). Both use the same adapter and take short turns within a run.
 *
 *     node bench/handler.ts                           rates: 300 turns of 100 requests of each
 *     node --expose-gc bench/handler.ts 1000 100      memory over 100,000 requests of each
 *
 * Use only the first command for rates. Forced garbage collections drop compiled code, and that slows both handlers by more than
 * their difference.
 *
 * Shoppers and Klarna run in another process, so that their work is not counted. There are two rates. The rate of one core counts
 * the processor time of this process with all its threads, so it is valid on a busy machine too. The rate by the clock and
 * the p99 show what a shopper sees. Ratios are medians of neighbouring turns.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../src/server/node.ts';
import { createMemoryLog } from './handler/memory-log.ts';
import { startOtherSide } from './handler/start-other-side.ts';
import { at, median } from './handler/statistics.ts';
import { createHandler, createSmallest } from './handler/under-test.ts';

/** More points would not tell more about the memory of a long run. */
const MEMORY_POINTS = 10;

const [turns = 300, requests = 100] = process.argv.slice(2).map(Number);
if (![turns, requests].every((count) => Number.isSafeInteger(count) && count > 0)) {
  console.error('Give a number of turns and of requests in a turn: node bench/handler.ts 300 100');
  process.exit(2);
}

interface Contestant {
  name: string;
  url: string;
  /** Microseconds of processor time for a request, with one value for each turn. */
  costs: number[];
  /** Milliseconds by the clock for a request, sixteen at a time, with one value for each turn. */
  clock: number[];
  /** Milliseconds of each request. Allocated at the start and outside the measured heap. */
  waits: Float64Array;
}

async function serve(name: string, handler: (request: Request) => Promise<Response>): Promise<Contestant> {
  // Idle connections stay open, because each handler waits while the other has its turn.
  const server = createServer({ keepAliveTimeout: 0 }, toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    costs: [],
    clock: [],
    waits: new Float64Array(turns * requests),
  };
}

const otherSide = await startOtherSide();
const smallest = await serve('smallest', createSmallest(otherSide.klarna));
const handler = await serve('handler', createHandler(otherSide.klarna));
const memory = globalThis.gc && createMemoryLog(globalThis.gc);

async function takeTurn({ url, costs, clock, waits }: Contestant): Promise<void> {
  const [before, started] = [process.cpuUsage(), performance.now()];
  const waited = await otherSide.ask(url, requests);
  const { user, system } = process.cpuUsage(before);
  clock.push((performance.now() - started) / requests);
  waits.set(waited, costs.length * requests);
  costs.push((user + system) / requests);
}

/** Warm-up: the engine compiles the hot code first, and more code takes longer. */
for (const { url } of [smallest, handler, smallest, handler]) await otherSide.ask(url, 6000);
for (let turn = 0; turn < turns; turn++) {
  // They take turns to be first, so that a change of the machine's speed favours neither.
  for (const contestant of turn % 2 ? [handler, smallest] : [smallest, handler]) await takeTurn(contestant);
  const taken = turn + 1;
  if (taken % Math.ceil(turns / MEMORY_POINTS) === 0 || taken === turns) await memory?.note(taken * requests);
}
otherSide.stop();

for (const { name, costs, clock, waits } of [smallest, handler]) {
  const core = (1_000_000 / median(costs)).toFixed(0);
  const seen = (1000 / median(clock)).toFixed(0);
  console.log(
    `${name.padEnd(9)}${core} requests/s of one core, ${seen} by the clock, p99 ${at(0.99, waits).toFixed(1)} ms`,
  );
}
const ratio = (kind: 'costs' | 'clock'): string =>
  median(smallest[kind].map((cost, turn) => cost / (handler[kind][turn] ?? Number.NaN))).toFixed(2);
console.log(`ratio    ${ratio('costs')} of one core, ${ratio('clock')} by the clock (${turns} turns)`);
if (memory) console.log(memory.report());
process.exit();
