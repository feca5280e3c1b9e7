/**
 * Measures the rate of one simulator on one core, and whether its memory grows. Purchases as in `simulator/traffic.ts`.
 *
 *     npm run bench              a million sessions
 *     npm run bench -- 50000     fewer
 *
 * It runs rounds of equal size. The median counts, because the machine may have other work. The memory is measured after a
 * garbage collection at the end of each round (`node --expose-gc`). It must not rise once the simulator has reached its
 * `capacity`: 10,000 of each kind; then it drops the oldest.
 */
import { createKlarnaSimulator } from '../src/simulator/index.ts';
import { measureAsFunction, measureOverHttp } from './simulator/measure.ts';

const SESSIONS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 20;
const HTTP_ROUNDS = 5;
/** Purchases of a round over HTTP. */
const HTTP_PURCHASES = 2000;

if (!Number.isSafeInteger(SESSIONS) || SESSIONS < ROUNDS) {
  console.error(`Give a number of sessions, ${ROUNDS} or more: npm run bench -- 50000`);
  process.exit(2);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};

if (!globalThis.gc) console.error('Without --expose-gc the memory below is what happened to be in use.');

const klarna = createKlarnaSimulator({ seed: 'bench' });
const rates: number[] = [];
const memory: number[] = [];
for (let round = 1; round <= ROUNDS; round++) {
  rates.push(await measureAsFunction(klarna, Math.floor(SESSIONS / ROUNDS)));
  memory.push(megabytes());
  console.log(`round ${round}: ${rates.at(-1)?.toFixed(0)} requests/s, ${memory.at(-1)?.toFixed(1)} MB`);
}
console.log(`\nsessions            ${Math.floor(SESSIONS / ROUNDS) * ROUNDS}, remembered ${klarna.sessions().length}`);
console.log(`as a function       ${median(rates).toFixed(0)} requests/s (median of ${ROUNDS} rounds)`);
console.log(
  `memory              ${memory[0]?.toFixed(1)} MB after the first round, ${memory.at(-1)?.toFixed(1)} MB after the last`,
);

const served = createKlarnaSimulator({ seed: 'bench' });
const { url, close } = await served.listen();
const http: number[] = [];
for (let round = 0; round < HTTP_ROUNDS; round++) http.push(await measureOverHttp(served, url, HTTP_PURCHASES));
await close();
console.log(`over HTTP           ${median(http).toFixed(0)} requests/s of one core (median of ${HTTP_ROUNDS} rounds)`);
