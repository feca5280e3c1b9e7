/** A tab of the shopper's browser: a page with the element and a `Klarna.Payments` that the test controls. */
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { KlarnaDriver, type Surroundings } from '../klarna/klarna-driver.ts';
import { quickenBodies } from '../klarna/quick-bodies.ts';
import type { TabGlobals } from '../realms/tab.ts';
import { CUSTOMER } from '../shoppers/customer.ts';
import type { Network } from './network.ts';
import { Realm, type RealmWindow } from './realm.ts';
import type { SharedBrowser, TabStorage } from './shared-browser.ts';
import { violation } from './violation.ts';
import type { VirtualClock } from './virtual-clock.ts';

const SDK_URL = 'https://klarna.test/kp/lib/v1/api.js';

/** Whether Klarna's script loads, and whether it is Klarna's. */
export type ScriptFate = 'served' | 'blocked' | 'forbidden' | 'something else' | 'never';

export type Finalize = KlarnaCheckoutButton['finalization'];

export interface TabParts {
  note: (line: string) => void;
  clock: VirtualClock;
  network: Network;
  program: string;
  surroundings: Surroundings;
  /** The shopper confirms the order of an authorization. */
  confirm: () => void;
  browser: SharedBrowser;
  /** The storage of the page before. */
  storage: TabStorage;
  language: string;
  finalize: Finalize;
  script: () => ScriptFate;
}

export class Tab {
  readonly realm: Realm;
  readonly element: KlarnaCheckoutButton;
  readonly driver: KlarnaDriver;
  readonly storage: TabStorage;
  readonly #confirm: () => void;
  /** The events of the checkout with their fields, oldest first. */
  readonly said: string[] = [];

  constructor(parts: TabParts) {
    const { note, clock, network, program, surroundings, confirm, browser, storage, language, finalize, script } =
      parts;
    this.storage = storage;
    this.#confirm = confirm;
    this.realm = new Realm(clock);
    this.driver = new KlarnaDriver(this.realm, surroundings);
    const { window } = this.realm;
    quickenBodies(window);
    window.fetch = network.fetchOf(this.realm);
    Object.defineProperty(window.navigator, 'onLine', { get: () => !network.isOffline });
    Object.defineProperty(window, 'sessionStorage', { value: storage });
    browser.install(window);
    // Random waits between repeats are not needed here.
    window.Math.random = () => 0.5;
    window.document.documentElement.lang = language;
    this.#answerScripts(script);
    this.realm.run(program);
    (window as RealmWindow & TabGlobals).KlarnaCheckoutButton.sdkUrl = SDK_URL;
    this.element = window.document.createElement('klarna-checkout-button') as KlarnaCheckoutButton;
    this.element.endpoint = '/klarna';
    this.element.customer = CUSTOMER;
    this.element.finalization = finalize;
    this.element.addEventListener('klarna-status', ({ status }) => note(`  the page is ${status}`));
    this.element.addEventListener('klarna-error', ({ error }) =>
      note(`  the page says ${error.code} ${error.reason ?? ''}: ${error.message}`),
    );
    this.element.addEventListener('klarna-error', ({ error }) => this.#hear('error', error.code, error.reason));
    this.element.addEventListener('klarna-unavailable', ({ reason }) => this.#hear('unavailable', reason));
    this.element.addEventListener('klarna-invalid', () => this.#hear('invalid'));
    this.element.addEventListener('klarna-cancel', () => this.#hear('cancel'));
    // The test stays on its page.
    this.element.addEventListener('klarna-complete', (event) => event.preventDefault());
    window.document.body.append(this.element);
  }

  get button(): HTMLButtonElement | undefined {
    return this.element.shadowRoot?.querySelector<HTMLButtonElement>('[part~=button]') ?? undefined;
  }

  /** The message below the button. */
  get message(): string {
    return this.element.shadowRoot?.querySelector('[part~=messages] p')?.textContent?.trim() ?? '';
  }

  get radios(): HTMLInputElement[] {
    return [...(this.element.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])];
  }

  /** Whether a press has an effect. */
  get isPressable(): boolean {
    const { button } = this;
    return button !== undefined && !button.hidden && !button.disabled && button.ariaDisabled !== 'true';
  }

  /** The link that is shown if Klarna's window is gone and Klarna's script has not noticed. */
  get wayBack(): HTMLButtonElement | undefined {
    return this.element.shadowRoot?.querySelector<HTMLButtonElement>('[part~=start-again]') ?? undefined;
  }

  /** The shopper comes back with the Back button. The page is as it was left. */
  comeBack(): void {
    const { window } = this.realm;
    window.dispatchEvent(new window.PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new window.PageTransitionEvent('pageshow', { persisted: true }));
  }

  /** A framework draws the page again. */
  redraw(): void {
    const { parentElement } = this.element;
    this.element.remove();
    queueMicrotask(() => queueMicrotask(() => parentElement?.append(this.element)));
  }

  press(): void {
    this.#note();
    this.button?.click();
  }

  /** A script of the page calls `finalize()`. */
  finalize(): void {
    this.#note();
    this.element.finalize();
  }

  choose(index: number): void {
    const enabled = this.radios.filter((radio) => radio.matches(':enabled'));
    enabled[index % enabled.length]?.click();
  }

  /** Whether the button's words say that a press orders. */
  #note(): void {
    const { status } = this.element;
    if (status === 'authorized' || status === 'failed') this.#confirm();
  }

  #hear(...words: (string | undefined)[]): void {
    this.said.push(words.filter((word) => word !== undefined).join(' '));
  }

  /** Klarna's script is asked for by its tag; a frame that is not on the network answers here. */
  #answerScripts(fate: () => ScriptFate): void {
    const { window } = this.realm;
    const { head } = window.document;
    const append = head.append.bind(head);
    head.append = (...nodes) => {
      for (const node of nodes) {
        if (!(node instanceof window.HTMLScriptElement) || node.src !== SDK_URL) append(node);
        else window.queueMicrotask(() => this.#load(node, fate()));
      }
    };
  }

  #load(script: HTMLScriptElement, fate: ScriptFate): void {
    const { window } = this.realm;
    if (fate === 'never') return;
    if (fate === 'served') {
      window.Klarna = { Payments: this.driver };
      window.klarnaAsyncCallback?.();
    }
    if (fate === 'forbidden') window.document.dispatchEvent(violation(window, 'script-src-elem', script.src));
    script.dispatchEvent(new window.Event(fate === 'something else' || fate === 'served' ? 'load' : 'error'));
  }
}
