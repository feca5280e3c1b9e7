/** The texts that a shopper reads, by the page's language and the session's country. */
import { expect } from 'chai';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { button, find, radios, Stage, statusIs, TAG, text } from '../../support/stage.ts';

/** The texts have loaded, so the next update draws in this language. */
const speaks = (element: KlarnaCheckoutButton, lang: string): Promise<void> =>
  new Promise((resolve) => {
    const base = find(element, '[part="base"]');
    const look = () => {
      if (base.lang !== lang) return;
      observer.disconnect();
      resolve(element.updateComplete.then(() => undefined));
    };
    const observer = new MutationObserver(look);
    observer.observe(base, { attributeFilter: ['lang'] });
    look();
  });

describe('the language of <klarna-checkout-button>', function () {
  // A language is a file, which a busy machine serves slowly.
  this.timeout(20_000);
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  it('is the page’s, from the first text on', async () => {
    stage.room.lang = 'sv-SE';
    const element = stage.mount();
    await element.updateComplete;
    // English would appear here for a moment.
    expect(text(element, '[part="messages"]')).to.equal('');
    expect(text(element, 'button')).to.equal('Beställning förenad med betalningsskyldighet');
    await speaks(element, 'sv');
    expect(text(element, '[part="status"]')).to.equal('Klarna laddas…');
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    (await stage.endpoint.next()).answer(sessionAnswer('pay_now', 'pay_later'));
    await statusIs(element, 'ready');
    expect(text(element, 'legend')).to.equal('Betala med Klarna');
    expect(text(element, '[part="ribbon"]')).to.equal('Testläge: inga pengar dras');
  });

  it('moves nothing when its texts load', async () => {
    stage.room.lang = 'fi';
    const element = stage.mount();
    await element.updateComplete;
    const before = element.getBoundingClientRect().height;
    expect(text(element, '[part="messages"]')).to.equal('');
    await speaks(element, 'fi');
    expect(text(element, '[part="messages"]')).to.equal('Ladataan Klarnaa…');
    expect(element.getBoundingClientRect().height).to.equal(before);
  });

  it('is that of the attribute `locale` rather than the page’s', async () => {
    stage.room.lang = 'sv';
    const element = await stage.ready(
      '<klarna-checkout-button endpoint="/klarna" locale="fi-FI"></klarna-checkout-button>',
    );
    await speaks(element, 'fi');
    expect(stage.endpoint.calls[0]?.body).to.deep.equal({ locale: 'fi-FI' });
    expect(text(element, 'button')).to.equal('Tilaukseen liittyy maksuvelvollisuus');
  });

  for (const [lang, body] of [
    ['en_US', { locale: 'en-US' }],
    ['{{lang}}', {}],
  ] as const) {
    it(`makes the session request ${JSON.stringify(body)} if a template has left ${lang}`, async () => {
      stage.room.lang = lang;
      stage.mount();
      expect((await stage.endpoint.next()).body).to.deep.equal(body);
    });
  }

  it('is the session’s if the element does not speak the page’s', async () => {
    stage.room.lang = 'ja';
    const element = stage.mount();
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), locale: 'pl-PL', purchase_country: 'PL' });
    await speaks(element, 'pl');
    expect(text(element, 'button')).to.equal('Zamówienie z obowiązkiem zapłaty');
  });

  it('stays the session’s when the session is gone', async () => {
    stage.room.lang = 'ja';
    const element = stage.mount();
    stage.klarna.onLoad = (call) => call.answer({ show_form: false });
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), locale: 'pl-PL', purchase_country: 'PL' });
    await statusIs(element, 'unavailable');
    await speaks(element, 'pl');
    expect(text(element, '[part="alert"]')).to.contain('Wybierz inny sposób płatności');
  });

  it('follows the page when its language changes, and asks Klarna for it too', async () => {
    const element = await stage.ready();
    stage.room.lang = 'da-DK';
    const call = await stage.endpoint.next();
    expect(call.body).to.deep.equal({ locale: 'da-DK' });
    await speaks(element, 'da');
    call.answer(sessionAnswer('pay_now'));
    await statusIs(element, 'ready');
    expect(text(element, 'legend')).to.equal('Betal med Klarna');
  });

  it('changes without a new session if the page has opened the session itself', async () => {
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = stage.mount('<klarna-checkout-button></klarna-checkout-button>');
    element.session = { ...sessionAnswer('klarna'), intent: 'buy' };
    await statusIs(element, 'ready');
    stage.room.lang = 'nl';
    await speaks(element, 'nl');
    expect(stage.klarna.loads.length).to.equal(1);
  });

  it('does not ask for another session when the language that counts stays the same', async () => {
    const element = await stage.ready('<klarna-checkout-button endpoint="/klarna" lang="de"></klarna-checkout-button>');
    await speaks(element, 'de');
    stage.room.lang = 'sv';
    element.locale = 'de';
    await element.updateComplete;
    expect(stage.endpoint.calls.length).to.equal(1);
  });

  it('is found outside of the element’s shadow root', async () => {
    stage.room.lang = 'cs';
    const host = document.createElement('div');
    stage.room.append(host);
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = TAG;
    const element = root.querySelector('klarna-checkout-button');
    if (!element) throw new Error('no element in the shadow root');
    expect((await stage.endpoint.next()).body).to.deep.equal({ locale: 'cs' });
    await speaks(element, 'cs');
  });

  it('applies to the names of the fields that Klarna refuses', async () => {
    stage.room.lang = 'de';
    const element = await stage.ready(TAG, 'klarna');
    await speaks(element, 'de');
    button(element).click();
    const invalid_fields = ['billing_address.postal_code', 'billing_address.email', 'billing_address.new_field'];
    stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true, error: { invalid_fields } });
    await statusIs(element, 'ready');
    expect(text(element, '[part="alert"]')).to.contain('Bitte prüfen Sie: Postleitzahl, E-Mail-Adresse, new field.');
  });

  it('is the session’s for Klarna’s names, so that a screen reader pronounces them', async () => {
    stage.room.lang = 'sv';
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    const element = stage.mount();
    (await stage.endpoint.next()).answer({ ...sessionAnswer('klarna'), locale: 'en-SE' });
    await statusIs(element, 'ready');
    expect(find(element, '[part="name"] [lang]').lang).to.equal('en-SE');
  });

  for (const [purchase_country, label] of [
    ['SE', 'Beställning förenad med betalningsskyldighet'],
    ['US', 'Lägg beställningen nu'],
  ] as const) {
    it(`follows the law in ${purchase_country} when only the order is missing`, async () => {
      stage.room.lang = 'sv';
      const element = stage.mount();
      const session = { ...sessionAnswer('klarna'), purchase_country, authorization_token: 'token-1' };
      (await stage.endpoint.next()).answer(session);
      await statusIs(element, 'failed');
      await speaks(element, 'sv');
      expect(text(element, 'button')).to.equal(label);
    });
  }
});

describe('<klarna-checkout-button> on a page that is read from right to left', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.room.dir = 'rtl';
    stage.room.style.inlineSize = '480px';
  });

  afterEach(() => stage.clear());

  const box = (element: Element) => element.getBoundingClientRect();

  it('starts every line on the right', async () => {
    const element = await stage.ready();
    const [radio] = radios(element);
    if (!radio) throw new Error('no radio');
    const name = find(element, '[part="name"]');
    const badge = find(element, '[part="badge"]');
    expect(box(radio).left).to.be.at.least(box(name).right);
    expect(box(name).left).to.be.at.least(box(badge).right);
  });

  it('keeps the ribbon at the end of the line and inside the box', async () => {
    const element = await stage.ready();
    const [ribbon, methods] = ['[part="ribbon"]', '[part="methods"]'].map((part) => box(find(element, part)));
    expect(ribbon?.left).to.be.closeTo((methods?.left ?? 0) + 15, 2);
  });

  it('keeps the full stop of an English sentence at its end, and the sentence on the right', async () => {
    const element = await stage.ready(TAG, 'klarna');
    button(element).click();
    const invalid_fields = ['postal_code', 'email', 'date_of_birth', 'family_name'].map(
      (name) => `billing_address.${name}`,
    );
    stage.klarna.authorizations[0]?.answer({ approved: false, show_form: true, error: { invalid_fields } });
    await statusIs(element, 'ready');
    const alert = find(element, '[part="alert"]');
    const node = alert.querySelector('bdi')?.firstChild?.nextSibling;
    if (!(node instanceof Text)) throw new Error('no text');
    const end = node.length;
    const rect = (from: number, to: number) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      return range.getBoundingClientRect();
    };
    // The last character is to the right of the one before it, as in English.
    expect(rect(end - 1, end).left).to.be.at.least(rect(end - 2, end - 1).right - 1);
    // The last line is short and starts on the right, as the page's lines do.
    const room = alert.querySelector('span')?.getBoundingClientRect();
    expect(rect(end - 1, end).right).to.be.closeTo(room?.right ?? 0, 2);
    expect(rect(end - 1, end).bottom).to.be.above(rect(0, 1).bottom + 5);
  });
});
