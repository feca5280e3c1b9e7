/** The language of the element, with words that come when the test says so. */
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

/** What a reactive host is to a controller, and no more: it draws when it is asked to, at once. */
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

  /** The answer of a load has been taken, and what follows from it. */
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

  it('speaks English at once where English is meant, and loads nothing', () => {
    speak('en-GB');
    expect(language.strings).to.equal(en);
    expect(loads).to.deep.equal([]);
  });

  it('takes the first wish that it can fulfil', () => {
    speak('ja', undefined, '', 'sv-SE', 'de');
    expect(language.language).to.equal('sv');
    expect(loads.map((load) => load.language)).to.deep.equal(['sv']);
  });

  it('speaks English where it can fulfil none', () => {
    speak('ja', undefined);
    expect(language.strings).to.equal(en);
  });

  it('does not say in English that it is loading, while another language is on its way', async () => {
    speak('sv');
    expect(language.strings.loading.trim()).to.equal('');
    // What cannot wait is said in English rather than not at all.
    expect(language.strings.failed).to.equal(en.failed);
    await loads[0]?.settle(sv);
    expect(language.strings).to.equal(sv);
  });

  it('draws anew when the words have come, and asks for them once however often it draws', async () => {
    speak('sv');
    host.requestUpdate();
    host.requestUpdate();
    const { updates } = host;
    await loads[0]?.settle(sv);
    expect(host.updates).to.equal(updates + 1);
    expect(loads.length).to.equal(1);
  });

  it('goes on in the language it has while the next one is on its way', async () => {
    speak('sv');
    await loads[0]?.settle(sv);
    speak('de');
    expect([language.language, language.strings]).to.deep.equal(['de', sv]);
    await loads[1]?.settle(de);
    expect(language.strings).to.equal(de);
  });

  it('does not let an old language win that comes late', async () => {
    speak('sv');
    speak('de');
    await loads[1]?.settle(de);
    await loads[0]?.settle(sv);
    expect(language.strings).to.equal(de);
  });

  it('is not talked out of English by a language that comes late', async () => {
    speak('sv');
    speak('en');
    await loads[0]?.settle(sv);
    expect(language.strings).to.equal(en);
  });

  // Each of these has a language of its own: the page is warned once of each, whatever test comes first.
  it('speaks English and warns once where the words do not come', async () => {
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

  it('does not ask again for what has failed merely because it draws', async () => {
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
    it(`tries again when ${name} comes back`, async () => {
      speak('nl');
      await loads[0]?.fail();
      fire();
      expect(loads.length).to.equal(2);
      await loads[1]?.settle(sv);
      expect(language.strings).to.equal(sv);
    });
  }

  it('asks for nothing when the network comes back and nothing is missing', async () => {
    speak('sv');
    await loads[0]?.settle(sv);
    window.dispatchEvent(new Event('online'));
    speak('en');
    window.dispatchEvent(new Event('online'));
    expect(loads.length).to.equal(1);
  });

  it('hears of a changed lang anywhere above it, until it leaves the page', async () => {
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
