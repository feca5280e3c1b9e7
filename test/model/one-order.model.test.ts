/**
 * Random shoppers on a random network, with the real element, handler and simulator. Each cart gets one order, in every
 * order of events. A failure prints its seed, its path and the replayPath of its commands. Repeat it with
 * `MODEL_ONLY=auto MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… node test/run.ts model`. To try new runs, use
 * `MODEL_SEED=$RANDOM MODEL_RUNS=20000`.
 */
import { sendShoppers } from './shoppers/random-shoppers.ts';

describe('Whatever happens between shopper, shop and Klarna', () => {
  it('a cart ends in one order, no authorization is lost, and the shopper can always continue', async function () {
    this.timeout(0);
    if (!(await sendShoppers('auto', { usual: 180, long: 480 }))) this.skip();
  });
});
