/** The SDK in a real browser: a shop's page on one origin, the simulator on another, real frames and a real pop-up. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import type { AuthorizeResult, LoadResult, UpdateData } from '../../../src/klarna/sdk.ts';
import { createKlarnaSimulator, type Listening } from '../../../src/simulator/index.ts';
import { findBrowser } from '../../find-browser.ts';
import { ADDRESS, openSession, SESSION } from '../support/support.ts';

const NONCE = 'for-this-test';

/** As strict as a shop can be: nothing inline, and only scripts with the nonce. */
const policy = (simulator: string) =>
  `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; frame-src ${simulator}; require-trusted-types-for 'script'; base-uri 'none'`;

const shopPage = (sdkUrl: string) => `<!doctype html><html lang="en"><title>Shop</title>
<script nonce="${NONCE}">
  window.calls = [];
  window.readyCalls = 0;
  window.klarnaAsyncCallback = () => { window.readyCalls += 1; };
  window.tryCall = (name, ...values) => {
    const seen = [];
    try {
      Klarna.Payments[name](...values, (result) => seen.push({ callback: result }));
    } catch (error) {
      seen.push({ thrown: error.name });
    }
    return seen;
  };
</script>
<script nonce="${NONCE}" async src="${sdkUrl}"></script>
<div id="container"></div><button id="pay">Pay</button>`;

interface ShopWindow extends Window {
  readyCalls: number;
  calls: AuthorizeResult[];
  tryCall(name: string, ...values: unknown[]): unknown[];
}

declare const window: ShopWindow;

let browser: Browser;
let shop: Server;
let shopUrl: string;
let klarna: Listening;
const simulator = createKlarnaSimulator({ seed: 'journey', merchant_name: 'Lugn' });

before(async () => {
  klarna = await simulator.listen();
  shop = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy(klarna.url) });
    response.end(shopPage(klarna.sdkUrl));
  });
  await new Promise<void>((resolve) => shop.listen(0, 'localhost', resolve));
  shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
  browser = await chromium.launch(await findBrowser());
});

after(async () => {
  await browser?.close();
  await klarna?.close();
  shop?.closeAllConnections();
  shop?.close();
});

describe('Klarna.Payments of the simulator, on a page of another origin under a strict CSP', () => {
  let context: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(shopUrl);
    await page.waitForFunction(() => window.Klarna?.Payments !== undefined);
  });
  after(() => context?.close());

  const load = (options: Record<string, unknown> = {}, data: UpdateData = {}): Promise<LoadResult> =>
    page.evaluate(
      ([options, data]) =>
        new Promise<LoadResult>((resolve) => {
          window.Klarna?.Payments?.load(
            { container: '#container', payment_method_category: 'pay_later', ...options },
            data,
            resolve,
          );
        }),
      [options, data] as const,
    );

  const start = async (request = SESSION): Promise<string> => {
    const { session_id, client_token } = await openSession(klarna.url, request);
    await page.evaluate((token) => void window.Klarna?.Payments?.init({ client_token: token }), client_token);
    return session_id;
  };

  /**
   * Clicks the shop's button and returns the pop-up. The result is added to `window.calls`. On a busy machine a click may be
   * more than five seconds old when the script opens the window, and the browser blocks it. Then the shopper clicks again.
   */
  const pay = async (data: UpdateData = { billing_address: ADDRESS }, options: Record<string, unknown> = {}) => {
    await page.evaluate(
      ([data, options]) => {
        const button = document.getElementById('pay') as HTMLButtonElement;
        button.onclick = () =>
          window.Klarna?.Payments?.authorize({ payment_method_category: 'pay_later', ...options }, data, (result) =>
            window.calls.push(result),
          );
      },
      [data, options] as const,
    );
    let isOpen = false;
    const opened = page.waitForEvent('popup').then((popup) => {
      isOpen = true;
      return popup;
    });
    const clickAgainIfBlocked = async () => {
      await page.waitForFunction(() => window.calls.length > 0);
      if (isOpen) return;
      await page.evaluate(() => window.calls.pop());
      await page.getByRole('button', { name: 'Pay' }).click();
    };
    await page.getByRole('button', { name: 'Pay' }).click();
    await Promise.race([opened, clickAgainIfBlocked()]);
    return opened;
  };

  const result = async (): Promise<AuthorizeResult | undefined> => {
    await page.waitForFunction(() => window.calls.length > 0);
    return page.evaluate(() => window.calls.pop());
  };

  it('The SDK calls klarnaAsyncCallback once', async () => {
    assert.equal(await page.evaluate(() => window.readyCalls), 1);
  });

  it('The SDK shows the widget in a frame of the simulator’s origin, with Klarna’s id and size', async () => {
    await start();
    const heights = await page.evaluate(() => {
      const seen: unknown[] = [];
      window.Klarna?.Payments?.on('heightChanged', (height) => seen.push(height));
      Object.assign(window, { heights: seen });
      return document.querySelectorAll('iframe').length;
    });
    assert.equal(heights, 0);
    assert.deepEqual(await load(), { show_form: true });
    const frame = page.locator('#container > iframe#klarna-pay-later-main[title="Klarna"]');
    assert.equal(new URL((await frame.getAttribute('src')) ?? '').origin, klarna.url);
    await page.frameLocator('#klarna-pay-later-main').getByText('Nothing to pay today.').waitFor();
    await page.waitForFunction(() => (window as unknown as { heights: number[] }).heights.length > 0);
    const height = await page.evaluate(() => (window as unknown as { heights: number[] }).heights.at(-1));
    assert.equal(Number.isInteger(height), true);
    assert.equal(await frame.evaluate((element) => element.clientHeight), height);
  });

  it('A second load of the same category into the same container keeps the frame', async () => {
    await start();
    await load();
    const frame = await page.locator('#klarna-pay-later-main').elementHandle();
    await load(
      {},
      {
        order_amount: 5000,
        order_lines: [{ name: 'Lamp', quantity: 1, unit_price: 5000, total_amount: 5000 }],
        order_tax_amount: 0,
      },
    );
    assert.equal(await frame?.evaluate((element) => element.isConnected), true);
    await page.frameLocator('#klarna-pay-later-main').getByText('€50.00').first().waitFor();
  });

  it('The shopper approves in a real pop-up that names shop, sum, lines and address', async () => {
    const session_id = await start();
    await load();
    const popup = await pay();
    await popup.getByRole('button', { name: 'Approve' }).waitFor();
    const text = await popup.locator('main').textContent();
    for (const part of ['Lugn', 'Desk lamp', '€49.00', 'Torstraße 1', 'anna@example.com'])
      assert.ok(text?.includes(part), part);
    await popup.getByRole('button', { name: 'Approve' }).click();
    const approved = await result();
    const session = simulator.sessions().find((entry) => entry.session_id === session_id);
    assert.deepEqual(approved, {
      approved: true,
      show_form: true,
      authorization_token: session?.authorization?.authorization_token,
      finalize_required: false,
    });
    if (!popup.isClosed()) await popup.waitForEvent('close');
  });

  it('The shopper approves with the keyboard alone', async () => {
    await start();
    await load();
    const popup = await pay();
    await popup.getByRole('button', { name: 'Approve' }).waitFor();
    await popup.keyboard.press('Enter');
    assert.equal((await result())?.approved, true);
  });

  it('A decline in the pop-up is final', async () => {
    await start();
    await load();
    const popup = await pay();
    await popup.getByRole('button', { name: 'Decline' }).click();
    assert.deepEqual(await result(), { approved: false, show_form: false });
  });

  it('The shopper can try again after Cancel, and after closing the window', async () => {
    await start();
    await load();
    const first = await pay();
    await first.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await result(), { approved: false, show_form: true });
    const second = await pay();
    await second.getByRole('button', { name: 'Approve' }).waitFor();
    await second.close();
    assert.deepEqual(await result(), { approved: false, show_form: true });
  });

  it('The overlay on the shop’s page closes the pop-up', async () => {
    await start();
    await load();
    const popup = await pay();
    await popup.getByRole('button', { name: 'Approve' }).waitFor();
    await page.frameLocator('#klarna-pay-later-fullscreen').getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await result(), { approved: false, show_form: true });
    assert.equal(await page.locator('#klarna-pay-later-fullscreen').isVisible(), false);
  });

  it('A second authorize while the pop-up is open is ignored: no throw, no callback', async () => {
    await start();
    await load();
    const popup = await pay();
    await popup.getByRole('button', { name: 'Approve' }).waitFor();
    assert.deepEqual(
      await page.evaluate(() => window.tryCall('authorize', { payment_method_category: 'pay_later' }, {})),
      [],
    );
    await popup.getByRole('button', { name: 'Approve' }).click();
    assert.equal((await result())?.approved, true);
    assert.equal(await page.evaluate(() => window.calls.length), 0);
  });

  it('authorize names invalid fields and leaves no pop-up open', async () => {
    await start();
    await load();
    const popup = await pay({ billing_address: { ...ADDRESS, email: 'nobody', postal_code: '123' } });
    const answer = await result();
    assert.deepEqual(answer?.error?.invalid_fields?.toSorted(), [
      'billing_address.email',
      'billing_address.postal_code',
    ]);
    assert.deepEqual([answer?.approved, answer?.show_form], [false, true]);
    if (!popup.isClosed()) await popup.waitForEvent('close');
  });

  it('The denied test person is refused, and the red one is not offered Klarna', async () => {
    await start();
    await load();
    await pay({ billing_address: { ...ADDRESS, email: 'customer+denied@email.de' } });
    assert.deepEqual(await result(), { approved: false, show_form: false });
    await start();
    const red = await load({}, { billing_address: { ...ADDRESS, email: 'anna+red@example.com' } });
    assert.deepEqual(red, { show_form: false });
  });

  it('authorize opens no pop-up without a gesture', async () => {
    await start();
    await load();
    // A new page has had no click. The call runs in a timer, because an evaluated call counts as a click.
    const answer = await page.evaluate(
      () =>
        new Promise((resolve) => {
          Object.defineProperty(navigator, 'userActivation', { value: { isActive: false } });
          window.Klarna?.Payments?.authorize({ payment_method_category: 'pay_later' }, {}, resolve);
        }),
    );
    assert.deepEqual(answer, { approved: false, show_form: true });
    assert.equal(context.pages().length, 1);
  });

  it('authorize without auto_finalize returns its token only after finalize', async () => {
    await start();
    await load({ payment_method_category: 'pay_now' });
    const popup = await pay({}, { payment_method_category: 'pay_now', auto_finalize: false });
    await popup.getByRole('button', { name: 'Approve' }).click();
    assert.deepEqual(await result(), { approved: true, show_form: true, finalize_required: true });
    const finalized = await page.evaluate(
      () =>
        new Promise<AuthorizeResult>((resolve) =>
          window.Klarna?.Payments?.finalize({ payment_method_category: 'pay_now' }, {}, resolve),
        ),
    );
    assert.equal(finalized.approved, true);
    assert.equal(typeof finalized.authorization_token, 'string');
  });

  it('The review page shows the chosen way to pay, in the US', async () => {
    const { client_token } = await openSession(klarna.url, {
      ...SESSION,
      purchase_country: 'US',
      purchase_currency: 'USD',
      locale: 'en-US',
    });
    await page.evaluate((token) => void window.Klarna?.Payments?.init({ client_token: token }), client_token);
    await load();
    const popup = await pay({});
    await popup.getByRole('button', { name: 'Approve' }).click();
    assert.equal((await result())?.approved, true);
    const review = await page.evaluate(
      () => new Promise((resolve) => window.Klarna?.Payments?.loadPaymentReview({ container: '#container' }, resolve)),
    );
    assert.deepEqual(review, { show_form: true });
    await page.frameLocator('iframe[title="Klarna Payment Review"]').getByText('Pay later').waitFor();
  });

  it('The SDK takes the old order of arguments, data first', async () => {
    await start();
    await load();
    await page.evaluate(() => {
      const old = window.Klarna?.Payments?.authorize as unknown as (...values: unknown[]) => void;
      const button = document.getElementById('pay') as HTMLButtonElement;
      button.onclick = () =>
        old({}, { payment_method_category: 'pay_later' }, (answer: AuthorizeResult) => window.calls.push(answer));
    });
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Pay' }).click();
    await (await opened).getByRole('button', { name: 'Decline' }).click();
    assert.deepEqual(await result(), { approved: false, show_form: false });
  });

  it('reauthorize returns a new token and makes the old one void', async () => {
    const session_id = await start();
    await load();
    const popup = await pay();
    await popup.getByRole('button', { name: 'Approve' }).click();
    const first = (await result())?.authorization_token;
    const second = await page.evaluate(
      () =>
        new Promise<AuthorizeResult>((resolve) =>
          window.Klarna?.Payments?.reauthorize({ payment_method_category: 'pay_later' }, {}, resolve),
        ),
    );
    assert.equal(second.approved, true);
    assert.notEqual(second.authorization_token, first);
    const session = simulator.sessions().find((entry) => entry.session_id === session_id);
    assert.equal(session?.authorization?.authorization_token, second.authorization_token);
  });

  it('The SDK fails in a shadow root, as Klarna’s does', async () => {
    await start();
    const loaded = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const host = document.body.appendChild(document.createElement('div'));
          const container = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
          window.Klarna?.Payments?.load({ container, payment_method_category: 'pay_later' }, {}, resolve);
        }),
    );
    assert.deepEqual(loaded, { show_form: false });
  });

  it('The shopper chooses inside one widget for several categories', async () => {
    const session_id = await start();
    assert.deepEqual(await load({ payment_method_category: undefined, instance_id: 'all' }), { show_form: true });
    await page.frameLocator('#klarna-all-main').getByRole('radio', { name: 'Pay in full today' }).check();
    const popup = await pay({}, { payment_method_category: undefined, instance_id: 'all' });
    await popup.getByRole('button', { name: 'Approve' }).click();
    assert.equal((await result())?.approved, true);
    const session = simulator.sessions().find((entry) => entry.session_id === session_id);
    assert.equal(session?.authorization?.payment_method_category, 'pay_now');
  });
});
