/** Each kind of shop has its property in its own test file, so that two run in parallel. */
import * as fc from 'fast-check';
import { checkLaws } from '../support/laws.ts';
import type { Finalize } from '../support/tab.ts';
import { Stage, World } from '../support/world.ts';
import { type Command, commands } from './commands.ts';
import { type Ending, endings, endRun } from './ending.ts';

const text = async (path: string): Promise<string> => (await fetch(path)).text();

/** A fixed seed: the runs are the same each time, so a failure means that the code has changed. */
const SEED = '20261123';

async function run(world: World, happenings: Iterable<Command>, ending: Ending): Promise<void> {
  try {
    await world.settle();
    await fc.asyncModelRun(() => ({ model: world, real: world }), happenings);
    await endRun(world, ending);
    checkLaws(world);
  } catch (cause) {
    throw new Error([cause instanceof Error ? cause.message : cause, ...world.trace].join('\n'), { cause });
  } finally {
    world.clear();
  }
}

/** How many runs there are if `MODEL_RUNS` does not say it. */
export interface Runs {
  /** In `npm test`. */
  usual: number;
  /** In `npm run test:long`. */
  long: number;
}

/**
 * @param runs the number of runs, unless `MODEL_RUNS` is set
 * @returns false if `MODEL_ONLY` names the other kind of shop
 */
export async function sendShoppers(finalize: Finalize, runs: Runs): Promise<boolean> {
  const settings: Partial<Record<string, string>> = JSON.parse(await text('/model/settings.json'));
  const depth = settings.TEST_DEPTH === 'long' ? 'long' : 'usual';
  const { MODEL_RUNS = runs[depth], MODEL_SEED = SEED, MODEL_ONLY = finalize, MODEL_PATH, MODEL_REPLAY } = settings;
  if (MODEL_ONLY !== finalize) return false;
  const stage = new Stage({ tab: await text('/model/tab.js'), backend: await text('/model/backend.js') });
  const property = fc.asyncProperty(commands(finalize, MODEL_REPLAY), endings, (happenings, ending) =>
    run(new World(stage, finalize), happenings, ending),
  );
  await fc.assert(property, {
    numRuns: Number(MODEL_RUNS),
    includeErrorInReport: true,
    seed: Number(MODEL_SEED),
    ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
  });
  return true;
}
