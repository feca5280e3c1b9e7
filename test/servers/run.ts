/** `npm run test:servers`: the purchase battery on every runtime, framework and proxy. The last line is the total. */

import { runStage } from '../runner/run-stage.ts';
import type { Stage } from '../runner/stages.ts';
import { formatSummary, type LeftOut, totalOf } from '../runner/summary.ts';
import { recordTotal } from '../runner/total-file.ts';
import { installPackages } from './support/packages.ts';
import { PROXIES, type ProxyName, whyNoProxy } from './support/proxies.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const proxies = Object.keys(PROXIES) as ProxyName[];
const leftOut = proxies.flatMap((name): LeftOut[] => {
  const why = whyNoProxy(name);
  return why === undefined ? [] : [{ name, why }];
});
// A file without a test counts as failed.
const files = ['recipes', 'workerd', ...(leftOut.length < proxies.length ? ['proxies'] : [])];

// The build comes first, because the published files are tested.
const BUILD: Stage = { name: 'build', kind: 'check', args: ['build.ts'], limit: 5 };
const SERVERS: Stage = {
  name: 'servers',
  kind: 'tests',
  args: [
    '--test',
    '--test-concurrency=2',
    '--test-reporter=./test/runner/reporters/node-reporter.ts',
    '--test-timeout=60000',
    ...files.map((name) => `test/servers/${name}.servers.test.ts`),
  ],
  limit: 9,
};

const results = [await runStage(BUILD)];
console.log('\n── packages of the tests');
installPackages();
results.push(await runStage(SERVERS));
console.log(formatSummary(results, leftOut));
recordTotal(totalOf(results));
process.exitCode = totalOf(results).failed > 0 ? 1 : 0;
