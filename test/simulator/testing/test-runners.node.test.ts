/** The helpers for test runners, each used as its runner uses it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { startTestRunner } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { type Browser, chromium } from 'playwright';
import { KLARNA_SDK_URL } from '../../../src/klarna/sdk.ts';
import { createKlarnaApi } from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import {
  klarnaMiddleware,
  type RunningKlarna,
  routeKlarna,
  startKlarna,
  testPerson,
  toFetch,
} from '../../../src/simulator/testing/index.ts';
import { findBrowser } from '../../find-browser.ts';
import { openShopPage, type ShopPage, type ShopWindow } from '../support/shop-page.ts';
import { openSession, SESSION } from '../support/support.ts';

declare const window: ShopWindow;

describe('startKlarna', () => {
  it('listens until it is disposed of, and repeats its ids', async () => {
    const ids: string[] = [];
    let address = '';
    for (let round = 0; round < 2; round += 1) {
      await using klarna = await startKlarna();
      address = klarna.url;
      ids.push((await openSession(klarna.url)).session_id);
      assert.equal(klarna.simulator.sessions().length, 1);
    }
    assert.equal(ids[0], ids[1]);
    await assert.rejects(fetch(address));
  });

  it('passes on what a simulator and its port can be told', async () => {
    const klarna = await startKlarna({ seed: 'other', merchant_name: 'Lugn', host: 'localhost' });
    const { client_token } = await openSession(klarna.url);
    await klarna.close();
    assert.match(klarna.url, /^http:\/\/localhost:\d+$/);
    assert.equal(JSON.parse(atob(client_token.split('.')[1] ?? '')).merchant_name, 'Lugn');
  });
});

describe('toFetch', () => {
  it('is Klarna for a client, without a port', async () => {
    const simulator = createKlarnaSimulator();
    const api = createKlarnaApi({
      username: 'shop',
      password: 'secret',
      environment: new URL('http://klarna.test'),
      region: 'eu',
      fetch: toFetch(simulator),
    });
    const { session_id } = await api.createSession(SESSION);
    const result = simulator.authorize(session_id, { data: testPerson('DE') });
    assert.equal(result.approved, true);
    assert.equal((await api.readSession(session_id)).authorization_token, result.authorization_token);
  });
});

describe('routeKlarna, in Playwright', () => {
  let klarna: RunningKlarna;
  let shop: ShopPage;
  let browser: Browser;

  before(async () => {
    klarna = await startKlarna();
    shop = await openShopPage(KLARNA_SDK_URL);
    browser = await chromium.launch(await findBrowser());
  });

  after(async () => {
    await browser?.close();
    await shop?.close();
    await klarna?.close();
  });

  it('serves Klarna’s own address from the simulator, up to the approval', async () => {
    const context = await browser.newContext({ viewport: { width: 800, height: 1000 } });
    await routeKlarna(context, klarna);
    const page = await context.newPage();
    await page.goto(shop.url);
    const { client_token } = await openSession(klarna.url);
    const options = { container: '#container', payment_method_category: 'pay_later' };
    await page.evaluate(
      ([token, options]) => {
        window.run('init', { client_token: token });
        window.run('load', options, {});
        const button = document.getElementById('pay') as HTMLButtonElement;
        button.onclick = () => window.run('authorize', { payment_method_category: 'pay_later' }, {});
      },
      [client_token, options] as const,
    );
    await page.frameLocator('#klarna-pay-later-main').getByText('Nothing to pay today.').waitFor();
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await (await opened).getByRole('button', { name: 'Approve' }).click();
    await page.waitForFunction(() => window.seen.some(({ callback }) => callback?.authorization_token));
    await context.close();
  });
});

describe('klarnaMiddleware, in web-test-runner', () => {
  it('gives tests in a browser the SDK and a session, on their own origin', async () => {
    await using klarna = await startKlarna();
    const { executablePath, args } = await findBrowser();
    const failures: string[] = [];
    const runner = await startTestRunner({
      readCliArgs: false,
      readFileConfig: false,
      autoExitProcess: false,
      config: {
        files: [new URL('./fixtures/widget.wtr.js', import.meta.url).pathname],
        rootDir: new URL('../../../', import.meta.url).pathname,
        middleware: [klarnaMiddleware(klarna.simulator)],
        port: await freePort(),
        // A busy machine takes longer than mocha's two seconds to draw a frame.
        testFramework: { config: { timeout: 30_000 } },
        reporters: [
          {
            reportTestFileResults: ({ sessionsForTestFile }) => {
              for (const { errors, passed } of sessionsForTestFile)
                if (!passed) failures.push(JSON.stringify(errors.map(({ message }) => message)));
            },
          },
        ],
        browsers: [
          playwrightLauncher({
            launchOptions: { args, ...(executablePath !== undefined && { executablePath }) },
          }),
        ],
      },
    });
    const passed = await new Promise<boolean>((resolve) => runner?.on('stopped', resolve));
    assert.deepEqual([passed, failures], [true, []]);
    assert.equal(klarna.simulator.sessions().length, 1);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : assert.fail();
}
