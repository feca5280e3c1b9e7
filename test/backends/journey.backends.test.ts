/** A shopper pays in Chromium, with the element and an endpoint in another language. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { createKlarnaSimulator } from '../../src/simulator/index.ts';
import { findBrowser } from '../find-browser.ts';
import { BACKENDS, isPresent } from './support/backends.ts';
import { findFreePort, startBackend } from './support/start-backend.ts';

let browser: Browser;

before(async () => {
  browser = await chromium.launch(await findBrowser());
});

after(() => browser?.close());

describe('the page of an endpoint in another language', () => {
  for (const backend of BACKENDS.filter(isPresent)) {
    it(`sells: ${backend.name}`, async () => {
      const [port, klarnaPort] = [await findFreePort(), await findFreePort()];
      const simulator = createKlarnaSimulator();
      const klarna = await simulator.listen({ port: klarnaPort });
      const context = await browser.newContext();
      try {
        await using _ = await startBackend(backend, port, klarnaPort);
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        const shop = `http://127.0.0.1:${port}`;
        await page.goto(shop);
        await page.locator('klarna-checkout-button:state(status-ready)').waitFor();
        // In Sweden no way to pay is chosen for the shopper.
        await page.getByRole('radio').first().check();
        const popup = page.waitForEvent('popup');
        await page.locator('klarna-checkout-button').getByRole('button').click();
        const ordered = page.waitForResponse(`${shop}/klarna/order`);
        await (await popup).getByRole('button', { name: 'Approve' }).click();
        assert.equal((await ordered).status(), 200);
        const [order] = simulator.orders();
        assert.deepEqual(await (await fetch(`${shop}/orders`)).json(), [order?.order_id]);
      } finally {
        await context.close();
        await klarna.close();
      }
    });
  }
});
