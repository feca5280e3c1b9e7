/** More faults of the element's file beside `cdn.js`, and more pages. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../find-browser.ts';
import { isDefined, SCRIPT, SDK, SHOP, SIMULATOR, type StagedWindow, TAG, visit } from './support/staged-page.ts';

declare const window: StagedWindow;

describe('the staged files beside cdn.js, on more pages', () => {
  let browser: Browser;
  const open = (html: string, options?: Parameters<typeof visit>[2]) => visit(browser, html, options);

  before(async () => {
    browser = await chromium.launch(await findBrowser());
  });

  after(() => browser?.close());

  for (const [reason, html] of [
    ['there is no tag', SCRIPT],
    ['the only tag is lazy', `${TAG.replace(' ', ' loading="lazy" ')}${SCRIPT}`],
    ['the page has the script', `<script>window.Klarna = { Payments: {} };</script>${TAG}${SCRIPT}`],
    ['the page has begun it', `<link rel="preload" as="script" href="${SIMULATOR}">${TAG}${SCRIPT}`],
  ] as const) {
    it(`cdn.js preloads nothing if ${reason}`, async () => {
      const { page } = await open(html);
      await isDefined(page);
      assert.equal(await page.locator(`link[href="${SDK}"]`).count(), 0);
      await page.context().close();
    });
  }

  for (const [name, path] of [
    ['Klarna’s script', new URL(SIMULATOR).pathname],
    ['a script that the page inserts', '/late.js'],
  ] as const) {
    it(`the element does not wait for hydration too long because of ${name}`, async () => {
      const { page, release } = await open(
        `<script>window.idle = []; window.requestIdleCallback = (work) => idle.push(work);</script>
        <link rel="preload" as="script" href="${SIMULATOR}">${TAG}<script type="module">
          import { KlarnaCheckoutButton } from '/cdn.js';
          KlarnaCheckoutButton.sdkUrl = '${SIMULATOR}';
        </script>`,
        { late: path },
      );
      await page.waitForFunction(() => document.querySelector('script[data-klarna-checkout-button]'));
      await page.waitForFunction(() => document.readyState === 'complete');
      await page.evaluate((src) => {
        if (src === '/late.js') document.body.append(Object.assign(document.createElement('script'), { src }));
      }, path);
      // After ten seconds the element would go on in any case.
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 100);
      const work = () => {
        for (const callback of window.idle.splice(0)) callback();
        return window.loaded === true;
      };
      assert.equal(await page.evaluate(work), false);
      release();
      await page.waitForFunction(work);
      await page.context().close();
    });
  }

  it('a strict policy with a nonce and Trusted Types allows the preload, the element’s code and Klarna’s script', async () => {
    const policy = `script-src 'nonce-bm9uY2U=' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types klarna-checkout-button lit-html`;
    const { page, asked } = await open(
      `<script nonce="bm9uY2U=">window.violations = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
      </script>${TAG}${SCRIPT.replace(' ', ' nonce="bm9uY2U=" ')}`,
      { policy },
    );
    await page.waitForFunction(() => window.Klarna?.Payments);
    assert.equal(await page.locator(`link[rel=preload][href="${SDK}"]`).count(), 1);
    assert.ok(asked.includes('/cdn/element.js'));
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    await page.context().close();
  });

  it('cdn.js tries again at once when the network is back', async () => {
    const { page } = await open(`${TAG}${SCRIPT}`, { fails: 1 });
    await page.waitForFunction(() => window.failures.length === 1);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await isDefined(page);
    await page.context().close();
  });

  for (const [name, body] of [
    ['an empty script', ''],
    ['something that is no JavaScript', '<!doctype html><title>Not found</title>'],
  ] as const) {
    it(`cdn.js tries again after ${name} in place of the element’s code`, async () => {
      const { page } = await open(`${TAG}${SCRIPT}`, { fails: 1, body });
      await page.waitForFunction(() => window.failures.length === 1);
      assert.deepEqual(await page.evaluate(() => window.failures), ['sdk bad-response']);
      await page.clock.runFor(1_000);
      await isDefined(page);
      await page.context().close();
    });
  }

  it('cdn.js says that a policy stops the element’s code, and does not try again', async () => {
    const policy = `script-src ${SHOP}/cdn.js https://x.klarnacdn.net 'unsafe-inline'`;
    const { page } = await open(`${TAG}${SCRIPT}`, { policy });
    await page.waitForFunction(() => window.failures.length === 1);
    await page.clock.runFor(60_000);
    assert.deepEqual(await page.evaluate(() => window.failures), ['sdk csp']);
    await page.context().close();
  });

  it('the page hears after 20 s that the element’s code is late, and gets it when it comes', async () => {
    const { page, asked, release } = await open(`${TAG}${SCRIPT}`, { late: '/cdn/element.js' });
    await page.waitForFunction(() => document.querySelector('link[rel=preload]'));
    assert.ok(asked.includes('/cdn.js'));
    await page.clock.runFor(20_000);
    await page.waitForFunction(() => window.failures.length === 1);
    assert.deepEqual(await page.evaluate(() => window.failures), ['sdk timeout']);
    release();
    await isDefined(page);
    await page.context().close();
  });

  it('an element that another file has defined hears nothing of the failure of cdn.js', async () => {
    const other = `<script>customElements.define('klarna-checkout-button', class extends HTMLElement {});</script>`;
    const { page } = await open(`${other}${TAG}${SCRIPT}`, { fails: 2 });
    await page.waitForFunction(() => window.errors === 1);
    await page.clock.runFor(1_000);
    await page.waitForFunction(() => window.errors === 2);
    assert.equal(await page.evaluate(() => window.heard), 0);
    await page.context().close();
  });

  it('the element’s code has the version in the address of cdn.js', async () => {
    const { page, asked } = await open(`${TAG}${SCRIPT.replace('cdn.js', 'cdn.js?v=2')}`);
    await isDefined(page);
    assert.ok(asked.includes('/cdn/element.js?v=2'));
    await page.context().close();
  });
});
