/**
 * All of the tests: `npm test`, or only the stages named, `node test/run.ts types browser`.
 *
 * Every stage runs, even after one has failed: one run tells everything. The last line of the output is the sum.
 */
import { findBrowser } from './find-browser.ts';
import { runStage } from './runner/run-stage.ts';
import { chooseStages } from './runner/stages.ts';
import { formatSummary, type StageResult, totalOf } from './runner/summary.ts';

// Stages are children in groups of their own: a Ctrl-C reaches them only through our exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const stages = chooseStages(process.argv.slice(2));
const results: StageResult[] = [];

if (stages.some((stage) => stage.needsBrowser)) {
  // Once, before the runners start browsers at the same time. Its failure is the failure of the stages that need one.
  await findBrowser().catch((error: unknown) => console.error(error));
}
for (const stage of stages) results.push(await runStage(stage));

console.log(formatSummary(results));
process.exitCode = totalOf(results).failed > 0 ? 1 : 0;
