/**
 * All of the tests: `npm test`, or only the stages named, `node test/run.ts types browser`.
 *
 * Every stage runs, even after one has failed: one run tells everything. The last line of the output is the sum. The unit
 * tests run in Chromium, and in Firefox and WebKit if those are found. With `CI` set they are installed.
 */
import { type EngineName, findEngine, labelOf } from './engines/find-engine.ts';
import { findBrowser } from './find-browser.ts';
import { noCounts } from './runner/counts.ts';
import { runStage } from './runner/run-stage.ts';
import { chooseStages } from './runner/stages.ts';
import { formatSummary, type LeftOut, type StageResult, totalOf } from './runner/summary.ts';
import { recordTotal } from './runner/total-file.ts';

// Stages are children in groups of their own: a Ctrl-C reaches them only through our exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const stages = chooseStages(process.argv.slice(2));
const results: StageResult[] = [];
const leftOut: LeftOut[] = [];
/** A stage that was named must be run: an engine that is missing has failed. An engine that cannot be downloaded has not. */
const isAskedFor = process.argv.length > 2;

if (stages.some((stage) => stage.needsBrowser)) {
  // Once, before the runners start browsers at the same time. Its failure is the failure of the stages that need one.
  await findBrowser().catch((error: unknown) => console.error(error));
}
for (const stage of stages) {
  const why = stage.engine && (await whyNot(stage.engine));
  if (why === undefined) results.push(await runStage(stage));
  else if (isAskedFor)
    results.push({ name: stage.name, counts: { ...noCounts(), failed: 1 }, seconds: 0, remark: why });
  else leftOut.push({ name: stage.name, why });
}

console.log(formatSummary(results, leftOut));
recordTotal(totalOf(results));
process.exitCode = totalOf(results).failed > 0 ? 1 : 0;

async function whyNot(name: EngineName): Promise<string | undefined> {
  if (await findEngine(name, { install: Boolean(process.env.CI) })) return undefined;
  return `no ${labelOf(name)} here that starts. Get one with: npx playwright install --with-deps ${name}`;
}
