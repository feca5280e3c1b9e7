/**
 * Random shoppers on a random network: element, handler and simulator as they are, and in every order of events one
 * order for a cart. What fails is printed with its seed, its path and the replayPath of its commands: they lead there again,
 * `MODEL_ONLY=auto MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… node test/run.ts model`. To hunt where nobody has been:
 * `MODEL_SEED=$RANDOM MODEL_RUNS=20000`.
 */
import * as fc from 'fast-check';
import { type Command, commands } from './support/commands.ts';
import { type Ending, endings, endRun } from './support/ending.ts';
import { checkLaws } from './support/laws.ts';
import type { Finalize } from './support/tab.ts';
import { Stage, World } from './support/world.ts';

const text = async (path: string): Promise<string> => (await fetch(path)).text();

const settings: Partial<Record<string, string>> = JSON.parse(await text('/model/settings.json'));
/** The same runs each time: red means that something has changed. */
const SEED = '20261123';

const { MODEL_RUNS, MODEL_SEED = SEED, MODEL_PATH, MODEL_REPLAY } = settings;

const stage = new Stage({ tab: await text('/model/tab.js'), backend: await text('/model/backend.js') });

const run = (finalize: Finalize) => async (happenings: Iterable<Command>, ending: Ending) => {
  const world = new World(stage, finalize);
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
};

/** A path belongs to one of the two: `MODEL_ONLY=auto` or `manual`. */
const isWanted = (finalize: Finalize): boolean => (settings.MODEL_ONLY ?? finalize) === finalize;

const SHOPS: readonly [Finalize, runs: number, name: string][] = [
  ['auto', 1020, 'a cart ends in one order, no approval is lost, and there is always a way on'],
  ['manual', 340, 'the same holds where the shopper confirms on a later page, and nothing is ordered before'],
];

describe('Whatever happens between shopper, shop and Klarna', () => {
  for (const [finalize, runs, name] of SHOPS.filter(([finalize]) => isWanted(finalize))) {
    it(name, async function () {
      this.timeout(0);
      await fc.assert(fc.asyncProperty(commands(finalize, MODEL_REPLAY), endings, run(finalize)), {
        numRuns: Number(MODEL_RUNS ?? runs),
        includeErrorInReport: true,
        seed: Number(MODEL_SEED),
        ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
      });
    });
  }
});
