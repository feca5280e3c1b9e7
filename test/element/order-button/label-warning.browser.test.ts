/** The warnings in the console about a page's own label. */
import { expect } from 'chai';
import { klarnaLabel, lawfulLabel } from '../../../src/element/order-button/button-label.ts';
import { LabelWarning } from '../../../src/element/order-button/label-warning.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { Stage, statusIs } from '../../support/stage.ts';

const TAG = (label: string, attributes = '') =>
  `<klarna-checkout-button endpoint="/klarna" ${attributes}>${label}</klarna-checkout-button>`;

const UNLAWFUL = '<span slot="label">Weiter mit Klarna</span>';

describe('the warning about the label of the button', function () {
  // The rule is a file, which a busy machine serves slowly.
  this.timeout(20_000);

  const { warn } = console;
  let stage: Stage;
  let warnings: string[];
  let warned: PromiseWithResolvers<void>;

  beforeEach(() => {
    stage = new Stage();
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    warnings = [];
    warned = Promise.withResolvers();
    console.warn = (message: string) => {
      warnings.push(message);
      warned.resolve();
    };
  });

  afterEach(() => {
    console.warn = warn;
    return stage.clear();
  });

  const ready = async (markup: string, purchase_country = 'DE') => {
    const element = stage.mount(markup);
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), purchase_country });
    await statusIs(element, 'ready');
    return element;
  };

  /** A second element on the page. Its label is checked after that of the first. */
  const judged = async () => {
    warned = Promise.withResolvers();
    await ready(TAG('<b slot="label">Bestellen</b>'));
    await warned.promise;
    return warnings.filter((warning) => !warning.includes('“Bestellen”'));
  };

  it('names the rule and a lawful label in the shopper’s language, once', async () => {
    stage.room.lang = 'de';
    const element = await ready(TAG(UNLAWFUL));
    await warned.promise;
    element.requestUpdate();
    await element.updateComplete;
    expect(await judged()).to.have.length(1);
    expect(warnings[0]).to.match(/^<klarna-checkout-button>: in DE .*§ 312j BGB.*“Weiter mit Klarna”/);
    expect(warnings[0]).to.contain(lawfulLabel('de'));
  });

  it('appears for each element with such a label', async () => {
    await ready(TAG(UNLAWFUL));
    await warned.promise;
    expect(await judged()).to.have.length(1);
    expect(warnings.filter((warning) => warning.includes('“Bestellen”'))).to.have.length(1);
  });

  it('reads a label in nested markup, and the alt of a picture', async () => {
    await ready(TAG('<span slot="label">Weiter <em>mit</em>\n <img alt="Klarna" src="data:,"></span>'));
    await warned.promise;
    expect(warnings[0]).to.contain('“Weiter mit Klarna”');
  });

  for (const [name, markup, country] of [
    ['where the words are lawful', TAG('<span slot="label">Jetzt kaufen</span>'), 'DE'],
    ['where the page has no words of its own', TAG(''), 'DE'],
    ['where no law asks for other words', TAG(UNLAWFUL), 'US'],
    ['where the button orders nothing yet', TAG(UNLAWFUL, 'finalization="manual"'), 'DE'],
  ] as const) {
    it(`does not appear ${name}`, async () => {
      await ready(markup, country);
      expect(await judged()).to.deep.equal([]);
    });
  }

  it('does not appear before the country is known', async () => {
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    root.host.innerHTML = UNLAWFUL;
    root.innerHTML = `<slot name="label">${klarnaLabel('de')}</slot>`;
    const look = (purchase_country: string | undefined) =>
      warning.look(root, { language: 'de', purchase_country, isOrderButton: true });
    const warning = new LabelWarning();
    look(undefined);
    expect(await judged()).to.deep.equal([]);
    warned = Promise.withResolvers();
    look('AT');
    await warned.promise;
    expect(warnings.at(-1)).to.contain('§ 8 FAGG');
  });
});
