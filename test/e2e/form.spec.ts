/** The element in a form, used with a keyboard. */
import { test as base, expect, type Page } from 'playwright/test';
import { findBrowser } from '../find-browser.ts';
import { type FormShop, openFormShop } from './support/form-shop.ts';

const test = base.extend<object, { shop: FormShop }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed out of this pattern
    async ({}, use) => {
      const shop = await openFormShop();
      await use(shop);
      await shop.close();
    },
    { scope: 'worker' },
  ],
});

// As in a shopper's browser: a window without a click does not open.
test.use({ launchOptions: { ...(await findBrowser()), ignoreDefaultArgs: ['--disable-popup-blocking'] } });

/** Klarna's published test person for Sweden. */
const FIELDS = `
  <p><label>E-mail <input name="email" type="email" autocomplete="email" required></label></p>
  <p><label>Phone <input type="tel" autocomplete="tel"></label></p>
  <p><label>First name <input autocomplete="given-name" value="Alice"></label></p>
  <p><label>Last name <input autocomplete="family-name" value="Test"></label></p>
  <p><label>Street <input autocomplete="address-line1" value="Södra Blasieholmshamnen 2"></label></p>
  <p><label>Postal code <input autocomplete="postal-code" value="11148"></label></p>
  <p><label>City <input autocomplete="address-level2" value="Stockholm"></label></p>`;

const ELEMENT = '<klarna-checkout-button endpoint="/klarna" name="klarna_order"></klarna-checkout-button>';

const open = async (page: Page, shop: FormShop, body: string) => {
  shop.body = body;
  await page.goto(shop.url);
  await ready(page);
};
const ready = (page: Page) => expect(page.locator('klarna-checkout-button:state(status-ready)')).toBeVisible();
const payLater = (page: Page) => page.getByRole('radio', { name: 'Pay later' });

test('The browser blocks pop-ups without a click', async ({ page, shop }) => {
  shop.body = '<script>window.opened = window.open("about:blank") !== null</script>';
  await page.goto(shop.url);
  expect(await page.evaluate('window.opened')).toBe(false);
});

test.describe('a form with the element in it', () => {
  test('A form opens Klarna on Enter in a field, and is posted with the order', async ({ page, shop }) => {
    await open(page, shop, `<form action="/thanks" method="post">${FIELDS}${ELEMENT}</form>`);
    await payLater(page).check();
    await page.getByLabel('E-mail').pressSequentially('customer@email.se');
    const popup = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    await (await popup).getByRole('button', { name: 'Approve and pay' }).click();
    await expect(page).toHaveTitle('Elsewhere');
    const [form, ...others] = shop.posted.splice(0);
    expect(others).toEqual([]);
    expect(form?.get('email')).toBe('customer@email.se');
    expect(form?.get('klarna_order')).toMatch(/^[\w-]{20,}$/);
  });

  test('A form opens Klarna on Enter at a way to pay', async ({ page, shop }) => {
    await open(page, shop, `<form>${ELEMENT}</form>`);
    await payLater(page).focus();
    await page.keyboard.press('Space');
    const popup = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    await expect((await popup).getByRole('button', { name: 'Approve and pay' })).toBeVisible();
    await expect(page).toHaveURL(shop.url);
  });

  test('A form reports missing fields on Enter, as at the button', async ({ page, shop }) => {
    await open(page, shop, `<form>${FIELDS}${ELEMENT}</form>`);
    await payLater(page).check();
    await page.getByLabel('City').press('Enter');
    await expect(page.getByLabel('E-mail')).toBeFocused();
    expect(page.context().pages().length).toBe(1);
  });

  test('A form with its own submit button uses that one on Enter', async ({ page, shop }) => {
    await open(page, shop, `<form action="/elsewhere">${FIELDS}${ELEMENT}<button>Save the address</button></form>`);
    await payLater(page).check();
    await page.getByLabel('E-mail').fill('customer@email.se');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/elsewhere/);
    expect(page.context().pages().length).toBe(1);
  });

  test('A form ignores Enter in a text area, which adds a line', async ({ page, shop }) => {
    await open(page, shop, `<form>${ELEMENT}<label>Note <textarea></textarea></label></form>`);
    await payLater(page).check();
    await page.getByLabel('Note').press('Enter');
    await expect(page.getByLabel('Note')).toHaveValue('\n');
    expect(page.context().pages().length).toBe(1);
  });

  test('A form keeps the shopper’s choice after the Back button', async ({ page, shop }) => {
    await open(page, shop, `<form>${FIELDS}${ELEMENT}</form>`);
    await payLater(page).check();
    await page.goto(`${shop.url}elsewhere`);
    await page.goBack();
    await ready(page);
    await expect(payLater(page)).toBeChecked();
  });

  test('A form sends the phone number in E.164, however it was typed', async ({ page, shop }) => {
    const library = page.waitForResponse(/phone\.js/);
    await open(page, shop, `<form action="/thanks" method="post">${FIELDS}${ELEMENT}</form>`);
    await (await library).finished();
    await payLater(page).check();
    await page.getByLabel('E-mail').fill('customer@email.se');
    await page.getByLabel('Phone').pressSequentially('070-174 06 15');
    const popup = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    await (await popup).getByRole('button', { name: 'Approve and pay' }).click();
    await expect(page).toHaveTitle('Elsewhere');
    const order = shop.posted.splice(0)[0]?.get('klarna_order');
    const answer = await shop.klarna.fetch(`${shop.klarna.url}/ordermanagement/v1/orders/${order}`, {
      headers: { authorization: `Basic ${btoa('shop:simulator')}` },
    });
    expect((await answer.json()).billing_address).toMatchObject({ phone: '+46701740615', postal_code: '11148' });
  });

  test('A form without a phone field loads no phone numbers', async ({ page, shop }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(page, shop, `<form><label>E-mail <input autocomplete="email"></label>${ELEMENT}</form>`);
    await payLater(page).check();
    await page.getByLabel('E-mail').fill('customer@email.se');
    await page.evaluate('new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))');
    expect(asked).toContain('/element.js');
    expect(asked).not.toContain('/phone.js');
  });

  test('A form shows at its fields what Klarna wants corrected, and continues afterwards', async ({ page, shop }) => {
    await open(page, shop, `<form>${FIELDS}${ELEMENT}</form>`);
    await payLater(page).check();
    await page.getByLabel('E-mail').fill('customer@email.se');
    await page.getByLabel('City').fill('S');
    await page.getByLabel('Postal code').fill('1');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Postal code'), 'the topmost').toBeFocused();
    await expect(page.getByLabel('Postal code')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('City')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('klarna-checkout-button').getByRole('alert')).toContainText('postal code');

    await page.getByLabel('Postal code').fill('11148');
    await expect(page.getByLabel('Postal code')).not.toHaveAttribute('aria-invalid');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('City'), 'is still as it was').toBeFocused();
    await page.getByLabel('City').fill('Stockholm');
    const popup = page.waitForEvent('popup');
    await page.keyboard.press('Enter');
    await expect((await popup).getByRole('button', { name: 'Approve and pay' })).toBeVisible();
  });
});
