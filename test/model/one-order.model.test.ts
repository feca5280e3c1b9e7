/**
 * Random shoppers on a random network: element, handler and simulator as they are, and in every order of events one
 * order for a cart. What fails is printed with its seed, its path and the replayPath of its commands: they lead there again,
 * `MODEL_ONLY=auto MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… node test/run.ts model`. To hunt where nobody has been:
 * `MODEL_SEED=$RANDOM MODEL_RUNS=20000`.
 */
import { sendShoppers } from './shoppers/random-shoppers.ts';

describe('Whatever happens between shopper, shop and Klarna', () => {
  it('a cart ends in one order, no approval is lost, and there is always a way on', async function () {
    this.timeout(0);
    if (!(await sendShoppers('auto', { usual: 240, long: 1020 }))) this.skip();
  });
});
