/** Journeys through the whole: a real shop, the simulator on another origin, a real pop-up. */
import { defineConfig, devices } from 'playwright/test';
import { findBrowser } from '../find-browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'output',
  // A test that passes the second time has failed.
  retries: 0,
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  reporter: [['dot'], ['../runner/reporters/playwright-reporter.ts']],
  // Nothing slides, so that a click lands where the button is.
  use: {
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: await findBrowser(),
  },
  projects: [{ name: 'chromium', use: devices['Desktop Chrome'] }],
});
