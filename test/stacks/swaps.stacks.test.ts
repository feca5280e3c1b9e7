/** htmx and Turbo put HTML of the server into the page, and take it out again. `cdn.js` stands in the head of each page. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../find-browser.ts';
import { folder } from './support/packages.ts';
import { cdnTag, openShop, pageOf, type Shop } from './support/shop.ts';
import { Shopper } from './support/shopper.ts';

const LISTENER = `<script>
  document.addEventListener('klarna-complete', (event) => {
    event.preventDefault();
    document.querySelector('output').textContent = event.order.order_id;
  });
</script>`;

const FORM = `<form id="checkout">
  <input autocomplete="email" value="form@example.com"><input autocomplete="given-name" value="Jane">
  <input autocomplete="family-name" value="Doe"><input autocomplete="address-line1" value="Storgatan 1">
  <input autocomplete="postal-code" value="111 22"><input autocomplete="address-level2" value="Malmö">
</form>`;

const tag = (attributes = ''): string =>
  `<klarna-checkout-button id="pay" endpoint="/klarna" form="checkout" ${attributes}></klarna-checkout-button>`;

let browser: Browser;
let shop: Shop;
let shopper: Shopper;
/** Sessions that the page has asked for. */
let sessions: number;

before(async () => {
  [browser, shop] = await Promise.all([findBrowser().then((found) => chromium.launch(found)), openShop()]);
});

beforeEach(async () => {
  shopper = await Shopper.enter(browser);
  sessions = 0;
  shopper.page.on('request', (request) => {
    if (request.url().endsWith('/klarna/session')) sessions += 1;
  });
});

afterEach(() => shopper.leave());

after(async () => {
  await browser?.close();
  await shop?.[Symbol.asyncDispose]();
});

/** A property that only this object has: a copy does not. */
const markElement = (): Promise<void> =>
  shopper.element.evaluate((element) => void Object.assign(element, { mark: 1 }));
const isMarked = (): Promise<boolean> => shopper.element.evaluate((element) => 'mark' in element);

const sells = async (): Promise<void> => {
  await shopper.pays();
  await shopper.hasOrder(shop);
  assert.deepEqual(await shopper.sentContacts(), ['form@example.com Malmö']);
  assert.deepEqual(shopper.complaints, []);
};

describe('htmx', () => {
  before(async () => {
    shop.scripts.set('/htmx.js', await readFile(`${folder}node_modules/htmx.org/dist/htmx.js`, 'utf8'));
    const link = (path: string, name: string) => `<button hx-get="${path}" hx-target="#place">${name}</button>`;
    const head = `${cdnTag(shop.klarna)}<script src="/htmx.js"></script>${LISTENER}`;
    const links = link('/htmx/tag', 'Tag') + link('/htmx/nothing', 'Nothing') + link('/htmx/preserved', 'Preserved');
    shop.pages.set('/htmx', pageOf(head, `${FORM}${links}<div id="place"></div><output></output>`));
    shop.pages.set('/htmx/tag', `<p>Pay</p>${tag()}`);
    shop.pages.set('/htmx/nothing', '<p>Nothing to pay</p>');
    shop.pages.set('/htmx/preserved', `<p>Pay again</p>${tag('hx-preserve')}`);
  });

  const press = (name: string): Promise<void> => shopper.page.getByRole('button', { name, exact: true }).click();

  it('sells with a tag that it swapped in, out and in again', async () => {
    await shopper.page.goto(`${shop.url}/htmx`);
    await press('Tag');
    await shopper.isReady();
    await press('Nothing');
    await shopper.page.getByText('Nothing to pay').waitFor();
    assert.equal(await shopper.element.count(), 0);
    await press('Tag');
    await sells();
  });

  it('keeps the session and the widget of a tag with hx-preserve', async () => {
    await shopper.page.goto(`${shop.url}/htmx`);
    await press('Tag');
    await shopper.isReady();
    await markElement();
    await press('Preserved');
    await shopper.page.getByText('Pay again').waitFor();
    assert.ok(await isMarked());
    await sells();
    assert.equal(sessions, 1);
  });
});

describe('Turbo', () => {
  before(async () => {
    const turbo = `${folder}node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js`;
    shop.scripts.set('/turbo.js', await readFile(turbo, 'utf8'));
    const head = `${cdnTag(shop.klarna)}<script src="/turbo.js"></script>${LISTENER}`;
    const page = (title: string, body: string) => pageOf(head, `<h1>${title}</h1>${body}<output></output>`);
    shop.pages.set('/turbo', page('Checkout', `${FORM}${tag()}<a href="/turbo/terms">Terms</a>`));
    shop.pages.set('/turbo/terms', page('Terms', '<a href="/turbo">Checkout</a>'));
    const kept = tag('data-turbo-permanent');
    shop.pages.set('/turbo/first', page('First', `${FORM}${kept}<a href="/turbo/second">On</a>`));
    shop.pages.set('/turbo/second', page('Second', `${FORM}${kept}`));
  });

  const heading = (name: string): Promise<void> => shopper.page.getByRole('heading', { name }).waitFor();

  it('sells on a page that it took away and put back on Back', async () => {
    await shopper.page.goto(`${shop.url}/turbo`);
    await shopper.isReady();
    await shopper.page.getByRole('link', { name: 'Terms' }).click();
    await heading('Terms');
    assert.equal(await shopper.element.count(), 0);
    await shopper.page.goBack();
    await heading('Checkout');
    await sells();
  });

  // Turbo 8 removes the element and inserts it into the next page, without moveBefore: browsers load a frame anew then.
  it('keeps an element with data-turbo-permanent, which loads its widget again', async () => {
    const klarnaSessions = shop.klarna.simulator.sessions().length;
    await shopper.page.goto(`${shop.url}/turbo/first`);
    await shopper.isReady();
    await markElement();
    await shopper.page.getByRole('link', { name: 'On' }).click();
    await heading('Second');
    assert.ok(await isMarked());
    await sells();
    assert.equal(sessions, 2);
    assert.equal(shop.klarna.simulator.sessions().length, klarnaSessions + 1);
  });
});
