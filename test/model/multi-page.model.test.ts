/** The random shoppers of `one-order.model.test.ts` (`MODEL_ONLY=manual`), in a shop with the confirmation on a later page. */
import { sendShoppers } from './shoppers/random-shoppers.ts';

describe('Whatever happens on the several pages of a checkout', () => {
  it('a cart ends in one order, and no order is placed before the shopper confirms', async function () {
    this.timeout(0);
    if (!(await sendShoppers('manual', { usual: 60, long: 160 }))) this.skip();
  });
});
