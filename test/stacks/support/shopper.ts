/** A shopper on the page of a framework. */
import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import type { CustomerDetails } from '../../../src/klarna/types.ts';
import type { Shop } from './shop.ts';

declare global {
  interface Window {
    /** The details that the element was about to send, one entry for each press. */
    sent: CustomerDetails[];
    hydrated?: boolean;
    /** The framework's listener of `klarna-ready` was called. */
    wasReadyHeard?: boolean;
  }
}

export class Shopper {
  readonly page: Page;
  /** Errors and warnings that the page wrote to the console, and exceptions that it threw. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
  }

  /** Has a browser context of its own: nothing of another test is in its cart. */
  static async enter(browser: Browser): Promise<Shopper> {
    const context = await browser.newContext({ viewport: { width: 800, height: 1000 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.sent = [];
      document.addEventListener('klarna-before-authorize', ({ customer }) => {
        if (customer) window.sent.push(structuredClone(customer));
      });
    });
    return new Shopper(page);
  }

  get element(): Locator {
    return this.page.locator('klarna-checkout-button');
  }

  get city(): Locator {
    return this.page.locator('input[autocomplete=address-level2]');
  }

  read<Name extends keyof KlarnaCheckoutButton>(name: Name): Promise<KlarnaCheckoutButton[Name]> {
    return this.element.evaluate((element, name) => Reflect.get(element, name), name);
  }

  async hasStatus(status: KlarnaCheckoutButton['status']): Promise<void> {
    await this.page.locator(`klarna-checkout-button:state(status-${status})`).waitFor();
  }

  isReady(): Promise<void> {
    return this.hasStatus('ready');
  }

  /** As the last page of a shop with `finalization="manual"` does. */
  finalizes(): Promise<void> {
    return this.element.evaluate((element) => Reflect.get(element, 'finalize').call(element));
  }

  /** Presses the button, and Klarna approves. */
  async pays(): Promise<void> {
    await this.isReady();
    const popup = this.page.waitForEvent('popup');
    await this.element.getByRole('button').click();
    await (await popup).getByRole('button', { name: 'Approve' }).click();
  }

  /** The framework's own listener has heard of the order. */
  async hasOrder(shop: Pick<Shop, 'klarna'>): Promise<void> {
    const output = this.page.locator('output:not(:empty)');
    await output.waitFor();
    const order_id = await output.textContent();
    const placed = shop.klarna.simulator.orders().map((order) => order.order_id);
    assert.equal(placed.filter((id) => id === order_id).length, 1, `${order_id} is one of ${placed}`);
  }

  /** For each press: e-mail, phone and city of the billing address, as far as they were sent. */
  sentContacts(): Promise<string[]> {
    return this.page.evaluate(() =>
      window.sent.map(({ billing_address: { email, phone, city } = {} }) =>
        [email, phone, city].filter((value) => value !== undefined).join(' '),
      ),
    );
  }

  leave(): Promise<void> {
    return this.page.context().close();
  }
}
