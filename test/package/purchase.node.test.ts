/**
 * A purchase with only the published files: cdn.js in a browser, the handler on a server, the simulator on another
 * origin. The e2e tests run the sources; this shows that the build has not broken them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../find-browser.ts';
import { specifierOf } from './read-package.ts';

const { createKlarnaHandler }: typeof import('../../src/server/index.ts') = await import(specifierOf('./server'));
const { toNodeListener }: typeof import('../../src/server/node.ts') = await import(specifierOf('./server/node'));
const { createKlarnaSimulator }: typeof import('../../src/simulator/index.ts') = await import(
  specifierOf('./simulator')
);

const page = (sdkUrl: string) => `<!doctype html><html lang="en"><title>Shop</title>
<form>
  <input autocomplete="email" value="jane@example.com">
  <input autocomplete="given-name" value="Jane"><input autocomplete="family-name" value="Doe">
  <input autocomplete="address-line1" value="Storgatan 1"><input autocomplete="postal-code" value="111 22">
  <input autocomplete="address-level2" value="Stockholm">
</form>
<script type="module">
  import { KlarnaCheckoutButton } from '/cdn.js';
  KlarnaCheckoutButton.sdkUrl = '${sdkUrl}';
  const button = new KlarnaCheckoutButton();
  button.endpoint = '/klarna';
  window.completed = new Promise((resolve, reject) => {
    button.addEventListener('klarna-error', ({ error }) => reject(error));
    button.addEventListener('klarna-complete', (event) => {
      event.preventDefault();
      resolve(event.order.order_id);
    });
  });
  document.forms[0].append(button);
</script>`;

declare const window: { completed: Promise<string> };

describe('the built package', () => {
  const saved: string[] = [];
  const asked: string[] = [];
  const simulator = createKlarnaSimulator({ payment_method_categories: ['klarna'] });
  const shop = createServer((request, response) => serve(request, response));
  let serve: (request: IncomingMessage, response: ServerResponse) => void;
  let klarna: Awaited<ReturnType<typeof simulator.listen>>;
  let browser: Browser;
  let url: string;

  before(async () => {
    klarna = await simulator.listen();
    await new Promise<void>((resolve) => shop.listen(0, 'localhost', resolve));
    url = `http://localhost:${(shop.address() as AddressInfo).port}`;
    const handler = toNodeListener(
      createKlarnaHandler({
        username: 'shop',
        password: 'any',
        environment: new URL(klarna.url),
        region: 'eu',
        secret: 'the shop’s own secret, long enough',
        getOrder: () => ({
          purchase_country: 'SE',
          purchase_currency: 'SEK',
          locale: 'en-SE',
          order_amount: 9500,
          order_lines: [{ name: 'Mug', quantity: 1, unit_price: 9500, total_amount: 9500 }],
        }),
        onOrder: ({ order_id }) => {
          saved.push(order_id);
        },
      }),
    );
    serve = (request, response) => {
      if (request.url?.startsWith('/klarna')) return void handler(request, response);
      const script = request.url?.startsWith('/cdn');
      if (script) asked.push(`${request.url}`);
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(script ? readFileSync(`dist${request.url}`) : page(klarna.sdkUrl));
    };
    browser = await chromium.launch(await findBrowser());
  });

  after(async () => {
    await browser?.close();
    await klarna?.close();
    shop.closeAllConnections();
    shop.close();
  });

  it('The built package sells a mug', async () => {
    const shopper = await browser.newPage();
    await shopper.goto(url);
    const popup = shopper.waitForEvent('popup');
    await shopper.locator('klarna-checkout-button:state(status-ready)').getByRole('button').click();
    await (await popup).getByRole('button', { name: 'Approve' }).click();
    const order_id = await shopper.evaluate(() => window.completed);
    // The browser and Klarna's callback may both report the order. It is the same order.
    assert.deepEqual([...new Set(saved)], [order_id]);
    assert.deepEqual(asked, ['/cdn.js', '/cdn/element.js', '/cdn/shopper-details.js']);
  });
});
