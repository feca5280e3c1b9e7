/** The control page in a browser: its contents, its buttons, and its accessibility. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright';
import { createKlarnaSimulator, type Listening } from '../../../src/simulator/index.ts';
import { testPerson } from '../../../src/simulator/testing/index.ts';
import { findBrowser } from '../../find-browser.ts';
import { openShopPage, type ShopWindow } from '../support/shop-page.ts';
import { call, openSession, orderOf, SESSION } from '../support/support.ts';

/** Screenshots for people. */
const OUTPUT = 'test/e2e/output/simulator';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The start time is fixed, so that lists do not depend on the time of day. */
const NOON = Date.UTC(2026, 10, 23, 12);

declare const window: ShopWindow;

declare const axe: {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
};

const simulator = createKlarnaSimulator({ seed: 'page', merchant_name: 'Lugn', now: () => NOON });
let klarna: Listening;
let shop: Server;
let callbackUrl: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;

before(async () => {
  klarna = await simulator.listen();
  // This shop answers every callback with 503, so each is tried three times.
  shop = createServer((_, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  callbackUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/callback`;
  browser = await chromium.launch(await findBrowser());
  mkdirSync(OUTPUT, { recursive: true });
});

after(async () => {
  await browser?.close();
  shop?.closeAllConnections();
  shop?.close();
  await klarna?.close();
});

beforeEach(async () => {
  simulator.reset();
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1600, height: 1300 } });
  page = await context.newPage();
});

/** Two sessions, an order, a refusal and a callback that fails. */
async function trade(): Promise<{ order_id: string; session_id: string; open: string }> {
  const merchant_urls = { confirmation: 'https://shop.example/thanks', authorization: callbackUrl };
  const bought = { ...SESSION, merchant_urls };
  const { session_id } = await openSession(klarna.url, bought);
  const data = { ...testPerson('DE') };
  const { authorization_token } = simulator.authorize(session_id, { data });
  const path = `/payments/v1/authorizations/${authorization_token}/order`;
  const order = await (await call(klarna.url, path, 'POST', orderOf(bought))).json();
  await call(klarna.url, '/payments/v1/sessions', 'POST', { ...SESSION, order_amount: 1 });
  const open = await openSession(klarna.url);
  await simulator.settled();
  return { order_id: order.order_id, session_id, open: open.session_id };
}

const rows = (name: string): Locator => page.locator(`#${name} > li`);

async function visit(): Promise<void> {
  await page.goto(`${klarna.url}/`);
  await page.getByText('Live', { exact: true }).waitFor();
}

/** Waits until the page shows this many entries. */
const shows = async (locator: Locator, count: number): Promise<void> => {
  await locator.nth(count - 1).waitFor();
  assert.equal(await locator.count(), count);
};

async function findFaults(): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('The control page', () => {
  it('The control page says how to begin if nothing has happened', async () => {
    await visit();
    await page.getByText(`POST ${klarna.url}/payments/v1/sessions`).waitFor();
    assert.equal(await page.locator('#merchant').textContent(), 'Lugn');
    assert.equal(await page.locator('#seed').textContent(), 'page');
    await page.getByText(`${klarna.url}/kp/lib/v1/api.js`).waitFor();
    await page.screenshot({ path: `${OUTPUT}/empty.png`, fullPage: true });
  });

  it('The control page shows new sessions, orders, requests and callbacks without a reload', async () => {
    await visit();
    const { order_id, session_id } = await trade();
    await shows(rows('sessions'), 2);
    await shows(rows('orders'), 1);
    await shows(rows('requests'), 4);
    await shows(rows('callbacks'), 1);
    assert.match((await rows('orders').first().textContent()) ?? '', /authorized.*49\.00.*pay_later/i);
    assert.match((await rows('sessions').first().textContent()) ?? '', /incomplete.*4[78] h \d\d min left/);
    assert.match((await rows('sessions').last().textContent()) ?? '', /complete/);
    await rows('sessions').last().locator('summary').click();
    await page.getByText(`${session_id} · buy`).waitFor();
    await rows('orders').first().locator('summary').click();
    assert.match((await rows('orders').first().locator('.facts').first().textContent()) ?? '', new RegExp(order_id));
  });

  it('The control page lists the newest entries and counts all', async () => {
    await Promise.all(Array.from({ length: 103 }, () => openSession(klarna.url)));
    await visit();
    await page.locator('#sessions-count').getByText('newest 100 of 103').waitFor();
    await shows(rows('sessions'), 100);
    await page.locator('#requests-count').getByText('103', { exact: true }).waitFor();
  });

  it('The control page shows method, path, status and time of a request, and its bodies on demand', async () => {
    await trade();
    await visit();
    const refused = rows('requests').filter({ hasText: '400' });
    assert.match(
      (await refused.textContent()) ?? '',
      /POST\/payments\/v1\/sessionsShop400\d+ msBAD_VALUE · Bad value: /,
    );
    await refused.locator('summary').click();
    await refused.getByRole('region', { name: 'Answered' }).getByText('"BAD_VALUE"').waitFor();
    await refused.getByRole('region', { name: 'Sent' }).getByText('"order_amount"').waitFor();
  });

  it('The control page hides personal data and tokens until a person asks', async () => {
    const { session_id } = await trade();
    await visit();
    await rows('sessions').last().locator('summary').click();
    const detail = rows('sessions').last().locator('.detail');
    const token = simulator.sessions().find((entry) => entry.session_id === session_id)?.authorization;
    const secrets = ['customer@email.de', 'Neue Schönhauser', '1970-07-10', token?.authorization_token ?? ''];
    await detail.getByText('•••').first().waitFor();
    const before = await page.content();
    for (const secret of secrets) assert.ok(!before.includes(secret), secret);
    await page.getByRole('button', { name: 'Show personal data' }).click();
    for (const secret of secrets) await detail.getByText(`"${secret}`).first().waitFor();
    await page.getByRole('button', { name: 'Show personal data' }).click();
    await detail.getByText('"customer@email.de"').first().waitFor({ state: 'detached' });
  });

  it('The control page keeps an open entry open, and the focus in place, while the list grows', async () => {
    await trade();
    await visit();
    const summary = rows('sessions').last().locator('summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    await openSession(klarna.url);
    await shows(rows('sessions'), 3);
    assert.equal(await rows('sessions').last().locator('details').getAttribute('open'), '');
    assert.equal(await summary.evaluate((element) => element === document.activeElement), true);
  });

  it('The control page moves the clock, and a session of 48 hours expires', async () => {
    const { open } = await trade();
    await visit();
    await page.getByRole('button', { name: '+1 h', exact: true }).click();
    await page.getByText('1 h 00 min ahead').waitFor();
    await rows('sessions')
      .first()
      .getByText(/4[67] h \d\d min left/)
      .waitFor();
    await page.getByRole('button', { name: '+48 h', exact: true }).click();
    await rows('sessions').first().getByText('expired').waitFor();
    assert.equal(simulator.now(), NOON + 49 * 60 * 60_000);
    assert.equal((await call(klarna.url, `/payments/v1/sessions/${open}`, 'GET')).status, 404);
  });

  it('The control page shows each attempt of a callback', async () => {
    await trade();
    await visit();
    await rows('callbacks').first().getByText('1 try').waitFor();
    await page.getByRole('button', { name: '+1 min', exact: true }).click();
    await rows('callbacks').first().getByText('3 tries').waitFor();
    await rows('callbacks').first().locator('summary').click();
    await shows(rows('callbacks').first().locator('.attempts li'), 3);
    await rows('callbacks').first().locator('.attempts').getByText('503').first().waitFor();
    await rows('callbacks').first().getByText('failed').waitFor();
  });

  it('The control page decides how the next authorize ends', async () => {
    const { open } = await trade();
    await visit();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.locator('#queue li').getByText('decline').waitFor();
    assert.deepEqual(simulator.authorize(open), { approved: false, show_form: false });
    await page.getByText('Nothing: shoppers decide').waitFor();
    assert.equal(simulator.authorize(open).approved, true);
  });

  it('The control page decides for a shopper in another window, without a click in the pop-up', async () => {
    const shopPage = await openShopPage(klarna.sdkUrl);
    const { client_token, session_id } = await openSession(klarna.url);
    await visit();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.locator('#queue li').getByText('approve').waitFor();
    const shopper = await context.newPage();
    await shopper.goto(shopPage.url);
    await shopper.evaluate((token) => {
      window.run('init', { client_token: token });
      window.run('load', { container: '#container', payment_method_category: 'pay_later' }, {});
      const button = document.getElementById('pay') as HTMLButtonElement;
      button.onclick = () => window.run('authorize', { payment_method_category: 'pay_later' }, {});
    }, client_token);
    await shopper.waitForFunction(() => window.seen.some(({ callback }) => callback?.show_form));
    const opened = shopper.waitForEvent('popup');
    await shopper.getByRole('button', { name: 'Pay', exact: true }).click();
    const popup = await opened;
    await shopper.waitForFunction(() => window.seen.some(({ callback }) => callback?.approved));
    if (!popup.isClosed()) await popup.waitForEvent('close');
    await shopPage.close();
    await rows('sessions').filter({ hasText: 'authorized' }).waitFor();
    await rows('requests').filter({ hasText: '/kp/frames/api/authorize' }).first().getByText('Browser').waitFor();
    assert.equal(
      simulator.sessions().find((entry) => entry.session_id === session_id)?.attempt?.result?.approved,
      true,
    );
  });

  it('The control page adds a step for one session, and several times', async () => {
    const { open } = await trade();
    const { session_id: other } = await openSession(klarna.url);
    await visit();
    await page.locator('#for-session').selectOption(open);
    await page.locator('#times').selectOption('3');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.locator('#queue li').getByText('× 3').waitFor();
    assert.equal(simulator.authorize(other).approved, true);
    for (let round = 0; round < 3; round += 1)
      assert.deepEqual(simulator.authorize(open), { approved: false, show_form: true });
    assert.equal(simulator.authorize(open).approved, true);
  });

  it('The control page makes the next order call fail, and removes that step again', async () => {
    const { open } = await trade();
    await visit();
    await page.getByRole('button', { name: 'Order: 500', exact: true }).click();
    await page.locator('#queue li').getByText('create_order: fails (500)').waitFor();
    const { authorization_token } = simulator.authorize(open);
    const path = `/payments/v1/authorizations/${authorization_token}/order`;
    assert.equal((await call(klarna.url, path, 'POST', orderOf(SESSION))).status, 500);
    await page.getByRole('button', { name: 'Order: 500', exact: true }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByText('Nothing: shoppers decide').waitFor();
    assert.equal((await call(klarna.url, path, 'POST', orderOf(SESSION))).status, 200);
  });

  it('The control page resets everything, after a question', async () => {
    await trade();
    await visit();
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    assert.equal(simulator.orders().length, 1);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await page.getByText('Everything is forgotten.').waitFor();
    await rows('sessions').first().waitFor({ state: 'detached' });
    assert.equal(simulator.orders().length, 0);
  });

  it('The control page can be used with the keyboard alone', async () => {
    await trade();
    await visit();
    const reached = new Set<string>();
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const element = document.activeElement;
          return element?.tagName === 'SUMMARY'
            ? (element.closest('ul')?.id ?? '')
            : (element?.textContent ?? '').trim();
        }),
      );
    }
    const names = ['+1 min', '+48 h', 'Show personal data', 'Reset', 'Approve', 'Order: 500', 'Copy'];
    for (const name of [...names, 'requests', 'sessions', 'orders', 'callbacks']) assert.ok(reached.has(name), name);
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [360, 820, 1600]) {
      it(`The control page passes axe and does not overflow: ${scheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 1300 });
        await trade();
        simulator.script([{ outcome: 'decline' }, { outcome: 'pending', decision: 'reject' }]);
        await visit();
        await shows(rows('requests'), 4);
        await rows('requests').nth(1).locator('summary').click();
        await rows('sessions').last().locator('summary').click();
        await rows('orders').first().locator('summary').click();
        await rows('callbacks').first().locator('summary').click();
        assert.deepEqual(await findFaults(), []);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(tooWide <= 0, `${tooWide} px`);
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: `${OUTPUT}/${scheme}-${width}.png`, fullPage: true });
      });
    }
  }

  it('The control page loads only its own files, and runs under its own policy', async () => {
    const hosts = new Set<string>();
    const faults: string[] = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    await trade();
    await visit();
    await shows(rows('orders'), 1);
    assert.deepEqual([...hosts], [klarna.url]);
    assert.deepEqual(faults, []);
    const policy = (await fetch(klarna.url)).headers.get('content-security-policy') ?? '';
    assert.doesNotMatch(policy, /unsafe/);
    assert.match(policy, /frame-ancestors 'none'/);
  });
});
