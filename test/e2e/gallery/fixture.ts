/** One page of the gallery, and what can be done in it. */
import { expect, type Locator, type Page, type Route } from 'playwright/test';
import type { AuthorizeResult } from '../../../src/klarna/sdk.ts';
import type { Step } from '../../../src/simulator/script/step.ts';
import { testPerson } from '../../../src/simulator/testing/index.ts';
import type { Gallery, Ways } from './open-gallery.ts';

interface OpenOptions {
  /** Inside the tag, as in HTML. */
  attributes?: string;
  /** Inside the element, as in HTML. */
  content?: string;
  /** Whether the element is in a modal dialog. */
  inDialog?: boolean;
}

export class Room {
  readonly page: Page;
  readonly #gallery: Gallery;

  constructor(page: Page, gallery: Gallery) {
    this.page = page;
    this.#gallery = gallery;
  }

  get element(): Locator {
    return this.page.locator('klarna-checkout-button');
  }

  get button(): Locator {
    return this.element.locator('button[part~="button"]');
  }

  /** The element, mounted and on its way. */
  async open(ways: Ways, { attributes = '', content = '', inDialog = false }: OpenOptions = {}): Promise<void> {
    await this.page.goto(`${this.#gallery.url}/${ways}`);
    await this.page.locator('html[data-loaded]').waitFor();
    const tag = `<klarna-checkout-button endpoint="/${ways}/klarna" ${attributes}>${content}</klarna-checkout-button>`;
    await this.page.locator('#room').evaluate(
      (room, { markup, customer }) => {
        room.innerHTML = markup;
        room.querySelector('dialog')?.showModal();
        Object.assign(room.querySelector('klarna-checkout-button') as Element, { customer });
      },
      { markup: inDialog ? `<dialog aria-label="Payment">${tag}</dialog>` : tag, customer: testPerson('DE') },
    );
  }

  async is(status: string): Promise<void> {
    await expect(this.element).toHaveJSProperty('status', status);
  }

  /** Ready, with every widget arrived. */
  async ready(ways: Ways, options?: OpenOptions): Promise<void> {
    await this.open(ways, options);
    await this.is('ready');
    await expect(this.element.locator('.clip .spinner')).toHaveCount(0);
  }

  /** Chooses the way to pay that stands at this place. */
  async choose(place: number): Promise<void> {
    await this.element.getByRole('radio').nth(place).check();
  }

  /** Presses the button of an element that can be paid with, when the next `authorize()` ends as said. */
  async pay(...steps: Step[]): Promise<void> {
    await this.ready('single');
    this.#gallery.simulators.single.script(steps);
    await this.button.click();
  }

  /** As `pay()`, on a page that is ready. */
  async approve(): Promise<void> {
    this.#gallery.simulators.single.script([{ outcome: 'approve' }]);
    await this.button.click();
  }

  /** What Klarna's script does at the next press, in the place of all it would do. Runs in the page. */
  async authorizeWith(authorize: (answer: (result: AuthorizeResult) => void) => void): Promise<void> {
    await this.page.evaluate(`Klarna.Payments.authorize = (options, data, answer) => (${authorize})(answer)`);
  }

  async says(words: RegExp): Promise<void> {
    await expect(this.element.locator('.message')).toHaveText(words);
  }

  /** What the endpoint answers from now on. */
  async answer(door: 'session' | 'order', handle: (route: Route) => Promise<void>): Promise<void> {
    await this.page.route(`**/klarna/${door}`, handle);
  }

  /** The endpoint refuses in its own words. */
  refuse(door: 'session' | 'order', status: number, body: object): Promise<void> {
    return this.answer(door, (route) => route.fulfill({ status, json: { message: 'Broken by the scene.', ...body } }));
  }

  /** As the endpoint does with a refused order: the next session has no approval in it. */
  giveBack(): Promise<void> {
    return this.answer('session', async (route) => {
      const { authorization_token: _, ...session } = await (await route.fetch()).json();
      await route.fulfill({ json: session });
    });
  }

  /** The endpoint never answers. */
  hold(door: 'session' | 'order'): Promise<void> {
    return this.answer(door, () => new Promise(() => undefined));
  }

  /** Klarna does not offer this way to pay, though the session names it. */
  async refuseWidget(category: string): Promise<void> {
    await this.page.route('**/kp/frames/api/load', async (route) => {
      const { payment_method_categories } = route.request().postDataJSON();
      if (!payment_method_categories.includes(category)) return route.continue();
      return route.fulfill({ json: { result: { show_form: false }, html: '' } });
    });
  }

  /** For a picture: no pointer over anything, nothing of Klarna's over the page, no room kept for what is not there. */
  async clearTheView(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.addStyleTag({
      content: `
        [id$="-fullscreen"] { visibility: hidden }
        #room { padding-block: 12px }
        klarna-checkout-button:not(:state(status-preparing)) { --klarna-reserved-height: 172px }
      `,
    });
  }
}
