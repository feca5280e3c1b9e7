/** The built files under the strictest policy that a merchant can send: docs/security.md. */
import type { Page } from 'playwright/test';
import { type StrictShop, startStrictShop } from './support/strict-shop.ts';
import { expect, test } from './support/test.ts';

const violationsOf = async (page: Page): Promise<string[]> => {
  const violations: string[] = [];
  await page.exposeFunction('noteViolation', (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation(violation: string): void };
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
      noteViolation(`${effectiveDirective}: ${blockedURI} ${sourceFile} ${sample}`),
    );
  });
  return violations;
};

test.describe('under a strict Content-Security-Policy with Trusted Types', () => {
  let shop: StrictShop;
  test.beforeAll(async () => {
    shop = await startStrictShop();
  });
  test.afterAll(() => shop?.close());

  for (const entry of ['cdn', 'index'] as const) {
    test(`${entry}.js sells under a strict policy, in another language, without a violation`, async ({ page }) => {
      const violations = await violationsOf(page);
      await page.goto(shop.pageOf(entry));
      // German is a separate file, so its import loads a script too.
      const buy = page
        .locator('klarna-checkout-button:state(status-ready)')
        .getByRole('button', { name: /bestellen/i });
      const popup = page.waitForEvent('popup');
      await buy.click();
      await (await popup).getByRole('button', { name: 'Approve' }).click();
      await expect.poll(async () => shop.orders.has(await page.title())).toBe(true);
      expect(violations).toEqual([]);
      const styled = await page
        .locator('klarna-checkout-button')
        .evaluate((button) => button.shadowRoot?.querySelectorAll('[style]').length);
      expect(styled, 'elements with an inline style').toBe(0);
    });
  }

  test('The strict policy stops what it forbids', async ({ page }) => {
    const violations = await violationsOf(page);
    await page.goto(shop.pageOf('cdn'));
    await expect(page.locator('klarna-checkout-button:state(status-ready)')).toBeVisible();
    const thrown = await page.evaluate(() => {
      document.body.setAttribute('style', 'color: red');
      try {
        document.body.innerHTML = '<p>injected</p>';
      } catch (error) {
        return (error as Error).name;
      }
      return 'nothing';
    });
    expect(thrown).toBe('TypeError');
    await expect
      .poll(() => violations.map((violation) => violation.split(':')[0]))
      .toEqual(expect.arrayContaining(['style-src-attr', 'require-trusted-types-for']));
  });
});
