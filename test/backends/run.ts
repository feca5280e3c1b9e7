/** `npm run test:backends`: endpoints in other languages against `klarna-endpoint-check`. The last line is the sum. */

import { installWithApt } from '../runner/browsers/install.ts';
import { runStage } from '../runner/run-stage.ts';
import type { Stage } from '../runner/stages.ts';
import { formatSummary, type LeftOut, totalOf } from '../runner/summary.ts';
import { recordTotal } from '../runner/total-file.ts';
import { BACKENDS, isPresent } from './support/backends.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

// The build comes first, because the page loads the published file.
const BUILD: Stage = { name: 'build', kind: 'check', args: ['build.ts'], limit: 5 };
const CHECK: Stage = {
  name: 'backends',
  kind: 'tests',
  args: [
    '--test',
    '--test-reporter=./test/runner/reporters/node-reporter.ts',
    '--test-timeout=60000',
    'test/backends/*.backends.test.ts',
  ],
  limit: 3,
};

if (process.env.CI) {
  for (const { debian } of BACKENDS.filter((backend) => !isPresent(backend))) installWithApt(...debian);
}
const leftOut = BACKENDS.filter((backend) => !isPresent(backend)).map(
  ({ name, debian }): LeftOut => ({ name, why: `it needs ${debian.join(', ')}` }),
);
// A file without a test counts as failed.
const results = leftOut.length < BACKENDS.length ? [await runStage(BUILD), await runStage(CHECK)] : [];
console.log(formatSummary(results, leftOut));
recordTotal(totalOf(results));
process.exitCode = totalOf(results).failed > 0 ? 1 : 0;
