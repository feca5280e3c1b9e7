/** `npm run test:long`: the tests that `npm test` has no time for. The last line is the sum. */
import { findBrowser } from './find-browser.ts';
import { runStage } from './runner/run-stage.ts';
import { LONG_STAGES } from './runner/stages.ts';
import { formatSummary, type StageResult, totalOf } from './runner/summary.ts';
import { recordTotal } from './runner/total-file.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

process.env.TEST_DEPTH = 'long';
await findBrowser();

const results: StageResult[] = [];
for (const stage of LONG_STAGES) results.push(await runStage(stage));
console.log(formatSummary(results));
recordTotal(totalOf(results));
process.exitCode = totalOf(results).failed > 0 ? 1 : 0;
