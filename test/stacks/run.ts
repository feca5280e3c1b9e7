/** `npm run test:stacks`: purchases on pages and servers of real frameworks, in Chromium. The last line is the sum. */

import { findBrowser } from '../find-browser.ts';
import { runStage } from '../runner/run-stage.ts';
import type { Stage } from '../runner/stages.ts';
import { formatSummary, totalOf } from '../runner/summary.ts';
import { recordTotal } from '../runner/total-file.ts';
import { installPackages } from './support/packages.ts';
import { SERVER_APPS } from './support/server-apps.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

// The build comes first, because the published files are tested.
const BUILD: Stage = { name: 'build', kind: 'check', args: ['build.ts'], limit: 5 };
const STACKS: Stage = {
  name: 'stacks',
  kind: 'tests',
  args: [
    '--test',
    '--test-concurrency=2',
    '--test-reporter=./test/runner/reporters/node-reporter.ts',
    '--test-timeout=120000',
    'test/stacks/*.stacks.test.ts',
  ],
  limit: 9,
};

/** Frameworks with a server of their own build their apps, one after the other. The sum at the end says how long each took. */
const APP_BUILDS = SERVER_APPS.map(
  ({ app }): Stage => ({ name: `${app} build`, kind: 'check', args: ['test/stacks/build-app.ts', app], limit: 3 }),
);

const results = [await runStage(BUILD)];
console.log('\n── packages of the tests');
const installing = performance.now();
installPackages();
console.log(`installed in ${((performance.now() - installing) / 1000).toFixed(0)} s`);
for (const stage of APP_BUILDS) results.push(await runStage(stage));
// Once, before two files look for it at the same time. Its failure is the failure of the tests.
await findBrowser().catch((error: unknown) => console.error(error));
results.push(await runStage(STACKS));
console.log(formatSummary(results));
recordTotal(totalOf(results));
process.exitCode = totalOf(results).failed > 0 ? 1 : 0;
