import { expect } from 'chai';
import type { ToE164 } from '../../src/element/form-phone.ts';
import { PhoneNumbers } from '../../src/element/phone-numbers.ts';
import { button, Stage } from '../support/stage.ts';

const formOf = (markup: string): HTMLFormElement => {
  const form = document.createElement('form');
  form.innerHTML = markup;
  return form;
};

const WITH_TEL = formOf('<input autocomplete="shipping tel-national">');

describe('what knows phone numbers', () => {
  const toE164: ToE164 = (number) => number;
  let loads: PromiseWithResolvers<ToE164>[];
  let works: (() => void)[];
  let numbers: PhoneNumbers;

  beforeEach(() => {
    loads = [];
    works = [];
    const load = () => {
      const asked = Promise.withResolvers<ToE164>();
      loads.push(asked);
      return asked.promise;
    };
    numbers = new PhoneNumbers(load, (work) => works.push(work));
  });

  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('is not fetched for a form that asks for no number', () => {
    numbers.prepare(formOf('<input autocomplete="email"><input type="tel" autocomplete="off">'));
    expect(works).to.deep.equal([]);
  });

  it('is fetched once, when there is time, and is at hand from then on', async () => {
    numbers.prepare(WITH_TEL);
    numbers.prepare(WITH_TEL);
    expect(loads).to.deep.equal([]);
    for (const work of works) work();
    expect(loads.length).to.equal(1);
    expect(numbers.toE164).to.equal(undefined);
    loads[0]?.resolve(toE164);
    await settled();
    expect(numbers.toE164).to.equal(toE164);
    numbers.prepare(WITH_TEL);
    expect(works.length).to.equal(1);
  });

  it('is asked for again when it did not come, and is missed in the console once', async () => {
    const warnings: unknown[] = [];
    const real = console.warn;
    console.warn = (...words: unknown[]) => warnings.push(words[0]);
    for (const attempt of [0, 1]) {
      numbers.prepare(WITH_TEL);
      works[attempt]?.();
      loads[attempt]?.reject(new TypeError('Failed to fetch dynamically imported module'));
      await settled();
      expect(numbers.toE164).to.equal(undefined);
    }
    console.warn = real;
    expect(loads.length).to.equal(2);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('phone.js');
  });
});

describe('<klarna-checkout-button> and a phone number', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => stage.clear());

  const form = `<form><input autocomplete="tel" value="0171 1234567">
    <klarna-checkout-button endpoint="/klarna"></klarna-checkout-button></form>`;
  const phone = () => stage.klarna.authorizations.at(-1)?.data.billing_address?.phone;

  it('sends it in E.164, by the country of the purchase, once that is at hand', async () => {
    const element = await stage.ready(form, 'klarna');
    // Klarna’s answer gives the button back, so it can be pressed until the library has come.
    while (phone() !== '+491711234567') {
      button(element).click();
      expect(phone()).to.be.oneOf(['0171 1234567', '+491711234567']);
      stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true });
      await new Promise((resolve) => setTimeout(resolve));
    }
  });

  it('sends it as it was typed where the shopper is faster, and waits for nothing', async () => {
    const element = await stage.ready(form, 'klarna');
    button(element).click();
    expect(phone()).to.equal('0171 1234567');
  });
});
