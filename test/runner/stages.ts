/** The stages of a full test run, in order. The build comes first, because the tests of the package import it. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { EngineName } from '../engines/find-engine.ts';

export interface Stage {
  name: string;
  /** `check`: passes or not. `tests`: its reporter counts. */
  kind: 'check' | 'tests';
  needsBrowser?: boolean;
  /** Needs this one beside Chromium; left out if it is not found, because it is large. */
  engine?: EngineName;
  /** Arguments of the running Node: no shell and no npm, so that it works alike on every system. */
  args: string[];
  /** Minutes after which it is ended and has failed. Generous: a limit against hanging, not a budget. */
  limit: number;
}

/** The script behind a command of `node_modules/.bin`, which on Windows is not a script. */
const script = (path: string): string => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

const webTests = (config: string): string[] => [script('@web/test-runner/dist/bin.js'), '--config', config];

/** Many of them wait for processes and browsers of their own; left to itself Node runs one at a time on two cores. */
const FILES_AT_ONCE = Math.max(2, availableParallelism() - 1);

export const STAGES: readonly Stage[] = [
  { name: 'types', kind: 'check', args: [script('typescript/bin/tsc'), '--noEmit'], limit: 5 },
  { name: 'lint', kind: 'check', args: [script('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.'], limit: 5 },
  { name: 'build', kind: 'check', args: ['build.ts'], limit: 5 },
  {
    name: 'node',
    kind: 'tests',
    // Some of them look at what they serve in a browser.
    needsBrowser: true,
    args: [
      '--test',
      `--test-concurrency=${FILES_AT_ONCE}`,
      '--test-reporter=./test/runner/reporters/node-reporter.ts',
      '--test-timeout=60000',
      'test/**/*.node.test.ts',
    ],
    limit: 20,
  },
  {
    name: 'browser',
    kind: 'tests',
    needsBrowser: true,
    args: webTests('test/web-test-runner.config.ts'),
    limit: 15,
  },
  {
    name: 'browser:firefox',
    kind: 'tests',
    engine: 'firefox',
    args: webTests('test/engines/firefox.config.ts'),
    limit: 15,
  },
  {
    name: 'browser:webkit',
    kind: 'tests',
    engine: 'webkit',
    args: webTests('test/engines/webkit.config.ts'),
    limit: 15,
  },
  {
    // Random shoppers are not about engines. `npm run test:long` sends more of them.
    name: 'model',
    kind: 'tests',
    needsBrowser: true,
    args: [script('@web/test-runner/dist/bin.js'), '--config', 'test/model/web-test-runner.config.ts'],
    limit: 30,
  },
  {
    name: 'e2e',
    kind: 'tests',
    needsBrowser: true,
    args: [script('playwright/cli.js'), 'test', '--config', 'test/e2e/playwright.config.ts'],
    limit: 30,
  },
];

/** `npm run test:long`: what `npm test` has no time for. `test/support/depth.ts` tells the tests. */
export const LONG_STAGES: readonly Stage[] = [
  {
    name: 'node:long',
    kind: 'tests',
    needsBrowser: true,
    args: [
      '--test',
      `--test-concurrency=${FILES_AT_ONCE}`,
      '--test-reporter=./test/runner/reporters/node-reporter.ts',
      '--test-timeout=300000',
      'test/**/*.long.test.ts',
    ],
    limit: 20,
  },
  ...STAGES.filter(({ name }) => name === 'e2e').map((stage) => ({ ...stage, name: 'e2e:long' })),
  ...STAGES.filter(({ name }) => name === 'model').map((stage) => ({ ...stage, name: 'model:long' })),
];

export function chooseStages(names: readonly string[]): readonly Stage[] {
  const known = STAGES.map((stage) => stage.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No stage is called ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  }
  return names.length === 0 ? STAGES : STAGES.filter((stage) => names.includes(stage.name));
}
