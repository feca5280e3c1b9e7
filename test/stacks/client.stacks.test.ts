/** Frameworks draw the tag in the browser, with the package defined before. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../find-browser.ts';
import { bundleForPage } from './support/bundle.ts';
import { openShop, pageOf, type Shop } from './support/shop.ts';
import { Shopper } from './support/shopper.ts';
import { STACKS } from './support/stacks.ts';

let browser: Browser;
let shop: Shop;

before(async () => {
  [browser, shop] = await Promise.all([findBrowser().then((found) => chromium.launch(found)), openShop()]);
});

after(async () => {
  await browser?.close();
  await shop?.[Symbol.asyncDispose]();
});

for (const { name, app, ending, compiler } of STACKS) {
  describe(name, () => {
    let shopper: Shopper;

    before(async () => {
      for (const [path, code] of await bundleForPage(`${app}/page.${ending}`, compiler, `/${app}/`)) {
        shop.scripts.set(path, code);
      }
      const head = `<script>globalThis.sdkUrl = ${JSON.stringify(shop.klarna.sdkUrl)}</script>`;
      const script = `<script type="module" src="/${app}/page.js"></script>`;
      shop.pages.set(`/${app}`, pageOf(head, `<div id="root"></div>${script}`));
    });

    beforeEach(async () => {
      shopper = await Shopper.enter(browser);
    });

    afterEach(() => shopper.leave());

    it('sells with `form="id"` after it was taken away and drawn again', async () => {
      await shopper.page.goto(`${shop.url}/${app}`);
      await shopper.isReady();
      const toggle = shopper.page.getByRole('button', { name: 'Toggle' });
      await toggle.click();
      await shopper.element.waitFor({ state: 'detached' });
      await toggle.click();
      await shopper.isReady();
      assert.ok(await shopper.page.evaluate(() => window.wasReadyHeard), 'the app heard klarna-ready');
      await shopper.city.fill('Malmö');
      await shopper.pays();
      await shopper.hasOrder(shop);
      assert.deepEqual(await shopper.sentContacts(), ['form@example.com +46701740605 Malmö']);
      assert.deepEqual(shopper.complaints, []);
    });

    it('assigns and removes objects, and orders with `finalization="manual"` when the page finalizes', async () => {
      const placed = shop.klarna.simulator.orders().length;
      await shopper.page.goto(`${shop.url}/${app}?given&finalization=manual`);
      await shopper.isReady();
      assert.equal((await shopper.read('customer'))?.billing_address?.email, 'given@example.com');
      assert.equal(await shopper.element.evaluate((element) => typeof Reflect.get(element, 'session')), 'object');
      const asked = shopper.page.waitForRequest('**/klarna/session');
      await shopper.page.getByRole('button', { name: 'Forget' }).click();
      await asked;
      assert.deepEqual([await shopper.read('customer'), await shopper.read('session')], [undefined, undefined]);
      await shopper.pays();
      await shopper.hasStatus('authorized');
      assert.equal(shop.klarna.simulator.orders().length, placed);
      await shopper.finalizes();
      await shopper.hasOrder(shop);
      assert.deepEqual(await shopper.sentContacts(), ['form@example.com +46701740605']);
      assert.deepEqual(shopper.complaints, []);
    });
  });
}
