/** The language of the element, with texts that load when the test says so. */
import { expect } from 'chai';
import type { ReactiveController } from 'lit';
import { LanguageController } from '../../../src/element/language/language-controller.ts';
import { de } from '../../../src/element/strings/de.ts';
import { en } from '../../../src/element/strings/en.ts';
import type { Language } from '../../../src/element/strings/load-strings.ts';
import type { Strings } from '../../../src/element/strings/strings.ts';
import { sv } from '../../../src/element/strings/sv.ts';

interface Load {
  language: Language;
  settle(strings: Strings): Promise<void>;
  fail(): Promise<void>;
}

/** The least that a controller needs from its host. It draws at once when it is asked to. */
class Host extends HTMLElement {
  updates = 0;
  readonly updateComplete = Promise.resolve(true);
  #controller: ReactiveController | undefined;

  addController(controller: ReactiveController): void {
    this.#controller = controller;
  }

  removeController(): void {
    this.#controller = undefined;
  }

  requestUpdate(): void {
    this.updates += 1;
    this.#controller?.hostUpdate?.();
  }

  connectedCallback(): void {
    this.#controller?.hostConnected?.();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.#controller?.hostDisconnected?.();
  }
}

customElements.define('language-host', Host);

describe('the language controller', () => {
  let host: Host;
  let loads: Load[];
  let wishes: (string | undefined)[];
  let language: LanguageController;
  let warnings: string[];
  const { warn } = console;

  /** Resolves when the controller has handled the answer of a load. */
  const taken = () => new Promise<void>((resolve) => setTimeout(resolve));

  beforeEach(() => {
    loads = [];
    warnings = [];
    console.warn = (message: string) => warnings.push(message);
    host = new Host();
    language = new LanguageController(
      host,
      () => wishes,
      (wanted) => {
        const { promise, resolve, reject } = Promise.withResolvers<Strings>();
        loads.push({
          language: wanted,
          settle: (strings) => {
            resolve(strings);
            return taken();
          },
          fail: () => {
            reject(new TypeError('Failed to fetch dynamically imported module'));
            return taken();
          },
        });
        return promise;
      },
    );
  });

  afterEach(() => {
    host.remove();
    console.warn = warn;
  });

  const speak = (...tags: (string | undefined)[]) => {
    wishes = tags;
    if (host.isConnected) host.requestUpdate();
    else document.body.append(host);
  };

  it('speaks English at once if English is wanted, and loads nothing', () => {
    speak('en-GB');
    expect(language.strings).to.equal(en);
    expect(loads).to.deep.equal([]);
  });

  it('takes the first wanted language that it knows', () => {
    speak('ja', undefined, '', 'sv-SE', 'de');
    expect(language.language).to.equal('sv');
    expect(loads.map((load) => load.language)).to.deep.equal(['sv']);
  });

  it('speaks English if it knows none', () => {
    speak('ja', undefined);
    expect(language.strings).to.equal(en);
  });

  it('shows no English loading message while another language loads', async () => {
    speak('sv');
    expect(language.strings.loading.trim()).to.equal('');
    // Urgent messages are shown in English until the texts have loaded.
    expect(language.strings.failed).to.equal(en.failed);
    await loads[0]?.settle(sv);
    expect(language.strings).to.equal(sv);
  });

  it('draws again when the texts have loaded, and loads them once however often it draws', async () => {
    speak('sv');
    host.requestUpdate();
    host.requestUpdate();
    const { updates } = host;
    await loads[0]?.settle(sv);
    expect(host.updates).to.equal(updates + 1);
    expect(loads.length).to.equal(1);
  });

  it('keeps its language while the next one loads', async () => {
    speak('sv');
    await loads[0]?.settle(sv);
    speak('de');
    expect([language.language, language.strings]).to.deep.equal(['de', sv]);
    await loads[1]?.settle(de);
    expect(language.strings).to.equal(de);
  });

  it('ignores an old language that loads late', async () => {
    speak('sv');
    speak('de');
    await loads[1]?.settle(de);
    await loads[0]?.settle(sv);
    expect(language.strings).to.equal(de);
  });

  it('keeps English when another language loads late', async () => {
    speak('sv');
    speak('en');
    await loads[0]?.settle(sv);
    expect(language.strings).to.equal(en);
  });

  // Each of these tests has its own language, because the page gets one warning per language.
  it('speaks English and warns once if the texts do not load', async () => {
    speak('it');
    await loads[0]?.fail();
    expect(language.strings).to.equal(en);
    expect(language.language).to.equal('it');
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('"it"');
    window.dispatchEvent(new Event('online'));
    await loads[1]?.fail();
    expect(warnings.length).to.equal(1);
  });

  it('does not load failed texts again when it draws', async () => {
    speak('fr');
    await loads[0]?.fail();
    host.requestUpdate();
    expect(loads.length).to.equal(1);
  });

  for (const [name, fire] of [
    ['the network', () => window.dispatchEvent(new Event('online'))],
    ['the shopper', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['the element', () => document.body.append(host)],
  ] as const) {
    it(`loads missing texts again when ${name} comes back`, async () => {
      speak('nl');
      await loads[0]?.fail();
      fire();
      expect(loads.length).to.equal(2);
      await loads[1]?.settle(sv);
      expect(language.strings).to.equal(sv);
    });
  }

  it('loads nothing when the network comes back and nothing is missing', async () => {
    speak('sv');
    await loads[0]?.settle(sv);
    window.dispatchEvent(new Event('online'));
    speak('en');
    window.dispatchEvent(new Event('online'));
    expect(loads.length).to.equal(1);
  });

  it('follows a changed lang of any ancestor, until it leaves the page', async () => {
    speak('en');
    const heard = () => new Promise<void>((resolve) => queueMicrotask(resolve));
    const before = document.documentElement.lang;
    let { updates } = host;
    document.documentElement.lang = 'pl';
    await heard();
    expect(host.updates).to.equal(updates + 1);
    document.body.lang = 'de';
    await heard();
    expect(host.updates).to.equal(updates + 2);
    host.remove();
    ({ updates } = host);
    document.body.removeAttribute('lang');
    document.documentElement.lang = before;
    await heard();
    expect(host.updates).to.equal(updates);
  });
});
