/** The element on a page with a fake Klarna and a fake endpoint, which the test controls. */
import '../../src/index.ts';
import type { KlarnaCheckoutEventMap } from '../../src/checkout/events.ts';
import type { CheckoutStatus } from '../../src/checkout/state/state.ts';
import type { KlarnaCheckoutButton } from '../../src/element/klarna-checkout-button.ts';
import { FakeEndpoint, sessionAnswer } from './fake-endpoint.ts';
import { FakeKlarna } from './fake-klarna.ts';

export const TAG = '<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>';

export class Stage {
  readonly endpoint = new FakeEndpoint();
  readonly klarna = new FakeKlarna();
  readonly room = document.createElement('div');

  constructor() {
    window.Klarna = { Payments: this.klarna };
    // Otherwise this test would resume a payment that the last test left open.
    sessionStorage.clear();
    this.room.lang = 'en';
    document.body.append(this.room);
  }

  async clear(): Promise<void> {
    this.room.remove();
    this.endpoint.restore();
    delete window.Klarna;
    await this.nobodyPays();
  }

  /** Each test has its own cart. The browser releases a lock late, so the next element would show that it waits. */
  async nobodyPays(): Promise<void> {
    const { held = [] } = await navigator.locks.query();
    for (const { name = '' } of held) await navigator.locks.request(name, () => undefined);
  }

  mount(markup = TAG): KlarnaCheckoutButton {
    this.room.innerHTML = markup;
    const element = this.room.querySelector('klarna-checkout-button');
    if (!element) throw new Error('no element in the markup');
    return element;
  }

  /** Shows every widget as soon as it is requested. */
  async ready(markup?: string, ...identifiers: string[]): Promise<KlarnaCheckoutButton> {
    this.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = this.mount(markup);
    const categories = identifiers.length > 0 ? identifiers : ['pay_now', 'pay_later'];
    (await this.endpoint.next()).answer(sessionAnswer(...categories));
    await statusIs(element, 'ready');
    return element;
  }

  /** Klarna has authorized, and the element has sent the order to the endpoint. */
  async approved(markup?: string) {
    const element = await this.ready(markup, 'klarna');
    button(element).click();
    this.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, authorization_token: 'token-1' });
    return { element, call: await this.endpoint.next() };
  }
}

/** Resolves when the element has this status and has drawn it. */
export const statusIs = (element: KlarnaCheckoutButton, status: CheckoutStatus): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (element.status !== status) return;
      element.removeEventListener('klarna-status', look);
      resolve(element.updateComplete.then(() => undefined));
    };
    element.addEventListener('klarna-status', look);
    look();
  });

export const event = <Name extends keyof KlarnaCheckoutEventMap>(
  element: EventTarget,
  name: Name,
): Promise<KlarnaCheckoutEventMap[Name]> =>
  new Promise((resolve) =>
    element.addEventListener(name, (fired) => resolve(fired as KlarnaCheckoutEventMap[Name]), { once: true }),
  );

export function find(element: Element, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

export const button = (element: Element) => find(element, 'button');
export const radios = (element: Element) => [...(element.shadowRoot?.querySelectorAll('input') ?? [])];
export const text = (element: Element, selector: string) => find(element, selector).textContent?.trim();
