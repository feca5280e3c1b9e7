/**
 * Pays with both ages of Klarna's script: with the element, and with a page that calls the script by hand as Klarna
 * documents.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright';
import type { SessionCreated } from '../../src/klarna/types.ts';
import { startKlarna } from '../../src/simulator/testing/index.ts';
import { bundleElement } from '../e2e/support/bundle-element.ts';
import { findBrowser } from '../find-browser.ts';
import { ADDRESS, call, openSession, orderOf, SESSION } from './support/support.ts';

/** As in Klarna's guide: the callback, `init`, `load` for the chosen category, `authorize` in the click. */
const byHand = (sdkUrl: string, { client_token }: SessionCreated) => `<!doctype html><title>By hand</title>
<div id="klarna-payments-container"></div><button id="pay">Pay</button>
<script>
  window.klarnaAsyncCallback = () => {
    Klarna.Payments.init({ client_token: ${JSON.stringify(client_token)} });
    Klarna.Payments.load(
      { container: '#klarna-payments-container', payment_method_category: 'pay_later' }, {},
      ({ show_form }) => { document.title = show_form ? 'Ready' : 'Not offered'; });
  };
  document.getElementById('pay').onclick = () => Klarna.Payments.authorize(
    { payment_method_category: 'pay_later' }, { billing_address: ${JSON.stringify(ADDRESS)} },
    ({ approved, authorization_token }) => { if (approved) document.title = authorization_token; });
</script><script async src="${sdkUrl}"></script>`;

const withElement = (sdkUrl: string, session: SessionCreated) => `<!doctype html><title>Element</title>
<klarna-checkout-button payment-method-category="pay_later"></klarna-checkout-button>
<script type="module">
  import { KlarnaCheckoutButton } from '/element.js';
  KlarnaCheckoutButton.sdkUrl = ${JSON.stringify(sdkUrl)};
  const button = document.querySelector('klarna-checkout-button');
  button.addEventListener('klarna-ready', () => { document.title = 'Ready'; });
  button.addEventListener('klarna-authorize', (event) => {
    event.preventDefault();
    document.title = event.authorization_token;
  });
  // As a framework hands it over: reactive.
  button.customer = new Proxy({ billing_address: new Proxy(${JSON.stringify(ADDRESS)}, {}) }, {});
  button.session = ${JSON.stringify(session)};
</script>`;

const PAGES = { 'the element': withElement, 'a page by hand': byHand };

let browser: Browser;
let files: ReadonlyMap<string, string>;

before(async () => {
  [files, browser] = await Promise.all([bundleElement(), findBrowser().then((found) => chromium.launch(found))]);
});
after(() => browser?.close());

async function serve(html: string): Promise<{ server: Server; url: string }> {
  const server = createServer(({ url = '/' }, response) => {
    const script = files.get(url.slice(1));
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html;charset=utf-8' });
    response.end(script ?? html);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}/` };
}

/** @returns the authorization token */
async function pays(page: Page): Promise<string> {
  await page.waitForFunction(() => document.title === 'Ready');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button').first().click();
  const popup = await opened;
  await popup.getByText(String(ADDRESS.street_address)).first().waitFor();
  await popup.getByRole('button', { name: 'Approve' }).click();
  await page.waitForFunction(() => /^[\da-f]{8}-/.test(document.title));
  return page.title();
}

describe('Both ages of Klarna’s script', () => {
  for (const sdk of ['current', '2023'] as const) {
    for (const [what, html] of Object.entries(PAGES)) {
      it(`${sdk}: ${what} pays`, async () => {
        await using klarna = await startKlarna({ sdk });
        const { server, url } = await serve(html(klarna.sdkUrl, await openSession(klarna.url)));
        const page = await browser.newPage({ viewport: { width: 800, height: 1200 } });
        try {
          await page.goto(url);
          const token = await pays(page);
          const path = `/payments/v1/authorizations/${token}/order`;
          assert.equal((await call(klarna.url, path, 'POST', orderOf(SESSION))).status, 200);
        } finally {
          await page.close();
          server.closeAllConnections();
          server.close();
        }
      });
    }
  }
});
