/**
 * A server has rendered the page, `cdn.js` in its HTML has the element running, and the framework hydrates the page later,
 * while the shopper types.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../find-browser.ts';
import { bundleForPage, renderOnServer } from './support/bundle.ts';
import { cdnTag, openShop, pageOf, type Shop } from './support/shop.ts';
import { Shopper } from './support/shopper.ts';
import { HYDRATING, REACT, type Stack } from './support/stacks.ts';

let browser: Browser;
let shop: Shop;

before(async () => {
  [browser, shop] = await Promise.all([findBrowser().then((found) => chromium.launch(found)), openShop()]);
});

after(async () => {
  await browser?.close();
  await shop?.[Symbol.asyncDispose]();
});

const pathOf = ({ name }: Stack): string => `/${name.toLowerCase().replaceAll(' ', '-')}`;

async function addPage(stack: Stack): Promise<void> {
  const { app, ending, compiler } = stack;
  const path = pathOf(stack);
  const { markup, head } = await renderOnServer(`${app}/server.${ending}`, compiler, path.slice(1));
  for (const [file, code] of await bundleForPage(`${app}/page.${ending}`, compiler, `${path}/`)) {
    shop.scripts.set(file, code);
  }
  const script = `<script async type="module" src="${path}/page.js"></script>`;
  shop.pages.set(path, pageOf(cdnTag(shop.klarna) + head, `<div id="root">${markup}</div>${script}`));
}

/** The script of the framework arrives after the shopper has begun to type, and the shopper types on. */
async function typeDuringHydration(stack: Stack, shopper: Shopper): Promise<void> {
  const path = pathOf(stack);
  const { promise: typed, resolve: sendScript } = Promise.withResolvers<void>();
  shop.delays.set(`${path}/page.js`, typed);
  try {
    await shopper.page.goto(`${shop.url}${path}?finalization=manual`, { waitUntil: 'commit' });
    await shopper.city.pressSequentially('Mal');
    // The session of Klarna does not wait for the framework.
    await shopper.page.waitForFunction(
      () => document.querySelector('klarna-checkout-button')?.categories?.length === 1,
    );
    assert.equal(await shopper.element.evaluate(({ childNodes }) => childNodes.length), 0, 'children');
    const field = await shopper.city.elementHandle();
    sendScript();
    await shopper.city.pressSequentially('mö');
    await shopper.page.waitForFunction(() => window.hydrated);
    assert.ok(await field?.evaluate(({ isConnected }) => isConnected), 'the field is the one of the served HTML');
    await shopper.isReady();
    assert.equal(await shopper.city.inputValue(), 'Malmö');
  } finally {
    sendScript();
  }
}

for (const stack of HYDRATING) {
  const { doesHydrateObjects = true } = stack;
  describe(`${stack.name} that hydrates`, () => {
    before(() => addPage(stack));

    const objects = doesHydrateObjects ? 'gives the element its objects' : 'gives the element no objects';
    it(`keeps what the shopper typed, attaches listeners, ${objects}, and sells`, async () => {
      const shopper = await Shopper.enter(browser);
      try {
        await typeDuringHydration(stack, shopper);
        assert.ok(await shopper.page.evaluate(() => window.wasReadyHeard), 'the app heard klarna-ready');
        await shopper.pays();
        await shopper.hasStatus('authorized');
        await shopper.finalizes();
        await shopper.hasOrder(shop);
        const phone = doesHydrateObjects ? '+46701740605 ' : '';
        assert.deepEqual(await shopper.sentContacts(), [`form@example.com ${phone}Malmö`]);
        const warnings = doesHydrateObjects ? [] : ['the attribute "details" holds text and is not read'];
        assert.deepEqual(
          shopper.complaints.map((text) => text.split(': ')[1]?.split('.')[0]),
          warnings,
        );
      } finally {
        await shopper.leave();
      }
    });
  });
}

// React 19.3 assigns properties and attaches listeners when it creates or changes an element, and not when it hydrates one.
// This test fails when that changes.
describe('React 19 that hydrates a tag with objects and listeners in its JSX', () => {
  before(() => addPage(REACT));

  it('keeps what the shopper typed, and gives the element neither until it draws the tag again', async () => {
    const shopper = await Shopper.enter(browser);
    try {
      await typeDuringHydration(REACT, shopper);
      const given = async () => ({
        details: await shopper.read('details'),
        wasReadyHeard: await shopper.page.evaluate(() => window.wasReadyHeard),
      });
      assert.deepEqual(await given(), { details: undefined, wasReadyHeard: undefined });
      const toggle = shopper.page.getByRole('button', { name: 'Toggle' });
      await toggle.click();
      await shopper.element.waitFor({ state: 'detached' });
      await toggle.click();
      await shopper.isReady();
      assert.deepEqual(await given(), {
        details: { billing_address: { phone: '+46701740605' } },
        wasReadyHeard: true,
      });
      assert.deepEqual(shopper.complaints, []);
    } finally {
      await shopper.leave();
    }
  });
});
