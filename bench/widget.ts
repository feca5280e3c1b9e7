/**
 * From navigation to the loaded widget, on a slow line: 150 ms round trip, 1.6 Mbit/s, CPU four times slower.
 *
 *     npm run bench:widget                            11 rounds of this build; needs `npm run build`
 *     npm run bench:widget -- 21 --against ../old/dist   the same beside another build
 *     npm run bench:widget -- 21 --write              keeps the figures: bench/results, docs/performance.md
 *
 * All contestants take one turn in each round, in changing order. Each turn has a new browser profile: no cache, no open
 * connection. It prints medians, quartiles, and ratios to the limit that the network sets.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../test/find-browser.ts';
import { at, median } from './handler/statistics.ts';
import { writeReport } from './report/write-table.ts';
import { limit_ms } from './widget/limit.ts';
import { contestants } from './widget/pages.ts';
import { KLARNA, SHOP, startServers } from './widget/servers.ts';

const LINK = { round_trip_ms: 150, downstream_bits_per_s: 1_600_000 };
const CPU_SLOWDOWN = 4;
const PATIENCE_MS = 30_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' }, write: { type: 'boolean' } },
});
const rounds = Number(positionals[0] ?? 11);
const dists: Record<string, string> = { today: fileURLToPath(new URL('../dist', import.meta.url)) };
if (values.against) dists.other = values.against;
for (const [name, folder] of Object.entries(dists)) {
  if (!existsSync(`${folder}/cdn.js`)) {
    console.error(`No cdn.js in ${name === 'today' ? 'dist' : folder}. Run: node build.ts`);
    process.exit(2);
  }
}
if (!(Number.isSafeInteger(rounds) && rounds > 0)) {
  console.error('Give a number of rounds: node bench/widget.ts 11');
  process.exit(2);
}

const { list, pages } = contestants(Object.keys(dists));
const servers = await startServers(pages, dists);
const link = fork(fileURLToPath(new URL('widget/link-process.ts', import.meta.url)));
link.send({ ...LINK, ports: [servers.shop_port, servers.klarna_port] });
const [[shop_port, klarna_port]] = (await once(link, 'message')) as [[number, number]];
const hostOf = (origin: string): string => new URL(origin).host;
const { executablePath, args } = await findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: [
    ...args,
    `--host-resolver-rules=MAP ${hostOf(SHOP)}:443 127.0.0.1:${shop_port}, MAP ${hostOf(KLARNA)}:443 127.0.0.1:${klarna_port}`,
  ],
});

async function measure(from: Browser, path: string): Promise<number> {
  const context = await from.newContext({ ignoreHTTPSErrors: true });
  try {
    const tab = await context.newPage();
    const devtools = await context.newCDPSession(tab);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await tab.goto(SHOP + path, { waitUntil: 'commit' });
    const done = await tab.waitForFunction(() => (window as { done?: number }).done, undefined, {
      timeout: PATIENCE_MS,
    });
    return Number(await done.jsonValue());
  } finally {
    await context.close();
  }
}

const measured = new Map(list.map(({ path }) => [path, [] as number[]]));
await measure(browser, '/ideal');
for (let round = 0; round < rounds; round++) {
  const turns = list.map((_, index) => list[(index + round) % list.length] as (typeof list)[number]);
  for (const { path } of turns) measured.get(path)?.push(await measure(browser, path));
}
const version = browser.version();
await browser.close();
link.disconnect();
servers.close();

const limit = limit_ms(servers.bytes, LINK);
const documented = measured.get('/documented') ?? [];
const ideal = measured.get('/ideal') ?? [];
/** The median of the ratios of neighbouring turns, because the machine's speed changes during a run. */
const ratio = (times: readonly number[], others: readonly number[]): number =>
  Number(median(times.map((time, round) => time / (others[round] ?? Number.NaN))).toFixed(2));
console.log(`limit of the network: ${limit.toFixed(0)} ms (${JSON.stringify(servers.bytes)} bytes)`);
const rows = list.map(({ name, path }) => {
  const times = measured.get(path) ?? [];
  const middle = median(times);
  return {
    name,
    median_ms: Math.round(middle),
    quartiles_ms: [0.25, 0.75].map((share) => Math.round(at(share, times))),
    to_limit: Number((middle / limit).toFixed(2)),
    to_ideal: ratio(times, ideal),
    to_documented: ratio(times, documented),
    times_ms: times.map(Math.round),
  };
});
for (const { name, median_ms, quartiles_ms, to_limit, to_ideal, to_documented } of rows) {
  console.log(
    `${name.padEnd(36)} ${String(median_ms).padStart(5)} ms (${quartiles_ms.join('–')})  ${to_limit.toFixed(2)} × limit  ${to_ideal.toFixed(2)} × ideal  ${to_documented.toFixed(2)} × documented`,
  );
}
if (values.write) {
  writeReport({
    name: 'widget',
    command: `npm run bench:widget -- ${rounds} --write`,
    columns: ['page', 'median', 'quartiles', '× ideal page', '× Klarna’s order'],
    rows: rows.map(({ name, median_ms, quartiles_ms, to_ideal, to_documented }) => [
      name,
      `${median_ms} ms`,
      `${quartiles_ms.join('–')} ms`,
      to_ideal.toFixed(2),
      to_documented.toFixed(2),
    ]),
    note: `Chromium ${version}. The network alone takes ${Math.round(limit)} ms.`,
    raw: { link: LINK, cpu_slowdown: CPU_SLOWDOWN, limit_ms: limit, rows },
  });
}
