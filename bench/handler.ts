/**
 * What the handler costs: `POST /session` over real HTTP and a Klarna that answers at once, against the smallest handler
 * that could work (parse, one fetch, reply). Both stand behind the same adapter and take short turns within one run.
 *
 *     node --expose-gc bench/handler.ts               100 turns of 100 requests of each
 *     node --expose-gc bench/handler.ts 1000 100      memory over 100,000 requests of each
 *
 * The rate is that of one core: counted by the time that this process was at work, all its threads together, for the
 * shoppers and Klarna are another process, and what else the machine does is nobody's. The p99 is what a shopper waited.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../src/server/node.ts';
import { createMemoryLog } from './handler/memory-log.ts';
import { startOtherSide } from './handler/start-other-side.ts';
import { at, median } from './handler/statistics.ts';
import { createHandler, createSmallest } from './handler/under-test.ts';

/** A long run would have the memory measured more often than it makes a difference. */
const MEMORY_POINTS = 10;

const [turns = 100, requests = 100] = process.argv.slice(2).map(Number);
if (![turns, requests].every((count) => Number.isSafeInteger(count) && count > 0)) {
  console.error('Give a number of turns and of requests in a turn: node --expose-gc bench/handler.ts 100 100');
  process.exit(2);
}

interface Contestant {
  name: string;
  url: string;
  /** Microseconds of processor time for a request, one of each turn. */
  costs: number[];
  /** Milliseconds that each request took. Room for all from the start, outside the heap that is measured. */
  waits: Float64Array;
}

async function serve(name: string, handler: (request: Request) => Promise<Response>): Promise<Contestant> {
  // No connection ends for want of work: each contestant waits while the other has its turn.
  const server = createServer({ keepAliveTimeout: 0 }, toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    costs: [],
    waits: new Float64Array(turns * requests),
  };
}

const otherSide = await startOtherSide();
const smallest = await serve('smallest', createSmallest(otherSide.klarna));
const handler = await serve('handler', createHandler(otherSide.klarna));
const memory = createMemoryLog();

async function takeTurn({ url, costs, waits }: Contestant): Promise<void> {
  const before = process.cpuUsage();
  const waited = await otherSide.ask(url, requests);
  const { user, system } = process.cpuUsage(before);
  waits.set(waited, costs.length * requests);
  costs.push((user + system) / requests);
}

/** Before it counts, the engine has compiled what is hot. */
for (const { url } of [smallest, handler, smallest, handler]) await otherSide.ask(url, 500);
for (let turn = 0; turn < turns; turn++) {
  if (turn % Math.ceil(turns / MEMORY_POINTS) === 0) await memory.note(turn * requests);
  // In turns to be first, so that a machine that gets slower or faster favours nobody.
  for (const contestant of turn % 2 ? [handler, smallest] : [smallest, handler]) await takeTurn(contestant);
}
await memory.note(turns * requests);
otherSide.stop();

for (const { name, costs, waits } of [smallest, handler]) {
  const rate = (1_000_000 / median(costs)).toFixed(0);
  console.log(
    `${name.padEnd(9)} ${rate} requests/s of one core (median of ${turns}), p99 ${at(0.99, waits).toFixed(1)} ms`,
  );
}
const ratios = smallest.costs.map((cost, turn) => cost / (handler.costs[turn] ?? Number.NaN));
console.log(`ratio     ${median(ratios).toFixed(2)} (median of the neighbouring turns)`);
console.log(memory.report());
process.exit();
