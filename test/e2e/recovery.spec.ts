/** The element recovers from a short fault by itself. The shopper presses nothing. */
import { expect, test } from './support/test.ts';

test.describe('recovers without being asked', () => {
  test('The element recovers when Klarna’s script loads after all', async ({ shopper, shop }) => {
    const { page } = shopper;
    await page.route('**/kp/lib/v1/api.js', (route) => route.abort('blockedbyclient'));
    await shopper.visit(shop.url);
    await expect(shopper.alert).toContainText('Klarna could not be loaded');
    await page.unroute('**/kp/lib/v1/api.js');
    await shopper.klarnaIsReady();
    await expect(shopper.alert).toBeEmpty();
  });

  test('The element recovers when the network is back, and meanwhile says that there is none', async ({
    shopper,
    shop,
    context,
  }) => {
    const { page } = shopper;
    await page.route('**/klarna/session', async (route) => {
      await context.setOffline(true);
      await route.abort('internetdisconnected');
    });
    await shopper.visit(shop.url);
    await expect(shopper.alert).toContainText(/offline/i);
    await page.unroute('**/klarna/session');
    await context.setOffline(false);
    await shopper.klarnaIsReady();
    await expect(shopper.alert).toBeEmpty();
  });
});
