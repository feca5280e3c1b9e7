/** Astro's `ClientRouter` replaces the page in place, and moves what has `transition:persist` into the next page. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { chromium } from 'playwright';
import { startKlarna } from '../../src/simulator/testing/index.ts';
import { findBrowser } from '../find-browser.ts';
import { SERVER_APPS, settingsOf, startApp } from './support/server-apps.ts';
import { Shopper } from './support/shopper.ts';

declare global {
  interface Window {
    /** The element and Klarna's iframe of the first page. */
    kept: { element: Element; frame: Element | null };
  }
}

it('Astro moves the tag to the next page with its session and its loaded widget, and sells there', async () => {
  const astro = SERVER_APPS.find(({ app }) => app === 'astro');
  assert.ok(astro);
  const folder = await mkdtemp(join(tmpdir(), 'shop-'));
  await using klarna = await startKlarna({ payment_method_categories: ['klarna'] });
  await using server = await startApp(astro, settingsOf(klarna, folder));
  const browser = await findBrowser().then((found) => chromium.launch(found));
  try {
    const shopper = await Shopper.enter(browser);
    await shopper.page.goto(server.url);
    await shopper.isReady();
    await shopper.page.evaluate(() => {
      const element = document.querySelector('klarna-checkout-button');
      if (!element) throw new Error('no element');
      window.kept = { element, frame: element.querySelector('iframe') };
    });
    await shopper.page.getByRole('link', { name: 'Delivery' }).click();
    await shopper.page.getByRole('heading', { name: 'Delivery' }).waitFor();
    assert.deepEqual(
      await shopper.element.evaluate((element) => [
        element === window.kept.element,
        element.querySelector('iframe') === window.kept.frame && window.kept.frame !== null,
      ]),
      [true, true],
    );
    assert.equal(await shopper.read('status'), 'ready');
    assert.equal(klarna.simulator.sessions().length, 1);
    await shopper.pays();
    await shopper.hasOrder({ klarna });
    assert.deepEqual(shopper.complaints, []);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
});
