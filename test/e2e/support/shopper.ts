/** A person's actions in the shop, by the names that a person sees. */
import { expect, type Locator, type Page } from 'playwright/test';

export class Shopper {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get buy(): Locator {
    return this.page.getByRole('button', { name: /^(Order with obligation to pay|Continue with Klarna)$/ });
  }

  get tryAgain(): Locator {
    return this.page.getByRole('button', { name: 'Try again' });
  }

  get alert(): Locator {
    return this.page.locator('klarna-checkout-button').getByRole('alert');
  }

  get status(): Locator {
    return this.page.locator('klarna-checkout-button').getByRole('status');
  }

  /** Opens the shop with a filled cart. */
  async visit(url: string): Promise<void> {
    await this.page.goto(url);
    const cart = this.page.getByRole('group', { name: /^Quantity of/ });
    await expect(cart.first()).toBeVisible();
  }

  /** Waits until Klarna's button can be pressed. */
  async klarnaIsReady(): Promise<void> {
    await expect(this.page.locator('klarna-checkout-button:state(status-ready)')).toBeVisible();
  }

  async is(person: 'Approved person' | 'Declined person'): Promise<void> {
    await this.page.getByRole('button', { name: person }).click();
  }

  async choose(method: string | RegExp): Promise<void> {
    await this.page.getByRole('radio', { name: method }).check();
    await expect(this.page.locator('klarna-checkout-button .chosen .spinner')).toHaveCount(0);
  }

  /** Does everything before the press of the button. */
  async fillsEverythingIn(url: string, person: 'Approved person' | 'Declined person' = 'Approved person') {
    await this.visit(url);
    await this.is(person);
    await this.klarnaIsReady();
    await this.choose('Pay later');
  }

  /** Presses the button and returns Klarna's window. */
  async opensKlarna(): Promise<Page> {
    const popup = this.page.waitForEvent('popup');
    await this.buy.click();
    return popup;
  }

  async total(): Promise<string> {
    return (await this.page.locator('[data-pay-total] strong').textContent())?.trim() ?? '';
  }
}
