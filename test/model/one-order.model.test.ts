/**
 * Random shoppers on a random network: element, handler and simulator as they are, and in every order of events one
 * order for a cart. What fails is printed with its seed, its path and the replayPath of its commands: they lead there again,
 * `MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… node test/run.ts model`. To hunt where nobody has been:
 * `MODEL_SEED=$RANDOM MODEL_RUNS=20000`.
 */
import * as fc from 'fast-check';
import { type Command, commands } from './support/commands.ts';
import { type Ending, endings, endRun } from './support/ending.ts';
import { checkLaws } from './support/laws.ts';
import { Stage, World } from './support/world.ts';

const text = async (path: string): Promise<string> => (await fetch(path)).text();

const settings: Partial<Record<string, string>> = JSON.parse(await text('/model/settings.json'));
/** The same runs each time: red means that something has changed. */
const SEED = '20261123';

const { MODEL_RUNS = '1020', MODEL_SEED = SEED, MODEL_PATH, MODEL_REPLAY } = settings;

const stage = new Stage({ tab: await text('/model/tab.js'), backend: await text('/model/backend.js') });

async function run(happenings: Iterable<Command>, ending: Ending): Promise<void> {
  const world = new World(stage);
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

describe('Whatever happens between shopper, shop and Klarna', () => {
  it('a cart ends in one order, no approval is lost, and there is always a way on', async function () {
    this.timeout(0);
    await fc.assert(fc.asyncProperty(commands(MODEL_REPLAY), endings, run), {
      numRuns: Number(MODEL_RUNS),
      includeErrorInReport: true,
      seed: Number(MODEL_SEED),
      ...(MODEL_PATH !== undefined && { path: MODEL_PATH }),
    });
  });
});
