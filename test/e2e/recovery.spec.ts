/** What was broken for a moment mends itself: the shopper presses nothing. */
import { expect, test } from './support/test.ts';

test.describe('recovers without being asked', () => {
  test('when Klarna’s script comes through after all', async ({ shopper, shop }) => {
    const { page } = shopper;
    await page.route('**/kp/lib/v1/api.js', (route) => route.abort('blockedbyclient'));
    await shopper.visit(shop.url);
    await expect(shopper.alert).toContainText('Klarna could not be loaded');
    await page.unroute('**/kp/lib/v1/api.js');
    await shopper.klarnaIsReady();
    await expect(shopper.alert).toBeEmpty();
  });

  test('when the network is back, and says meanwhile that there is none', async ({ shopper, shop, context }) => {
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
