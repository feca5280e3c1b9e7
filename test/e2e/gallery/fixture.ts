/** A page of the gallery, and the actions on it. */
import { expect, type Locator, type Page, type Route } from 'playwright/test';
import type { AuthorizeResult } from '../../../src/klarna/sdk.ts';
import type { Step } from '../../../src/simulator/script/step.ts';
import { testPerson } from '../../../src/simulator/testing/index.ts';
import type { Gallery, Ways } from './open-gallery.ts';

interface OpenOptions {
  /** Written inside the tag, as in HTML. */
  attributes?: string;
  /** Written inside the element, as in HTML. */
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

  /** Opens a page with the element. It may still be loading. */
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

  /** Waits until the element is ready with every widget. */
  async ready(ways: Ways, options?: OpenOptions): Promise<void> {
    await this.open(ways, options);
    await this.is('ready');
    await expect(this.element.locator('.clip .spinner')).toHaveCount(0);
  }

  /** Chooses the way to pay at this position. */
  async choose(place: number): Promise<void> {
    await this.element.getByRole('radio').nth(place).check();
  }

  /** Presses the button of a ready element. The next `authorize()` ends as the steps say. */
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

  /** Replaces `authorize` of Klarna's script for the next press. Runs in the page. */
  async authorizeWith(authorize: (answer: (result: AuthorizeResult) => void) => void): Promise<void> {
    await this.page.evaluate(`Klarna.Payments.authorize = (options, data, answer) => (${authorize})(answer)`);
  }

  async says(words: RegExp): Promise<void> {
    await expect(this.element.locator('.message')).toHaveText(words);
  }

  /** Sets the endpoint's answer from now on. */
  async answer(door: 'session' | 'order', handle: (route: Route) => Promise<void>): Promise<void> {
    await this.page.route(`**/klarna/${door}`, handle);
  }

  /** The endpoint refuses with this body. */
  refuse(door: 'session' | 'order', status: number, body: object): Promise<void> {
    return this.answer(door, (route) => route.fulfill({ status, json: { message: 'Broken by the scene.', ...body } }));
  }

  /** As the endpoint does after a refused order: the next session has no authorization. */
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

  /** Klarna does not offer this way to pay, although the session names it. */
  async refuseWidget(category: string): Promise<void> {
    await this.page.route('**/kp/frames/api/load', async (route) => {
      const { payment_method_categories } = route.request().postDataJSON();
      if (!payment_method_categories.includes(category)) return route.continue();
      return route.fulfill({ json: { result: { show_form: false }, html: '' } });
    });
  }

  /** Prepares a picture: no pointer over anything, no overlay of Klarna's, and no reserved empty space. */
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
