/**
 * The cost of the element in a page: main thread, memory, and the answer to the shopper's clicks. CPU four times slower.
 *
 *     npm run bench:page                11 rounds; needs `npm run build`; installs other packages in a temporary folder
 *     npm run bench:page -- 21 --write  keeps the figures: bench/results, docs/performance.md
 *
 * All contestants take one turn in each round, in changing order, each with a new browser profile.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CDPSession, chromium, type Page } from 'playwright';
import { findBrowser } from '../test/find-browser.ts';
import { at, median } from './handler/statistics.ts';
import { CONTESTANTS, createAnswers, SHOP } from './page/contestants.ts';
import { writeReport } from './report/write-table.ts';

const CPU_SLOWDOWN = 4;
const ELEMENTS = 200;
const MOUNTS = 1_000;
const PEERS = ['lit@3.3.3', '@google-pay/button-element@4.1.0'];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });
const rounds = Number(positionals[0] ?? 11);
const dist = fileURLToPath(new URL('../dist', import.meta.url));
if (!existsSync(join(dist, 'cdn/element.js')) || !(Number.isSafeInteger(rounds) && rounds > 0)) {
  console.error('Run `npm run build`, and give a number of rounds: npm run bench:page -- 11');
  process.exit(2);
}

const peers = mkdtempSync(join(tmpdir(), 'page-'));
writeFileSync(join(peers, 'package.json'), '{ "private": true, "type": "module" }');
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', ...PEERS], { cwd: peers });
const answer = await createAnswers(dist, peers);
const { executablePath, args } = await findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: [...args, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
});

declare global {
  interface Window {
    gc(options?: { execution: 'async'; type: 'major' }): Promise<void>;
    delays: number[];
  }
}

async function open<T>(path: string, look: (tab: Page, devtools: CDPSession) => Promise<T>, slowdown = 1): Promise<T> {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.route('**/*', (route) => {
      const found = answer(route.request().url());
      return found ? route.fulfill(found) : route.abort();
    });
    const devtools = await context.newCDPSession(tab);
    await devtools.send('Performance.enable');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await tab.goto(SHOP + path);
    return await look(tab, devtools);
  } finally {
    await context.close();
  }
}

const painted = (tab: Page): Promise<void> =>
  tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

const WORK = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];

/** Milliseconds of script, style and layout on the page's main thread. The start of the browser's process does not count. */
async function readWork(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const work = metrics.filter(({ name }) => WORK.includes(name));
  return 1000 * work.reduce((sum, { value }) => sum + value, 0);
}

const untilPainted = (path: string): Promise<number> =>
  open(
    path,
    async (tab, devtools) => {
      if (path === '/ours') await tab.locator('klarna-checkout-button:state(status-ready)').waitFor();
      await painted(tab);
      return readWork(devtools);
    },
    CPU_SLOWDOWN,
  );

/** Bytes of the JavaScript heap after garbage collection. */
async function readHeap(tab: Page, devtools: CDPSession): Promise<number> {
  // Finalizers and idle work of the first collection leave more to collect.
  for (let times = 0; times < 3; times++) {
    await tab.evaluate(() => window.gc({ execution: 'async', type: 'major' }));
    await devtools.send('HeapProfiler.collectGarbage');
  }
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

const addElements = (tab: Page, count: number): Promise<void> =>
  tab.evaluate(async (total) => {
    const main = document.querySelector('main') as HTMLElement;
    for (let made = 0; made < total; made++) main.append(document.createElement('klarna-checkout-button'));
    await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  }, count);

interface Memory {
  /** Bytes. */
  first: number;
  further: number;
  /** Share of the heap that is larger after the mounts than before them. */
  growth: number;
}

const measureMemory = async (): Promise<Memory> => {
  const plain = await open('/plain', readHeap);
  return open('/empty', async (tab, devtools) => {
    await tab.waitForFunction(() => customElements.get('klarna-checkout-button'));
    await addElements(tab, 1);
    const one = await readHeap(tab, devtools);
    await addElements(tab, ELEMENTS);
    const many = await readHeap(tab, devtools);
    await tab.evaluate(() => document.querySelector('main')?.replaceChildren());
    const mountAll = () =>
      tab.evaluate(async (mounts) => {
        const main = document.querySelector('main') as HTMLElement;
        for (let times = 0; times < mounts; times++) {
          const element = document.createElement('klarna-checkout-button');
          main.append(element);
          await Promise.resolve();
          element.remove();
          if (times % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
        }
      }, MOUNTS);
    // The first mounts compile code, which stays.
    await mountAll();
    const before = await readHeap(tab, devtools);
    await mountAll();
    const after = await readHeap(tab, devtools);
    return { first: one - plain, further: (many - one) / ELEMENTS, growth: after / before - 1 };
  });
};

/** Milliseconds from a click to the next paint: of choosing a way to pay, and of pressing the button. */
const measureClicks = (): Promise<{ choose: number; press: number }> =>
  open(
    '/ours',
    async (tab) => {
      await tab.locator('klarna-checkout-button:state(status-ready)').waitFor();
      await tab.evaluate(() => {
        window.delays = [];
        const observer = new PerformanceObserver((list) => {
          for (const { name, duration } of list.getEntries()) if (name === 'click') window.delays.push(duration);
        });
        observer.observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
      });
      const click = async (name: 'radio' | 'button'): Promise<number> => {
        await tab.evaluate(() => {
          window.delays = [];
        });
        await tab.locator('klarna-checkout-button').getByRole(name).first().click();
        await painted(tab);
        await painted(tab);
        // An event that is painted sooner than 16 ms has no entry.
        return tab.evaluate(() => Math.max(16, ...window.delays));
      };
      return { choose: await click('radio'), press: await click('button') };
    },
    CPU_SLOWDOWN,
  );

const tasks = new Map(CONTESTANTS.map(({ path }) => [path, [] as number[]]));
const memory: Memory[] = [];
const clicks: { choose: number; press: number }[] = [];
// The first page of each kind compiles what later ones find compiled.
for (const { path } of CONTESTANTS) await untilPainted(path);
for (let round = 0; round < rounds; round++) {
  const turns = CONTESTANTS.map((_, index) => CONTESTANTS[(index + round) % CONTESTANTS.length]);
  for (const turn of turns) if (turn) tasks.get(turn.path)?.push(await untilPainted(turn.path));
  clicks.push(await measureClicks());
  if (round % 3 === 0) memory.push(await measureMemory());
}
const version = browser.version();
await browser.close();
rmSync(peers, { recursive: true, force: true });

const plain = tasks.get('/plain') ?? [];
const spread = (numbers: readonly number[], digits: number): string =>
  [0.25, 0.75].map((share) => at(share, numbers).toFixed(digits)).join('–');
const rows: [string, string, string][] = CONTESTANTS.filter(({ path }) => path !== '/plain').map(({ name, path }) => {
  const net = (tasks.get(path) ?? []).map((time, round) => time - (plain[round] ?? Number.NaN));
  return [
    `main thread until painted, more than a plain button: ${name}`,
    `${median(net).toFixed(0)} ms`,
    spread(net, 0),
  ];
});
const kB = memory.map(({ first }) => first / 1024);
const each = memory.map(({ further }) => further / 1024);
rows.push(['heap of the first element, library included', `${median(kB).toFixed(0)} KiB`, spread(kB, 0)]);
rows.push(['heap of each further element, without an endpoint', `${median(each).toFixed(1)} KiB`, spread(each, 1)]);
const growth = memory.map((one) => 100 * one.growth);
rows.push([`growth of the heap by ${MOUNTS} mounts and unmounts`, `${median(growth).toFixed(2)} %`, spread(growth, 2)]);
for (const [name, kind] of [
  ['choosing a way to pay, to next paint', 'choose'],
  ['pressing the button, to next paint', 'press'],
] as const) {
  const delays = clicks.map((one) => one[kind]);
  rows.push([name, `${median(delays).toFixed(0)} ms`, spread(delays, 0)]);
}
for (const row of rows) console.log(`${row[0].padEnd(84)} ${row[1].padStart(9)}  (${row[2]})`);
if (values.write) {
  writeReport({
    name: 'page',
    command: `npm run bench:page -- ${rounds} --write`,
    columns: ['what', 'median', 'quartiles'],
    rows,
    note: `Chromium ${version}; CPU ${CPU_SLOWDOWN} times slower for times.`,
    raw: { tasks: Object.fromEntries(tasks), memory, clicks },
  });
}
