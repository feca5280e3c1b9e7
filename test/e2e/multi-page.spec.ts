/** A checkout of several pages, and one in several tabs, with the simulator's real script, frames and windows. */
import { test as base, expect, type Page } from 'playwright/test';
import type { SessionRequest } from '../../src/klarna/types.ts';
import { type FormShop, openFormShop } from './support/form-shop.ts';

const test = base.extend<{ shop: FormShop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed out of this pattern
  shop: async ({}, use) => {
    const shop = await openFormShop();
    await use(shop);
    await shop.close();
  },
});

const MANUAL = '<klarna-checkout-button endpoint="/klarna" finalization="manual"></klarna-checkout-button>';
const AUTO = '<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>';

const dearer = (order: SessionRequest): SessionRequest => ({
  ...order,
  order_amount: 19000,
  order_tax_amount: 3800,
  order_lines: order.order_lines.map((line) => ({
    ...line,
    quantity: 2,
    total_amount: 19000,
    total_tax_amount: 3800,
  })),
});

const is = (page: Page, status: string) =>
  expect(page.locator(`klarna-checkout-button:state(status-${status})`)).toBeVisible();

async function open(page: Page, shop: FormShop, status: string): Promise<void> {
  await page.goto(shop.url);
  await is(page, status);
}

async function approve(page: Page, button: string): Promise<void> {
  await page.getByRole('radio', { name: 'Pay later' }).check();
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: button }).click();
  await (await popup).getByRole('button', { name: 'Approve' }).click();
}

const OPEN_KLARNA = 'Continue with Klarna';
const ORDER_NOW = 'Order with obligation to pay';

test('A checkout is approved on one page and ordered on the next', async ({ page, shop }) => {
  shop.body = MANUAL;
  await open(page, shop, 'ready');
  await approve(page, OPEN_KLARNA);
  await is(page, 'authorized');
  expect(shop.order_ids.size).toBe(0);
  await open(page, shop, 'authorized');
  await expect(page.getByText('Your chosen way to pay')).toBeVisible();
  await page.getByRole('button', { name: ORDER_NOW }).click();
  await is(page, 'complete');
  expect(shop.order_ids.size).toBe(1);
});

test('A checkout whose cart has changed on the way is approved again', async ({ page, shop }) => {
  shop.body = MANUAL;
  await open(page, shop, 'ready');
  await approve(page, OPEN_KLARNA);
  await is(page, 'authorized');
  shop.order = dearer(shop.order);
  await open(page, shop, 'authorized');
  await page.getByRole('button', { name: OPEN_KLARNA }).click();
  await expect(page.getByRole('button', { name: ORDER_NOW })).toBeVisible();
  await page.getByRole('button', { name: ORDER_NOW }).click();
  await is(page, 'complete');
  const [order] = shop.klarna.simulator.orders();
  expect(order?.request.order_amount).toBe(19000);
  expect(shop.order_ids.size).toBe(1);
});

test('A checkout in two tabs pays once: the other tab waits and then reads the cart again', async ({
  page,
  context,
  shop,
}) => {
  shop.body = AUTO;
  await open(page, shop, 'ready');
  const other = await context.newPage();
  await open(other, shop, 'ready');
  await page.bringToFront();
  await page.getByRole('radio', { name: 'Pay later' }).check();
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: ORDER_NOW }).click();
  const klarna = await popup;
  await expect(other.getByText('You are paying in another tab')).toBeVisible();
  const opened = other.waitForResponse('**/klarna/session');
  await klarna.getByRole('button', { name: 'Approve' }).click();
  await is(page, 'complete');
  await opened;
  expect(shop.order_ids.size).toBe(1);
});

test('A checkout is free again if the paying tab dies', async ({ page, context, shop }) => {
  shop.body = AUTO;
  await open(page, shop, 'ready');
  const other = await context.newPage();
  await open(other, shop, 'ready');
  await page.bringToFront();
  await page.getByRole('radio', { name: 'Pay later' }).check();
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: ORDER_NOW }).click();
  await popup;
  await expect(other.getByText('You are paying in another tab')).toBeVisible();
  await page.close();
  await expect(other.getByText('You are paying in another tab')).toBeHidden();
  await is(other, 'ready');
});
