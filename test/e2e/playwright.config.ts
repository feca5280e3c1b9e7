/** Journeys through the whole: a real shop, the simulator on another origin, a real pop-up. */
import { defineConfig, devices } from 'playwright/test';
import { findBrowser } from '../find-browser.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: 'output',
  // A test that passes the second time has failed.
  retries: 0,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  quiet: true,
  reporter: [['dot'], ['../runner/reporters/playwright-reporter.ts']],
  use: {
    // Nothing slides, so that a click lands where the button is.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: await findBrowser(),
  },
  projects: [
    {
      name: 'chromium',
      // The whole page in view: right after a scroll, a busy browser sends a click to the frame of another site that was
      // there a moment ago.
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 2400 } },
    },
  ],
});
