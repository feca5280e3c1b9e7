/** Unit tests that need a browser: `test/**\/*.browser.test.ts`, each file in a page of its own. */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { TestRunnerConfig } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { findBrowser } from './find-browser.ts';
import { webReporter } from './runner/reporters/web-reporter.ts';
import { scriptedFiles } from './runner/scripted-files.ts';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

type Plugin = NonNullable<TestRunnerConfig['plugins']>[number];

const consoleErrors: Plugin = {
  name: 'console-errors',
  transform({ path, body }) {
    if (!path.endsWith('.browser.test.ts')) return undefined;
    return { body: `import '/test/support/console-errors.ts';\n${body}` };
  },
};

const config: TestRunnerConfig = {
  rootDir,
  files: 'test/**/*.browser.test.ts',
  nodeResolve: true,
  middleware: [scriptedFiles()],
  plugins: [consoleErrors, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` })],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: await findBrowser() })],
  // Mocha's two seconds are too few for a busy machine.
  testFramework: { config: { timeout: 30_000 } },
  testsFinishTimeout: 5 * 60_000,
  reporters: [webReporter()],
};

export default config;
