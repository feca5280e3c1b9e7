/**
 * After every fault the shopper reads what happened and can continue. When the fault is over, that way leads to an
 * order.
 */
import type { Page } from 'playwright/test';
import type { KlarnaGate } from './support/klarna-gate.ts';
import type { Shopper } from './support/shopper.ts';
import { expect, test } from './support/test.ts';

/** The element tries again by itself after some seconds. The clock stands, so only the shopper's press does. */
async function stopsTheClock({ page, tryAgain }: Shopper): Promise<void> {
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(tryAgain).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

const approve = async (klarna: Page) => klarna.getByRole('button', { name: 'Approve and pay' }).click();

test.afterEach(({ gate }) => {
  gate.fault = 'none';
});

for (const [fault, words] of [
  ['wrong-amount', 'Klarna is not set up correctly in this shop'],
  ['wrong-credentials', 'Klarna is not set up correctly in this shop'],
  ['unreachable', 'Klarna cannot be reached at the moment'],
] as const) {
  test(`${fault}: says so, and works when it is mended`, async ({ shopper, gate, gatedShop, picture }) => {
    const { page } = shopper;
    gate.fault = fault;
    await page.clock.install();
    await shopper.visit(gatedShop.url);
    await expect(shopper.alert).toContainText(words);
    await expect(page.getByText('Prefer another way?')).toBeVisible();
    await picture(fault);

    await stopsTheClock(shopper);
    await shopper.is('Approved person');
    gate.fault = 'none';
    await shopper.tryAgain.click();
    await page.clock.resume();
    await shopper.klarnaIsReady();
    await shopper.choose('Pay later');
    await approve(await shopper.opensKlarna());
    await expect(page).toHaveURL(/\/confirmation/);
  });
}

test('script blocked: says so, and works when it is let through', async ({ shopper, shop, picture }) => {
  const { page } = shopper;
  await page.route('**/kp/lib/v1/api.js', (route) => route.abort('blockedbyclient'));
  await page.clock.install();
  await shopper.visit(shop.url);
  await expect(shopper.alert).toContainText('Klarna could not be loaded');
  await picture('script-blocked');

  await stopsTheClock(shopper);
  await shopper.is('Approved person');
  await page.unroute('**/kp/lib/v1/api.js');
  await shopper.tryAgain.click();
  await page.clock.resume();
  await shopper.klarnaIsReady();
  await shopper.choose('Pay later');
  await approve(await shopper.opensKlarna());
  await expect(page).toHaveURL(/\/confirmation/);
});

/** Klarna has said yes, and the order did not get through. */
async function approvedWithoutOrder(shopper: Shopper, gate: KlarnaGate, url: string): Promise<void> {
  await shopper.fillsEverythingIn(url);
  const klarna = await shopper.opensKlarna();
  gate.fault = 'order-breaks';
  await approve(klarna);
  await expect(shopper.alert).toContainText('you will not pay twice');
}

async function ordersWithoutAskingAgain({ page }: Shopper, gate: KlarnaGate): Promise<void> {
  gate.fault = 'none';
  await page.getByRole('button', { name: 'Order with obligation to pay' }).click();
  await expect(page).toHaveURL(/\/confirmation/);
}

test('the order breaks after the approval: the approval is kept, and orders without asking again', async ({
  shopper,
  gate,
  gatedShop,
  picture,
}) => {
  await approvedWithoutOrder(shopper, gate, gatedShop.url);
  await picture('order-breaks');
  await ordersWithoutAskingAgain(shopper, gate);
});

test('the page is loaded again after the approval: it is still there, and orders without asking again', async ({
  shopper,
  gate,
  gatedShop,
}) => {
  await approvedWithoutOrder(shopper, gate, gatedShop.url);
  await shopper.page.reload();
  await expect(shopper.alert).toContainText('Klarna has approved your purchase');
  await ordersWithoutAskingAgain(shopper, gate);
});

test('the answer of the order is lost and the page loaded again: the empty cart says that there is an order', async ({
  shopper,
  shop,
  picture,
}) => {
  const { page } = shopper;
  await shopper.fillsEverythingIn(shop.url);
  // The browser's order never gets through; Klarna's callback does.
  await page.route('**/klarna/order', (route) => route.abort());
  await approve(await shopper.opensKlarna());
  await expect(shopper.alert).toContainText('you will not pay twice');
  await expect
    .poll(async () => (await (await page.request.get(`${shop.url}/klarna/outcome`)).json()).status)
    .toBe('complete');
  await page.reload();
  await expect(page.getByText('Your order is placed.')).toBeVisible();
  await picture('order-behind-the-page');
  await page.getByRole('link', { name: 'See your order' }).click();
  await expect(page.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
});

test('no network: says so, and works when it is back', async ({ shopper, shop, context, picture }) => {
  const { page } = shopper;
  await shopper.fillsEverythingIn(shop.url);
  await context.setOffline(true);
  await page
    .getByRole('button', { name: /^Add one / })
    .first()
    .click();
  await expect(page.getByRole('alert').filter({ hasText: 'The shop could not be reached' })).toBeVisible();
  await picture('offline');
  await context.setOffline(false);
  await page
    .getByRole('button', { name: /^Add one / })
    .first()
    .click();
  await shopper.klarnaIsReady();
  await approve(await shopper.opensKlarna());
  await expect(page).toHaveURL(/\/confirmation/);
});
