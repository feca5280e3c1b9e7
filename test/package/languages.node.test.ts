/** The built script on a page in another language than English: with its language files beside it, and without. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright';
import { findBrowser } from '../find-browser.ts';

/** A shop whose cart Klarna has nothing for: enough to be spoken to, and Klarna need not be there. */
const PAGE = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Butik</title>
<script>window.Klarna = { Payments: { init() {}, load() {}, authorize() {} } };</script>
<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>
<script type="module" src="/lib/cdn.js"></script>`;

const SESSION = { client_token: 'head.claims.signature', payment_method_categories: [], purchase_country: 'SE' };

const SWEDISH = 'Klarna är inte tillgängligt för den här beställningen. Välj ett annat sätt att betala.';
const ENGLISH = 'Klarna is not available for this order. Please choose another way to pay.';

describe('the language files beside cdn.js', () => {
  let published: boolean;
  let asked: string[];
  let warnings: string[];
  let browser: Browser;
  let page: Page;
  let url: string;

  const shop = createServer((request, response) => {
    const path = request.url ?? '';
    const file = `dist/${path.replace('/lib/', '')}`;
    if (path === '/klarna/session') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(SESSION));
    } else if (path === '/') {
      response.setHeader('content-type', 'text/html').end(PAGE);
    } else if (path.startsWith('/lib/') && existsSync(file) && (published || !path.includes('/languages/'))) {
      response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
    } else {
      response.writeHead(404).end();
    }
    if (path.includes('/languages/')) asked.push(path);
  });

  before(async () => {
    await new Promise<void>((resolve) => shop.listen(0, 'localhost', resolve));
    url = `http://localhost:${(shop.address() as AddressInfo).port}`;
    browser = await chromium.launch(await findBrowser());
  });

  after(async () => {
    await browser?.close();
    shop.closeAllConnections();
    shop.close();
  });

  beforeEach(async () => {
    asked = [];
    warnings = [];
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
  });

  it('bring the language of the page, and no other is loaded', async () => {
    published = true;
    await page.goto(url);
    await page.getByText(SWEDISH).waitFor();
    assert.deepEqual(asked, ['/lib/cdn/languages/sv.js']);
    assert.deepEqual(warnings, []);
  });

  it('may be missing: it speaks English, says so once to the developer, and comes round when they are back', async () => {
    published = false;
    await page.goto(url);
    await page.getByText(ENGLISH).waitFor();
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /the language "sv" could not be loaded.*speaks English/);
    published = true;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText(SWEDISH).waitFor();
  });
});
