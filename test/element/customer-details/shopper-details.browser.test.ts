import { expect } from 'chai';
import type { KlarnaBeforeAuthorizeEvent } from '../../../src/checkout/events.ts';
import type { KlarnaCheckoutButton } from '../../../src/element/klarna-checkout-button.ts';
import { sessionAnswer } from '../../support/fake-endpoint.ts';
import { button, Stage, statusIs } from '../../support/stage.ts';

const TAG = '<klarna-checkout-button endpoint="/klarna"></klarna-checkout-button>';

describe('<klarna-checkout-button> and the details of the shopper', () => {
  let stage: Stage;
  let warnings: string[];
  let told: () => void;
  const realWarn = console.warn;

  beforeEach(() => {
    stage = new Stage();
    warnings = [];
    told = () => undefined;
    console.warn = (text: unknown) => {
      warnings.push(String(text));
      told();
    };
  });

  afterEach(async () => {
    console.warn = realWarn;
    await stage.clear();
  });

  const press = (element: KlarnaCheckoutButton) => {
    button(element).click();
    return stage.klarna.authorizations.at(-1)?.data;
  };
  const refuse = (element: KlarnaCheckoutButton, ...invalid_fields: string[]) => {
    const isBack = new Promise<void>((resolve) => {
      const look = () => {
        if (element.status !== 'ready') return;
        element.removeEventListener('klarna-status', look);
        resolve();
      };
      element.addEventListener('klarna-status', look);
    });
    stage.klarna.authorizations.at(-1)?.answer({ approved: false, show_form: true, error: { invalid_fields } });
    return isBack;
  };
  const warned = () =>
    new Promise<void>((resolve) => {
      if (warnings.length > 0) resolve();
      else told = resolve;
    });

  it('adds `details` to those of the form, or replaces them, and drops empty texts', async () => {
    const element = await stage.ready(
      `<form><input autocomplete="given-name" value="Ada"><input autocomplete="email" value="a@b.se">${TAG}</form>`,
      'klarna',
    );
    element.details = { billing_address: { email: 'c@d.se', phone: '', city: ' ' }, customer: { vat_id: 'SE1' } };
    expect(press(element)).to.deep.include({
      billing_address: { given_name: 'Ada', email: 'c@d.se' },
      customer: { vat_id: 'SE1' },
    });
  });

  it('drops empty texts of `customer`, and takes `details` beside it', async () => {
    const element = await stage.ready(TAG, 'klarna');
    element.customer = {
      billing_address: { email: 'a@b.se', region: '', title: '  ' },
      shipping_address: { city: '' },
    };
    element.details = { billing_address: { phone: '+46701740615' } };
    const data = press(element);
    expect(data?.billing_address).to.deep.equal({ email: 'a@b.se', phone: '+46701740615' });
    expect(data).not.to.have.property('shipping_address');
  });

  it('lets a listener of klarna-before-authorize change the details', async () => {
    const element = await stage.ready(TAG, 'klarna');
    const customer = { billing_address: { email: 'a@b.se' } };
    element.customer = customer;
    const listener = (event: KlarnaBeforeAuthorizeEvent) => {
      expect(event.customer).to.deep.equal(customer);
      event.customer.billing_address = { ...event.customer.billing_address, city: 'Lund', region: '' };
    };
    element.addEventListener('klarna-before-authorize', listener);
    expect(press(element)?.billing_address).to.deep.equal({ email: 'a@b.se', city: 'Lund' });
    expect(customer, 'the page’s own object').to.deep.equal({ billing_address: { email: 'a@b.se' } });
  });

  it('finalizes with the details that the listener has left', async () => {
    const element = await stage.ready(TAG, 'klarna');
    element.addEventListener('klarna-before-authorize', (event) => {
      event.customer = { billing_address: { city: 'Lund' } };
    });
    press(element);
    stage.klarna.authorizations.at(-1)?.answer({ approved: true, show_form: true, finalize_required: true });
    await new Promise<void>((resolve) => {
      const look = () => (stage.klarna.finalizations.length > 0 ? resolve() : requestAnimationFrame(look));
      look();
    });
    expect(stage.klarna.finalizations[0]?.data.billing_address).to.deep.equal({ city: 'Lund' });
  });

  it('unmarks the fields when it leaves the page without them', async () => {
    const element = await stage.ready(`<form><input autocomplete="email" value="a@b.se">${TAG}</form>`, 'klarna');
    press(element);
    await refuse(element, 'billing_address.email');
    const field = stage.room.querySelector('input') as HTMLInputElement;
    expect(field.validity.customError).to.equal(true);
    element.remove();
    await Promise.resolve();
    await Promise.resolve();
    expect(field.validity.valid).to.equal(true);
    expect(field.hasAttribute('aria-invalid')).to.equal(false);
  });

  it('reads fields with data-klarna outside of any form', async () => {
    const element = await stage.ready(`<input data-klarna="billing_address.email" value="a@b.se">${TAG}`, 'klarna');
    expect(press(element)?.billing_address).to.deep.equal({ email: 'a@b.se' });
  });

  it('marks a field with data-klarna outside of any form', async () => {
    const element = await stage.ready(`<input data-klarna="billing_address.email" value="a@b.se">${TAG}`, 'klarna');
    press(element);
    await refuse(element, 'billing_address.email');
    const field = element.parentElement?.querySelector('input') as HTMLInputElement;
    expect(field.getAttribute('aria-invalid')).to.equal('true');
  });

  it('warns once of two addresses that nothing separates', async () => {
    const streets = `<div><input autocomplete="address-line1" value="Storgatan 1"><input autocomplete="postal-code" value="1"></div>
      <div><input autocomplete="address-line1" value="Aurakatu 2"><input autocomplete="postal-code" value="2"></div>`;
    const element = await stage.ready(`<form>${streets}${TAG}</form>`, 'klarna');
    expect(press(element)?.billing_address).to.deep.equal({ street_address: 'Storgatan 1', postal_code: '1' });
    await warned();
    await refuse(element);
    press(element);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('two addresses').and.not.to.contain('Storgatan');
  });

  it('warns once at the press if it has neither a form nor `customer`', async () => {
    const element = await stage.ready(TAG, 'klarna');
    expect(warnings).to.deep.equal([]);
    press(element);
    await warned();
    await refuse(element);
    press(element);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('in no form').and.to.contain('customer');
  });

  it('does not warn without a form if a listener gives the details or `customer` is {}', async () => {
    const element = await stage.ready(TAG, 'klarna');
    element.addEventListener(
      'klarna-before-authorize',
      (event) => {
        event.customer = { billing_address: { email: 'a@b.se' } };
      },
      { once: true },
    );
    press(element);
    await refuse(element);
    element.customer = {};
    press(element);
    // The texts are in one file, so this warning would have appeared before another one.
    element.setAttribute('session', '[object Object]');
    press(element);
    await refuse(element);
    press(element);
    await warned();
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('"session"');
  });

  it('reads the form at the first press after the page has removed `customer`', async () => {
    const element = await stage.mount(`<form><input autocomplete="email" value="a@b.se">${TAG}</form>`);
    element.customer = { billing_address: { email: 'c@d.se' } };
    stage.klarna.onLoad = (call) => call.answer({ show_form: true });
    (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
    await statusIs(element, 'ready');
    element.customer = undefined;
    while (stage.klarna.authorizations.length === 0) {
      press(element);
      await new Promise(requestAnimationFrame);
    }
    expect(stage.klarna.authorizations[0]?.data.billing_address).to.deep.equal({ email: 'a@b.se' });
  });

  describe('in a form without tokens', () => {
    const form = `<form><input name="firstname" value="Ada"><input name="city" value="Lund"><input id="zip" value="1">${TAG}</form>`;

    it('sends nothing, and warns once with the lines to paste', async () => {
      const element = await stage.ready(form, 'klarna');
      expect(press(element)).not.to.have.property('billing_address');
      await warned();
      await refuse(element);
      press(element);
      expect(warnings.length).to.equal(1);
      expect(warnings[0]).to.contain(`document.querySelector('[name="firstname"]').autocomplete = 'given-name';`);
      expect(warnings[0]).to.contain(`document.querySelector('#zip').autocomplete = 'postal-code';`);
      expect(warnings[0]).to.contain('guess-fields').and.not.to.contain('Lund');
    });

    it('warns before the first press', async () => {
      await stage.ready(form, 'klarna');
      await warned();
      expect(warnings[0]).to.contain('Klarna is sent no details');
    });

    it('does not warn if the page gives the details itself, or has no text field', async () => {
      const element = await stage.ready(`<form><input type="radio" name="way" checked>${TAG}</form>`, 'klarna');
      press(element);
      const other = await stage.mount(form);
      other.customer = { billing_address: { email: 'a@b.se' } };
      stage.klarna.onLoad = (call) => call.answer({ show_form: true });
      (await stage.endpoint.next()).answer(sessionAnswer('klarna'));
      await statusIs(other, 'ready');
      press(other);
      expect(warnings).to.deep.equal([]);
    });

    it('reads names with the attribute guess-fields, from a file that loads before the press', async () => {
      const element = await stage.ready(form.replace('endpoint', 'guess-fields endpoint'), 'klarna');
      expect(press(element)?.billing_address).to.deep.equal({ given_name: 'Ada', city: 'Lund', postal_code: '1' });
      expect(warnings).to.deep.equal([]);
    });

    it('lists fields, and proposes tokens with debug, in explain() and in the panel', async () => {
      const element = await stage.ready(form.replace('endpoint', 'debug endpoint'), 'klarna');
      while (!element.explain().fields[0]?.proposal) await new Promise(requestAnimationFrame);
      expect(element.explain().fields[1]).to.deep.equal({
        field: 'city',
        details: [],
        left_out: 'has no autocomplete that names a detail',
        proposal: 'address-level2',
      });
      while (!element.shadowRoot?.querySelector('[part~="debug"]')?.textContent?.includes('address-level2')) {
        await new Promise(requestAnimationFrame);
      }
      expect(JSON.stringify(element.explain())).not.to.contain('Lund');
    });
  });

  it('sends the code of a state at the first press, because the button waits for `places.js`', async () => {
    const element = await stage.ready(
      `<form><input autocomplete="address-level2" value="Austin"><select autocomplete="country"><option value="1">United States</option></select>
        <select autocomplete="address-level1"><option value="57">Texas</option></select>${TAG}</form>`,
      'klarna',
    );
    expect(press(element)?.billing_address).to.deep.equal({
      city: 'Austin',
      country: 'US',
      region: 'TX',
    });
  });

  describe('after Klarna refused a field that the shopper has not changed', () => {
    const again = async (field: string, change: (field: HTMLElement) => void = () => undefined) => {
      const element = await stage.ready(`<form>${field}${TAG}</form>`, 'klarna');
      press(element);
      await refuse(element, 'billing_address.region', 'billing_address.city');
      const { length } = stage.klarna.authorizations;
      change(element.form?.elements[0] as HTMLElement);
      press(element);
      return stage.klarna.authorizations.length - length;
    };

    it('opens Klarna again if the field is a choice', async () => {
      expect(await again('<select autocomplete="address-level1"><option>Skåne</option></select>')).to.equal(1);
    });

    it('opens Klarna again if the page has hidden the field', async () => {
      const hide = (field: HTMLElement) => {
        field.hidden = true;
      };
      expect(await again('<input autocomplete="address-level2" value="x">', hide)).to.equal(1);
    });

    it('keeps Klarna closed if the field is a text', async () => {
      expect(await again('<input autocomplete="address-level2" value="x">')).to.equal(0);
    });
  });
});
