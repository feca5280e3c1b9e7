/**
 * `cdn.js` in a real browser, with its element's file late, missing for a while, or for good. The page is on a host of its
 * own, because on the developer's own machine `cdn.js` preloads nothing.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright';
import { formatHeadLines } from '../../build/head-lines.ts';
import { findBrowser } from '../find-browser.ts';

const SHOP = 'http://shop.test';
const SDK = 'https://x.klarnacdn.net/kp/lib/v1/api.js';
const SIMULATOR = 'http://klarna.test/kp/lib/v1/api.js';
const TAG = '<klarna-checkout-button endpoint="/klarna"><p>Another way to pay</p></klarna-checkout-button>';
const SCRIPT = '<script type="module" src="/cdn.js"></script>';
const SESSION = {
  client_token: 'head.claims.signature',
  payment_method_categories: [{ identifier: 'klarna', name: 'Klarna' }],
  purchase_country: 'SE',
};

const KLARNA = `window.Klarna = { Payments: { init() {}, on() {}, off() {}, load: () => { window.loaded = true; } } };
window.klarnaAsyncCallback?.();`;

interface Visit {
  page: Page;
  /** Every request after the page itself, in order. */
  asked: string[];
  /** Lets the late file through. */
  release(): void;
}

declare const window: Window & {
  Klarna?: { Payments: unknown };
  seen: unknown[];
  failures: string[];
  /** The number of `klarna-error` events, also of defined elements. */
  heard: number;
  /** The number of errors in the console. */
  errors: number;
  violations: string[];
  loaded?: boolean;
  idle: (() => void)[];
};

describe('the staged files beside cdn.js', () => {
  let browser: Browser;

  before(async () => {
    browser = await chromium.launch(await findBrowser());
  });

  after(() => browser?.close());

  /**
   * @param options.fails how often the element's file fails: with the script `body`, else without an answer.
   *   `late` is the file that waits for `release`
   */
  async function visit(
    html: string,
    { fails = 0, body = undefined as string | undefined, late = '', policy = '' } = {},
  ): Promise<Visit> {
    const page = await (await browser.newContext()).newPage();
    const asked: string[] = [];
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    let failures = fails;
    await page.clock.install();
    await page.addInitScript(() => {
      window.failures = [];
      window.errors = 0;
      window.heard = 0;
      const { error: print } = console;
      console.error = (...parts) => {
        window.errors += 1;
        print(...parts);
      };
      addEventListener('klarna-error', (event) => {
        window.heard += 1;
        // A defined element has failures of its own, because nobody serves Klarna's script here.
        if ((event.target as Element).matches(':defined')) return;
        const { code, reason } = (event as Event & { error: { code: string; reason: string } }).error;
        window.failures.push(`${code} ${reason}`);
      });
    });
    await page.route('**/*', async (route) => {
      const { href, origin, pathname } = new URL(route.request().url());
      if (pathname === '/') {
        const headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
        return route.fulfill({ headers, body: `<!doctype html>${html}` });
      }
      asked.push(origin === SHOP ? href.slice(SHOP.length) : href);
      if (pathname === late) await released;
      if (href === SIMULATOR || (policy && href === SDK))
        return route.fulfill({ contentType: 'text/javascript', body: KLARNA });
      if (pathname === '/klarna/session') return route.fulfill({ json: SESSION });
      if (pathname === '/cdn/element.js') {
        if (failures-- > 0)
          return body === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body });
      }
      if (['/first.js', '/late.js'].includes(pathname))
        return route.fulfill({ contentType: 'text/javascript', body: '' });
      const file = `dist${pathname}`;
      if (origin === SHOP && existsSync(file)) {
        return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file, 'utf8') });
      }
      return route.abort();
    });
    await page.goto(SHOP);
    return { page, asked, release };
  }

  const isDefined = (page: Page) => page.waitForFunction(() => customElements.get('klarna-checkout-button'));

  it('cdn.js begins Klarna’s script and the element’s code at once', async () => {
    const { page, asked, release } = await visit(`${TAG}${SCRIPT}`, { late: '/cdn/element.js' });
    await page.waitForFunction(() => document.querySelector('link[rel=preload]'));
    release();
    await isDefined(page);
    assert.deepEqual(asked.slice(0, 3).sort(), ['/cdn.js', '/cdn/element.js', SDK].sort());
    await page.context().close();
  });

  for (const [reason, html] of [
    ['there is no tag', SCRIPT],
    ['the only tag is lazy', `${TAG.replace(' ', ' loading="lazy" ')}${SCRIPT}`],
    ['the page has the script', `<script>window.Klarna = { Payments: {} };</script>${TAG}${SCRIPT}`],
    ['the page has begun it', `<link rel="preload" as="script" href="${SIMULATOR}">${TAG}${SCRIPT}`],
  ] as const) {
    it(`cdn.js preloads nothing if ${reason}`, async () => {
      const { page } = await visit(html);
      await isDefined(page);
      assert.equal(await page.locator(`link[href="${SDK}"]`).count(), 0);
      await page.context().close();
    });
  }

  it('the page sets sdkUrl after the import, and no element starts before', async () => {
    const { page, asked } =
      await visit(`<link rel="preload" as="script" href="${SIMULATOR}">${TAG}<script type="module">
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

  for (const [name, path] of [
    ['Klarna’s script', new URL(SIMULATOR).pathname],
    ['a script that the page inserts', '/late.js'],
  ] as const) {
    it(`the element does not wait for hydration too long because of ${name}`, async () => {
      const { page, release } = await visit(
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
    const { page, asked } = await visit(
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

  it('the lines that the build prints load the files, and refuse the element’s code if it was changed', async () => {
    const lines = formatHeadLines('dist', '');
    const intact = await visit(`${lines}${TAG}`);
    await isDefined(intact.page);
    await intact.page.context().close();
    const changed = await visit(`${lines.replaceAll(/(element\.js".{0,14}sha384-)./g, '$1x')}${TAG}`);
    await changed.page.waitForFunction(() => window.failures.length === 1);
    // Another address would have no hash.
    await changed.page.clock.runFor(1_000);
    await changed.page.waitForFunction(() => window.failures.length === 2);
    assert.ok(!changed.asked.some((path) => path.includes('try=')));
    assert.equal(await changed.page.evaluate(() => customElements.get('klarna-checkout-button')), undefined);
    await changed.page.context().close();
  });

  it('the page shows the tag’s children while the element’s code does not come, and hears of each failure', async () => {
    const { page, asked } = await visit(`${TAG}${SCRIPT}`, { fails: 2 });
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

  it('cdn.js tries again at once when the network is back', async () => {
    const { page } = await visit(`${TAG}${SCRIPT}`, { fails: 1 });
    await page.waitForFunction(() => window.failures.length === 1);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await isDefined(page);
    await page.context().close();
  });

  it('the importing module gets the error if the element’s code never comes, and the network’s return still helps', async () => {
    const { page, asked } = await visit(
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

  for (const [name, body] of [
    ['an empty script', ''],
    ['something that is no JavaScript', '<!doctype html><title>Not found</title>'],
  ] as const) {
    it(`cdn.js tries again after ${name} in place of the element’s code`, async () => {
      const { page } = await visit(`${TAG}${SCRIPT}`, { fails: 1, body });
      await page.waitForFunction(() => window.failures.length === 1);
      assert.deepEqual(await page.evaluate(() => window.failures), ['sdk bad-response']);
      await page.clock.runFor(1_000);
      await isDefined(page);
      await page.context().close();
    });
  }

  it('cdn.js says that a policy stops the element’s code, and does not try again', async () => {
    const policy = `script-src ${SHOP}/cdn.js https://x.klarnacdn.net 'unsafe-inline'`;
    const { page } = await visit(`${TAG}${SCRIPT}`, { policy });
    await page.waitForFunction(() => window.failures.length === 1);
    await page.clock.runFor(60_000);
    assert.deepEqual(await page.evaluate(() => window.failures), ['sdk csp']);
    await page.context().close();
  });

  it('the page hears after 20 s that the element’s code is late, and gets it when it comes', async () => {
    const { page, asked, release } = await visit(`${TAG}${SCRIPT}`, { late: '/cdn/element.js' });
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
    const { page } = await visit(`${other}${TAG}${SCRIPT}`, { fails: 2 });
    await page.waitForFunction(() => window.errors === 1);
    await page.clock.runFor(1_000);
    await page.waitForFunction(() => window.errors === 2);
    assert.equal(await page.evaluate(() => window.heard), 0);
    await page.context().close();
  });

  it('the element’s code has the version in the address of cdn.js', async () => {
    const { page, asked } = await visit(`${TAG}${SCRIPT.replace('cdn.js', 'cdn.js?v=2')}`);
    await isDefined(page);
    assert.ok(asked.includes('/cdn/element.js?v=2'));
    await page.context().close();
  });
});
