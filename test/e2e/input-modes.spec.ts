/** Purchases with the keyboard alone, with a finger, with large text, and in other colours and directions. */
import { devices, type Page } from 'playwright/test';
import { galleryTest } from './gallery/gallery-test.ts';
import type { Shopper } from './support/shopper.ts';
import { expect, test } from './support/test.ts';

const approve = (klarna: Page) => klarna.getByRole('button', { name: 'Approve and pay' }).click();

async function buys(shopper: Shopper): Promise<void> {
  await approve(await shopper.opensKlarna());
  await expect(shopper.page).toHaveURL(/\/confirmation/);
  await expect(shopper.page.getByRole('heading', { name: 'Thank you.' })).toBeVisible();
}

/** The focused control, by its accessible name; through shadow roots. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    return [element?.ariaLabel, ...labels.map(({ textContent }) => textContent), element?.textContent]
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
  });

/** No page of the shop has as many stops as this. */
const MAX_STOPS = 60;

async function tabsTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`The Tab key does not lead to ${name}.`);
}

/** In the window that Klarna opens. In Tab order, its first button is not always the wanted one. */
async function pressesInKlarna(klarna: Page, name: RegExp): Promise<void> {
  await klarna.getByRole('button', { name }).waitFor();
  await tabsTo(klarna, name);
  await klarna.keyboard.press('Enter');
}

test('A shopper buys with the keyboard alone, from the top of the page, and closes Klarna once on the way', async ({
  shopper,
  shop,
}) => {
  const { page } = shopper;
  await shopper.visit(shop.url);
  await shopper.klarnaIsReady();
  await tabsTo(page, /^Approved person/);
  await page.keyboard.press('Enter');
  await tabsTo(page, /^Pay later/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'Pay later' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'Pay later' })).toBeChecked();

  await tabsTo(page, /^Order with obligation to pay/);
  let popup = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  const klarna = await popup;
  await klarna.getByRole('button', { name: 'Approve and pay' }).waitFor();
  await klarna.close();
  await expect(shopper.status).toContainText('Nothing was ordered');
  expect(await focused(page), 'the focus is back on the button').toBe('Order with obligation to pay');

  popup = page.waitForEvent('popup');
  await page.keyboard.press('Enter');
  await pressesInKlarna(await popup, /^Approve and pay/);
  await expect(page).toHaveURL(/\/confirmation/);
});

test.describe('with a finger, on a phone', () => {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7'];
  // Taller than the phone: see the configuration.
  test.use({ ...phone, viewport: { width: 360, height: 4200 } });

  test('A shopper buys with a finger, on a phone', async ({ shopper, shop }) => {
    const { page } = shopper;
    await shopper.visit(shop.url);
    await page.getByRole('button', { name: 'Approved person' }).tap();
    await shopper.klarnaIsReady();
    await page.getByText('Pay later').tap();
    await expect(page.getByRole('radio', { name: 'Pay later' })).toBeChecked();
    const popup = page.waitForEvent('popup');
    await shopper.buy.tap();
    await (await popup).getByRole('button', { name: 'Approve and pay' }).tap();
    await expect(page).toHaveURL(/\/confirmation/);
  });
});

/** The settings of a shopper's device. */
const SETTINGS = {
  'where things move': { contextOptions: { reducedMotion: 'no-preference' } },
  'in colours of their own': { contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } },
  'in the dark': { colorScheme: 'dark' },
  'at a zoom of 400 %': { viewport: { width: 320, height: 5200 } },
} as const;

for (const [way, settings] of Object.entries(SETTINGS)) {
  test.describe(way, () => {
    test.use(settings);

    test('buys', async ({ shopper, shop }) => {
      await shopper.fillsEverythingIn(shop.url);
      const { scrollWidth, clientWidth } = await shopper.page.evaluate(() => document.documentElement);
      expect(scrollWidth, 'nothing stands out sideways').toBe(clientWidth);
      await buys(shopper);
    });
  });
}

test('A shopper buys from right to left, with text of twice the size', async ({ shopper, shop }) => {
  const { page } = shopper;
  await page.setViewportSize({ width: 1280, height: 6000 });
  await shopper.visit(shop.url);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
    document.documentElement.style.fontSize = '200%';
  });
  await shopper.is('Approved person');
  await shopper.klarnaIsReady();
  await shopper.choose('Pay later');
  const radio = await page.getByRole('radio', { name: 'Pay later' }).boundingBox();
  const badge = await page.locator('klarna-checkout-button [part="badge"]').first().boundingBox();
  expect(radio?.x, 'the radio stands at the right').toBeGreaterThan(badge?.x ?? Number.NaN);
  await buys(shopper);
});

galleryTest('A shopper pays in a modal dialog', async ({ page, gallery, room }) => {
  gallery.simulators.single.script([{ outcome: 'approve' }]);
  await room.open('single', { inDialog: true });
  await room.is('ready');
  await room.button.click();
  await room.is('complete');
  expect(await focused(page), 'the focus is in the dialog, on the words').toContain('Your order is placed');
});
