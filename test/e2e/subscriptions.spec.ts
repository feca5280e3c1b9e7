/** Subscriptions: four carts, four intents, and a month that is charged once, however often the button is pressed. */
import type { Page } from 'playwright/test';
import type { RunningShop } from '../../demo/server/start-shop.ts';
import type { SimulatorState } from '../../src/simulator/control/describe-state.ts';
import { findFaults } from './gallery/find-faults.ts';
import { openKlarnaGate } from './support/klarna-gate.ts';
import type { Shopper } from './support/shopper.ts';
import { openGatedShop, openShop, test, expect as within } from './support/test.ts';

// The way from an empty cart to the charge is long, and the machine may be busy.
test.describe.configure({ timeout: 120_000 });
const expect = within.configure({ timeout: 20_000 });

const GOODS = ['Skymning lamp', 'Paus mug'];

interface Journey {
  market: RegExp;
  /** The products to add to the cart. Without `goods`, the lamp and the mugs are removed. */
  add: readonly string[];
  goods?: boolean;
  intent: string;
  /** The text above the button. */
  pay: readonly string[];
  /** Amounts of the orders at Klarna, in minor units. */
  orders: readonly number[];
  confirmed: readonly string[];
}

const JOURNEYS: Readonly<Record<string, Journey>> = {
  'a lamp and two mugs': {
    market: /Germany/,
    add: [],
    goods: true,
    intent: 'buy',
    pay: ['You pay €201.90 including shipping'],
    orders: [20190],
    confirmed: ['We pack it today', 'L-'],
  },
  'a subscription of which the first is free': {
    market: /Germany/,
    add: ['Ro incense'],
    intent: 'tokenize',
    pay: ['You pay €0.00 today', 'Then €12.00 every month, until you cancel.'],
    orders: [],
    confirmed: ['costs you nothing', 'Ro incense × 1 Next charge on'],
  },
  'a subscription of which the first is paid': {
    market: /United States/,
    add: ['Veke candle'],
    intent: 'buy_and_tokenize',
    pay: ['You pay $17.32 today', 'Then $17.32 every month, until you cancel.'],
    orders: [1732],
    confirmed: ['We pack it today', 'Veke candle × 1 Next charge on'],
  },
  'a lamp, two mugs and two subscriptions': {
    market: /Sweden/,
    add: ['Ro incense', 'Veke candle'],
    goods: true,
    intent: 'buy_and_default_tokenize',
    pay: ['In two payments: 2 286,00 kr for the goods, and 159,00 kr right after for what comes again.'],
    orders: [228600, 15900],
    confirmed: ['We pack it today', 'Ro incense × 1 Next charge on', 'Veke candle × 1 Next charge on'],
  },
};

/** In light, in dark and on a phone: axe finds no fault, and nothing overflows sideways. */
async function findsNoFaults(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 3000 };
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findFaults(page), colorScheme).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 4600 });
  expect(await findFaults(page), 'phone').toEqual([]);
  await page.setViewportSize(before);
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function fillCart(
  { page }: Shopper,
  { market, add, goods = false }: Pick<Journey, 'market' | 'add' | 'goods'>,
): Promise<void> {
  await page.getByRole('button', { name: market }).click();
  for (const name of add) await press(page, `Add one ${name}`);
  for (const name of goods ? [] : GOODS) {
    const less = page.getByRole('button', { name: `Remove one ${name}` });
    while (await less.isEnabled()) await less.click();
  }
}

/** From an empty shop to the confirmation. */
async function buy(shopper: Shopper, shop: RunningShop, journey: Journey): Promise<void> {
  await shopper.visit(shop.url);
  await fillCart(shopper, journey);
  await expect(shopper.page.locator('[data-intent]')).toContainText(journey.intent);
  for (const words of journey.pay) await expect(shopper.page.locator('[data-pay-total]')).toContainText(words);
  await shopper.is('Approved person');
  await shopper.klarnaIsReady();
  await shopper.choose('Pay later');
  const klarna = await shopper.opensKlarna();
  await klarna.getByRole('button', { name: 'Approve and pay' }).click();
  await expect(shopper.page).toHaveURL(/\/confirmation\?/);
}

async function ordersAtKlarna(url = ''): Promise<number[]> {
  const response = await fetch(`${url}/simulator/state`);
  const { orders } = (await response.json()) as SimulatorState;
  return orders.map(({ order_amount }) => order_amount).sort((a, b) => b - a);
}

for (const [name, journey] of Object.entries(JOURNEYS)) {
  test(`${name}: ${journey.intent}`, async ({ shopper, folder, picture }) => {
    const { page } = shopper;
    const shop = await openShop(folder, journey.intent);
    await buy(shopper, shop, journey);
    for (const words of journey.confirmed) await expect(page.getByRole('main')).toContainText(words);
    await findsNoFaults(page);
    await picture(`${journey.intent}-confirmation`);
    expect(await ordersAtKlarna(shop.simulatorUrl)).toEqual(journey.orders);

    await page.goto(`${shop.url}/orders`);
    await expect(page.locator('[data-subscription]')).toHaveCount(journey.add.length);
    await expect(page.getByRole('link', { name: /piece/ })).toHaveCount(journey.orders.length);
    await findsNoFaults(page);
    await picture(`${journey.intent}-orders`);
    await shop.close();
  });
}

test('The next month makes one more order, although it is pressed twice in two windows and with a double click', async ({
  shopper,
  folder,
  context,
  picture,
}) => {
  const { page } = shopper;
  const shop = await openShop(folder, 'charge');
  await buy(shopper, shop, JOURNEYS['a subscription of which the first is free'] as Journey);
  await page.goto(`${shop.url}/orders`);
  const other = await context.newPage();
  await other.setViewportSize({ width: 1280, height: 3000 });
  await other.goto(`${shop.url}/orders`);

  const due = await page.locator('[data-subscription] time').textContent();
  await Promise.all([page, other].map((one) => press(one, 'Charge the next month')));
  for (const one of [page, other]) {
    await expect(one.getByRole('status')).toHaveText('Charged. The order is on the list.');
    await expect(one.locator('[data-subscription] time')).not.toHaveText(due ?? '');
    await expect(one.getByRole('link', { name: /piece/ })).toHaveCount(1);
  }
  expect(await ordersAtKlarna(shop.simulatorUrl)).toEqual([1200]);

  await page.getByRole('button', { name: 'Charge the next month', exact: true }).dblclick();
  await expect(page.getByRole('link', { name: /piece/ })).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Charge the next month', exact: true })).toBeEnabled();
  expect(await ordersAtKlarna(shop.simulatorUrl)).toEqual([1200, 1200]);
  await picture('charged');
  await shop.close();
});

test('The checkout with every product passes axe', async ({ shopper, shop }) => {
  await shopper.visit(shop.url);
  await fillCart(shopper, { market: /Germany/, goods: true, add: ['Ro incense', 'Veke candle', 'Linje refill'] });
  await shopper.klarnaIsReady();
  await expect(shopper.page.locator('[data-pay-total]')).toContainText('every 3 months');
  await findsNoFaults(shopper.page);
});

test('If Klarna is unreachable for the next month, the button says so, and the next press charges once', async ({
  shopper,
  folder,
  picture,
}) => {
  const { page } = shopper;
  // A shop of its own, because the orders in a shared one depend on the order of the tests.
  const gate = await openKlarnaGate();
  const shop = await openGatedShop(folder, 'unreachable', gate);
  await buy(shopper, shop, JOURNEYS['a subscription of which the first is free'] as Journey);
  await page.goto(`${shop.url}/orders`);
  gate.fault = 'unreachable';
  await press(page, 'Charge the next month');
  await expect(page.getByRole('status')).toContainText('nothing is charged twice');
  await expect(page.locator('[data-subscription]')).toContainText('Klarna has not answered yet');
  await findsNoFaults(page);
  await picture('charge-open');

  gate.fault = 'none';
  await press(page, 'Ask again');
  await expect(page.getByRole('status')).toHaveText('Charged. The order is on the list.');
  await expect(page.getByRole('button', { name: 'Charge the next month', exact: true })).toBeEnabled();
  expect(await ordersAtKlarna(gate.url)).toEqual([1200]);
  await shop.close();
  await gate.close();
});

test('An example cart replaces the whole cart', async ({ shopper, shop }) => {
  await shopper.visit(shop.url);
  const intent = shopper.page.locator('[data-intent]');
  const total = shopper.page.locator('[data-summary] [data-total]');
  for (const [name, words, amount] of [
    ['First one free', 'tokenize', '€0.00'],
    ['All in one', 'buy_and_default_tokenize', '€168.40'],
    ['First one paid', 'buy_and_tokenize', '€14.50'],
    ['Bought once', 'buy', '€201.90'],
  ] as const) {
    await press(shopper.page, name);
    await expect(intent).toHaveText(`Intent: ${words}`);
    await expect(total).toHaveText(amount);
  }
});

test('A cancelled subscription cannot be charged', async ({ shopper, folder, picture }) => {
  const { page } = shopper;
  const shop = await openShop(folder, 'cancel');
  await buy(shopper, shop, JOURNEYS['a subscription of which the first is paid'] as Journey);
  await page.goto(`${shop.url}/orders`);
  await page.getByRole('button', { name: /^Cancel Veke candle/ }).click();
  await expect(page.getByRole('status')).toHaveText('Cancelled. Nothing is charged any more.');
  await expect(page.getByRole('button', { name: 'Charge the next month' })).toHaveCount(0);
  await findsNoFaults(page);
  await picture('cancelled');
  await page.reload();
  await expect(page.locator('[data-subscription]')).toContainText('Cancelled.');
  await shop.close();
});
