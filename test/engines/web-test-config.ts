/**
 * The configuration of the browser tests in every browser: `test/**\/*.browser.test.ts`, each file in a page of its
 * own.
 */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import type { BrowserLauncher, TestRunnerConfig } from '@web/test-runner';
import { redirects } from '../runner/browsers/redirects.ts';
import { scriptedFiles } from '../runner/browsers/scripted-files.ts';
import { webReporter } from '../runner/reporters/web-reporter.ts';

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

type Plugin = NonNullable<TestRunnerConfig['plugins']>[number];

const consoleErrors: Plugin = {
  name: 'console-errors',
  transform({ path, body }) {
    if (!path.endsWith('.browser.test.ts')) return undefined;
    return { body: `import '/test/support/console-errors.ts';\n${body}` };
  },
};

export const webTestConfig = (browser: BrowserLauncher): TestRunnerConfig => ({
  rootDir,
  files: 'test/**/*.browser.test.ts',
  nodeResolve: true,
  middleware: [scriptedFiles(), redirects()],
  plugins: [consoleErrors, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` })],
  browsers: [browser],
  // Mocha's two seconds, and the runner's half minute for the browser's start, are too short on a busy machine.
  testFramework: { config: { timeout: 30_000 } },
  browserStartTimeout: 4 * 60_000,
  testsStartTimeout: 2 * 60_000,
  testsFinishTimeout: 5 * 60_000,
  reporters: [webReporter()],
});
