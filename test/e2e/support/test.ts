/** `test` with a shop: one on its own simulator for each test that asks, one behind a gate for the faults. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'playwright/test';
import { readSettings } from '../../../demo/server/settings.ts';
import { type RunningShop, startShop } from '../../../demo/server/start-shop.ts';
import { openBuiltPages } from './built-pages.ts';
import { type KlarnaGate, openKlarnaGate } from './klarna-gate.ts';
import { Shopper } from './shopper.ts';

type Environment = Record<string, string>;

interface TestFixtures {
  shopper: Shopper;
  /** A picture of a main state, kept in the output folder to be looked at. */
  picture: (name: string) => Promise<void>;
}

interface WorkerFixtures {
  folder: string;
  shop: RunningShop;
  gate: KlarnaGate;
  /** A shop whose Klarna is behind the gate. */
  gatedShop: RunningShop;
}

export async function openShop(folder: string, name: string, environment: Environment = {}): Promise<RunningShop> {
  const database = join(folder, `${name}.sqlite`);
  const settings = readSettings({ PORT: '0', SIMULATOR_PORT: '0', DATABASE: database, ...environment });
  return startShop(settings, { frontEnd: await openBuiltPages() });
}

/** A shop whose Klarna is behind the gate. */
export const openGatedShop = (folder: string, name: string, gate: KlarnaGate): Promise<RunningShop> =>
  openShop(folder, name, { KLARNA_USERNAME: 'lugn', KLARNA_PASSWORD: 'right', KLARNA_ENVIRONMENT: gate.url });

export const test = base.extend<TestFixtures, WorkerFixtures>({
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed out of this pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'shop-'));
      await use(folder);
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  shop: [
    async ({ folder }, use) => {
      const shop = await openShop(folder, 'shop');
      await use(shop);
      await shop.close();
    },
    { scope: 'worker' },
  ],
  gate: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const gate = await openKlarnaGate();
      await use(gate);
      await gate.close();
    },
    { scope: 'worker' },
  ],
  gatedShop: [
    async ({ folder, gate }, use) => {
      const shop = await openGatedShop(folder, 'gated', gate);
      await use(shop);
      await shop.close();
    },
    { scope: 'worker' },
  ],
  shopper: async ({ page }, use) => {
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(String(error)));
    await use(new Shopper(page));
    base.expect(broken, 'the page threw nothing').toEqual([]);
  },
  picture: async ({ page }, use, { project }) => {
    await use(async (name) => {
      await page.screenshot({ path: `test/e2e/output/pictures/${project.name}-${name}.png`, fullPage: true });
    });
  },
});

export { expect } from 'playwright/test';
