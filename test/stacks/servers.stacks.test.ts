/**
 * A framework's own production server renders the checkout page, and has the handler as one of its routes. `run.ts` has
 * built the apps, without any setting of Klarna.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { type RunningKlarna, startKlarna } from '../../src/simulator/testing/index.ts';
import { findBrowser } from '../find-browser.ts';
import { type RunningApp, SERVER_APPS, settingsOf, startApp } from './support/server-apps.ts';
import { Shopper } from './support/shopper.ts';

let browser: Browser;

before(async () => {
  browser = await findBrowser().then((found) => chromium.launch(found));
});

after(() => browser?.close());

const ADDRESS = {
  'E-mail': 'jane@example.com',
  'Given name': 'Jane',
  'Family name': 'Doe',
  Street: 'Storgatan 1',
  Postcode: '111 22',
  City: 'Malmö',
};

for (const app of SERVER_APPS) {
  describe(app.name, () => {
    let klarna: RunningKlarna;
    let server: RunningApp;
    let folder: string;

    const start = (settings: NodeJS.ProcessEnv = {}): Promise<RunningApp> =>
      startApp(app, { ...settingsOf(klarna, folder), ...settings });

    before(async () => {
      klarna = await startKlarna({ payment_method_categories: ['klarna'] });
      folder = await mkdtemp(join(tmpdir(), 'shop-'));
      server = await start();
    });

    after(async () => {
      await server?.[Symbol.asyncDispose]();
      await klarna?.close();
      if (folder) await rm(folder, { recursive: true });
    });

    it(`${app.name} renders the tag on the server`, async () => {
      const html = await (await fetch(server.url)).text();
      assert.match(html, /<klarna-checkout-button endpoint="\/klarna" form="checkout"/);
    });

    it(`${app.name} sells, saves the order once, and answers Klarna’s callback`, async () => {
      const shopper = await Shopper.enter(browser);
      try {
        await shopper.page.goto(server.url);
        for (const [label, value] of Object.entries(ADDRESS)) await shopper.page.getByLabel(label).fill(value);
        await shopper.pays();
        await shopper.hasOrder({ klarna });
        await klarna.simulator.settled();
        const orders = klarna.simulator.orders().map(({ order_id, session_id }) => ({ order_id, session_id }));
        assert.equal(orders.length, 1);
        using database = new DatabaseSync(join(folder, 'shop.sqlite'), { readOnly: true });
        const saved = database.prepare('SELECT order_id, session_id FROM orders').all();
        assert.deepEqual(
          saved.map((row) => ({ ...row })),
          orders,
        );
        assert.deepEqual(
          klarna.simulator.callbacks().map(({ state }) => state),
          ['delivered'],
        );
        assert.deepEqual(await shopper.sentContacts(), ['jane@example.com Malmö']);
        assert.deepEqual(shopper.complaints, []);
      } finally {
        await shopper.leave();
      }
    });

    // docs/servers.md says so, and why `publicUrl` is needed. This test fails when a version of the framework changes it.
    it(`${app.name} without publicUrl gives Klarna an address that is not the shop’s`, async () => {
      await using other = await start({ KLARNA_PUBLIC_URL: undefined });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${other.url}/klarna/session`, { method: 'POST', headers, body: '{}' });
      assert.equal(answer.status, 200);
      const { session_id } = (await answer.json()) as { session_id: string };
      const session = klarna.simulator.sessions().find((one) => one.session_id === session_id);
      const callback = session?.request.merchant_urls?.authorization ?? '';
      assert.equal(new URL(callback).origin, app.originOf(new URL(other.url).host));
    });
  });
}
