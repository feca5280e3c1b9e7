/** Checks the simulator's pages for shoppers with axe, in light and in dark. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { type RunningKlarna, startKlarna, type TestTag, testPerson } from '../../../src/simulator/testing/index.ts';
import { findBrowser } from '../../find-browser.ts';
import { openSession } from '../support/support.ts';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

declare const axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

let klarna: RunningKlarna;
let browser: Browser;

before(async () => {
  klarna = await startKlarna();
  browser = await chromium.launch(await findBrowser());
});

after(async () => {
  await browser?.close();
  await klarna?.close();
});

/** Opens an attempt as the frame does, and returns the address of its window. */
async function attempt(tag?: TestTag): Promise<string> {
  const { session_id } = await openSession(klarna.url);
  const response = await klarna.fetch(`${klarna.url}/kp/frames/api/authorize`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session_id, payment_method_category: 'pay_later', data: testPerson('DE', tag) }),
  });
  const { result } = await response.json();
  return `/kp/popup/${result.attempt_id}`;
}

const PAGES: Record<string, () => Promise<string>> = {
  'the pop-up, deciding': () => attempt(),
  'the pop-up, signing up': () => attempt('new_user'),
  'the pop-up, too late': async () => '/kp/popup/unknown',
  'the pop-up, opening': async () => '/kp/popup',
  'the overlay': async () => '/kp/frames/overlay',
};

describe('The pages of a shopper', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, path] of Object.entries(PAGES)) {
      it(`The shopper’s page passes axe: ${name}, ${colorScheme}`, async () => {
        const page = await browser.newPage({ viewport: { width: 500, height: 700 }, colorScheme });
        await page.goto(klarna.url + (await path()));
        // The page's policy allows only its own script, so axe is injected through the debugger.
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => axe.run());
        await page.close();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        );
      });
    }
  }
});
