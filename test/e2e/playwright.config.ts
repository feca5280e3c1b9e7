/** Whole purchases: a real shop, the simulator on another origin, a real pop-up. */
import { defineConfig, devices } from 'playwright/test';
import { findBrowser } from '../find-browser.ts';
import { isLong } from '../support/depth.ts';

/** Files of `npm run test:long`. */
const LONG = ['**/states.spec.ts', '**/layout-shift.spec.ts', '**/input-modes.spec.ts', '**/subscriptions.spec.ts'];

export default defineConfig({
  testDir: '.',
  // Each way has its files, and both together have all.
  testMatch: isLong ? LONG : '**/*.spec.ts',
  testIgnore: isLong ? [] : LONG,
  outputDir: 'output',
  // A test that passes only the second time has failed.
  retries: 0,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Milliseconds. Only a failure takes so long; a busy machine alone must not fail.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  quiet: true,
  reporter: [['dot'], ['../runner/reporters/playwright-reporter.ts']],
  use: {
    // Without animations, so that a click lands on the button.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every test costs a third of the time. Set TRACE=1 after a failure.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: await findBrowser(),
  },
  projects: [
    {
      name: 'chromium',
      // The whole page is in view. Right after a scroll, a busy browser may send a click to the frame of another site
      // that was there a moment ago.
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 3000 } },
    },
  ],
});
