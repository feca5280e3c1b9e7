/**
 * `cdn.js` in a real browser, with its element's file late, missing for a while, or for good. The page is on a host of its
 * own, because on the developer's own machine `cdn.js` preloads nothing.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { formatHeadLines } from '../../build/head-lines.ts';
import { findBrowser } from '../find-browser.ts';
import { isDefined, SCRIPT, SDK, SIMULATOR, type StagedWindow, TAG, visit } from './support/staged-page.ts';

declare const window: StagedWindow;

describe('the staged files beside cdn.js', () => {
  let browser: Browser;
  const open = (html: string, options?: Parameters<typeof visit>[2]) => visit(browser, html, options);

  before(async () => {
    browser = await chromium.launch(await findBrowser());
  });

  after(() => browser?.close());

  it('cdn.js begins Klarna’s script and the element’s code at once', async () => {
    const { page, asked, release } = await open(`${TAG}${SCRIPT}`, { late: '/cdn/element.js' });
    await page.waitForFunction(() => document.querySelector('link[rel=preload]'));
    release();
    await isDefined(page);
    assert.deepEqual(asked.slice(0, 3).sort(), ['/cdn.js', '/cdn/element.js', SDK].sort());
    await page.context().close();
  });

  it('the page sets sdkUrl after the import, and no element starts before', async () => {
    const { page, asked } = await open(`<link rel="preload" as="script" href="${SIMULATOR}">${TAG}<script type="module">
      import { KlarnaCheckoutButton } from '/cdn.js';
      KlarnaCheckoutButton.sdkUrl = '${SIMULATOR}';
      const tag = document.querySelector('klarna-checkout-button');
      window.seen = [tag instanceof KlarnaCheckoutButton, tag.status,
        new KlarnaCheckoutButton().status, customElements.get('klarna-checkout-button') === KlarnaCheckoutButton];
    </script>`);
    await page.waitForFunction(() => document.querySelector('script[data-klarna-checkout-button]'));
    const sources = await page
      .locator('script[data-klarna-checkout-button]')
      .evaluateAll((tags) => tags.map((tag) => (tag as HTMLScriptElement).src));
    assert.deepEqual(sources, [SIMULATOR]);
    assert.deepEqual(await page.evaluate(() => window.seen), [true, 'idle', 'idle', true]);
    assert.ok(!asked.includes(SDK));
    await page.context().close();
  });

  it('the lines that the build prints load the files, and refuse the element’s code if it was changed', async () => {
    const lines = formatHeadLines('dist', '');
    const intact = await open(`${lines}${TAG}`);
    await isDefined(intact.page);
    await intact.page.context().close();
    const changed = await open(`${lines.replaceAll(/(element\.js".{0,14}sha384-)./g, '$1x')}${TAG}`);
    await changed.page.waitForFunction(() => window.failures.length === 1);
    // Another address would have no hash.
    await changed.page.clock.runFor(1_000);
    await changed.page.waitForFunction(() => window.failures.length === 2);
    assert.ok(!changed.asked.some((path) => path.includes('try=')));
    assert.equal(await changed.page.evaluate(() => customElements.get('klarna-checkout-button')), undefined);
    await changed.page.context().close();
  });

  it('the page shows the tag’s children while the element’s code does not come, and hears of each failure', async () => {
    const { page, asked } = await open(`${TAG}${SCRIPT}`, { fails: 2 });
    await page.waitForFunction(() => window.failures.length === 1);
    assert.ok(await page.getByText('Another way to pay').isVisible());
    await page.clock.runFor(1_000);
    await page.waitForFunction(() => window.failures.length === 2);
    await page.clock.runFor(3_000);
    await isDefined(page);
    assert.deepEqual(await page.evaluate(() => window.failures), ['sdk blocked', 'sdk blocked']);
    assert.deepEqual(
      asked.filter((path) => path.startsWith('/cdn/element.js')),
      ['/cdn/element.js', '/cdn/element.js?try=1', '/cdn/element.js?try=2'],
    );
    assert.ok(
      await page.waitForFunction(() => document.querySelector('klarna-checkout-button:state(status-idle)') === null),
    );
    await page.context().close();
  });

  it('the importing module gets the error if the element’s code never comes, and the network’s return still helps', async () => {
    const { page, asked } = await open(
      `${TAG}<script type="module">window.seen = [await import('/cdn.js').catch(String)];</script>`,
      { fails: 5 },
    );
    for (const [tries, pause] of [1_000, 3_000, 9_000, 27_000].entries()) {
      await page.waitForFunction((count) => window.failures.length === count, tries + 1);
      await page.clock.runFor(pause);
    }
    await page.waitForFunction(() => window.seen !== undefined);
    assert.match(String(await page.evaluate(() => window.seen[0])), /TypeError/);
    assert.equal(asked.filter((path) => path.startsWith('/cdn/element.js')).length, 5);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await isDefined(page);
    await page.context().close();
  });
});
