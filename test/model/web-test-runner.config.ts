/** The model-based test takes longer than all other browser tests together, so it runs in one engine only. */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { TestRunnerConfig } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { findBrowser } from '../find-browser.ts';
import { webReporter } from '../runner/reporters/web-reporter.ts';
import { modelBundles } from './bundles.ts';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

const config: TestRunnerConfig = {
  rootDir,
  files: 'test/model/*.model.test.ts',
  nodeResolve: true,
  plugins: [modelBundles(), esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` })],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: await findBrowser() })],
  // Two files run in parallel, for two cores. No clock here is the real one.
  concurrency: 2,
  // A run with a large `MODEL_RUNS` may take hours.
  testsFinishTimeout: 12 * 3_600_000,
  reporters: [webReporter()],
};

export default config;
