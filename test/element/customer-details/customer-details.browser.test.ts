import { expect } from 'chai';
import { readForm } from '../../../src/element/customer-details/customer-details.ts';

const formOf = (markup: string): HTMLFormElement => {
  const form = document.createElement('form');
  form.innerHTML = markup;
  return form;
};

describe('readForm', () => {
  it('reads a plain form into the billing address', () => {
    const form = formOf(`
      <input autocomplete="given-name" value="Ada"> <input autocomplete="family-name" value="Byron">
      <input autocomplete="email" value="ada@example.se"> <input autocomplete="tel" value="+46701740615">
      <input autocomplete="address-line1" value="Gatan 1"> <input autocomplete="address-line2" value="  ">
      <input autocomplete="postal-code" value="11122"> <input autocomplete="address-level2" value="Stockholm">
      <select autocomplete="country"><option value="se" selected>Sverige</option></select>
      <input autocomplete="bday" value="1990-01-02">`);
    expect(readForm(form)).to.deep.equal({
      billing_address: {
        given_name: 'Ada',
        family_name: 'Byron',
        email: 'ada@example.se',
        phone: '+46701740615',
        street_address: 'Gatan 1',
        postal_code: '11122',
        city: 'Stockholm',
        country: 'SE',
      },
      customer: { date_of_birth: '1990-01-02' },
    });
  });

  it('keeps billing and shipping apart, and copies only person and contact', () => {
    const form = formOf(`
      <input autocomplete="email" value="ada@example.se">
      <input autocomplete="section-a billing address-line1" value="Gatan 1">
      <input autocomplete="section-a billing address-line2" value="2 tr">
      <input autocomplete="shipping given-name" value="Bo">
      <input autocomplete="shipping address-line1" value="Vägen 2">`);
    expect(readForm(form)).to.deep.equal({
      billing_address: {
        given_name: 'Bo',
        email: 'ada@example.se',
        street_address: 'Gatan 1',
        street_address2: '2 tr',
      },
      shipping_address: { given_name: 'Bo', email: 'ada@example.se', street_address: 'Vägen 2' },
    });
  });

  it('bills to the delivery address if there is no other', () => {
    const form = formOf(
      `<input autocomplete="email" value="a@b.de"><input autocomplete="shipping postal-code" value="10115">`,
    );
    expect(readForm(form).billing_address).to.deep.equal({ email: 'a@b.de', postal_code: '10115' });
  });

  it('splits a full name and a street of several lines', () => {
    const form = formOf(
      '<input autocomplete="name" value="Ada King Byron"><textarea autocomplete="street-address">Gatan 1\n2 tr</textarea>',
    );
    expect(readForm(form).billing_address).to.deep.equal({
      given_name: 'Ada King',
      family_name: 'Byron',
      street_address: 'Gatan 1',
      street_address2: '2 tr',
    });
  });

  it('leaves out fields that a submit leaves out: disabled, unchecked, unknown', () => {
    const form = formOf(`
      <fieldset disabled><input autocomplete="shipping address-line1" value="no"></fieldset>
      <input type="radio" autocomplete="honorific-prefix" value="Herr">
      <input autocomplete="off" value="no"> <input autocomplete="cc-number" value="4111"> <input value="no">
      <input autocomplete="bday" value="tomorrow"> <input autocomplete="country" value="Atlantis">`);
    expect(readForm(form)).to.deep.equal({});
  });

  it('reads fields outside of the form element, and hidden inputs', () => {
    const room = document.createElement('div');
    room.innerHTML = `<form id="far"><input type="hidden" autocomplete="country" value="SE"></form>
      <input form="far" autocomplete="email" value="a@b.se"><input autocomplete="tel" value="not of the form">`;
    document.body.append(room);
    const form = room.querySelector('form') as HTMLFormElement;
    expect(readForm(form).billing_address).to.deep.equal({ country: 'SE', email: 'a@b.se' });
    room.remove();
  });

  it('reads custom elements that are controls of the form, by attribute or property', () => {
    customElements.define(
      'design-system-input',
      class extends HTMLElement {
        static formAssociated = true;
        value = ' a@b.se ';
        autocomplete = 'email';
      },
    );
    customElements.define(
      'design-system-rating',
      class extends HTMLElement {
        static formAssociated = true;
        value = 5;
      },
    );
    const form = formOf(`<design-system-input></design-system-input>
      <design-system-input autocomplete="billing address-level2"></design-system-input>
      <design-system-rating autocomplete="tel"></design-system-rating>`);
    expect(readForm(form).billing_address).to.deep.equal({ email: 'a@b.se', city: 'a@b.se' });
  });

  it('reads a title from radios, a middle name, a company, and three lines of address', () => {
    const form = formOf(`
      <input type="radio" name="t" autocomplete="honorific-prefix" value="Herr">
      <input type="radio" name="t" autocomplete="honorific-prefix" value="Frau" checked>
      <input autocomplete="given-name" value="Ada"><input autocomplete="additional-name" value="King">
      <input autocomplete="organization" value="Analytical Ltd"><input autocomplete="address-line1" value="Gatan 1">
      <input autocomplete="address-line2" value="2 tr"><input autocomplete="address-line3" value="c/o Babbage">`);
    expect(readForm(form, { purchase_country: 'DE' }).billing_address).to.deep.equal({
      title: 'Frau',
      given_name: 'Ada King',
      organization_name: 'Analytical Ltd',
      street_address: 'Gatan 1',
      street_address2: '2 tr, c/o Babbage',
    });
  });

  it('prefers separate names to a whole name', () => {
    const form = formOf(
      `<input autocomplete="name" value="Ada Byron"><input autocomplete="given-name" value="Augusta">`,
    );
    expect(readForm(form).billing_address).to.deep.equal({ given_name: 'Augusta', family_name: 'Byron' });
  });

  it('reads only the first of several sections for the same address', () => {
    const form = formOf(`
      <input autocomplete="section-home shipping address-line1" value="Gatan 1">
      <input autocomplete="section-office shipping address-line1" value="Vägen 2">
      <input autocomplete="section-office shipping address-line2" value="Plan 4">
      <input autocomplete="shipping postal-code" value="11122">`);
    expect(readForm(form).shipping_address).to.deep.equal({ street_address: 'Gatan 1', postal_code: '11122' });
  });

  it('reads the first field with a value, and no fax', () => {
    const form = formOf(`
      <input autocomplete="fax tel" value="08-111"><input autocomplete="home tel" value="">
      <input autocomplete="mobile tel webauthn" value="070-174"><input autocomplete="work tel" value="08-222">`);
    expect(readForm(form).billing_address).to.deep.equal({ phone: '070-174' });
  });

  it('does not give one person the title of another, nor one place the company of another', () => {
    const form = formOf(`
      <input autocomplete="honorific-prefix" value="Frau"><input autocomplete="name" value="Ada Byron">
      <input autocomplete="organization" value="Analytical Ltd"><input autocomplete="address-line1" value="Gatan 1">
      <input autocomplete="email" value="a@b.se">
      <input autocomplete="shipping name" value="Bo Ek"><input autocomplete="shipping address-line1" value="Vägen 2">`);
    expect(readForm(form, { purchase_country: 'DE' }).billing_address?.title).to.equal('Frau');
    expect(readForm(form, { purchase_country: 'DE' }).shipping_address).to.deep.equal({
      given_name: 'Bo',
      family_name: 'Ek',
      street_address: 'Vägen 2',
      email: 'a@b.se',
    });
  });

  it('finds the country in the visible text of a select, and by its name', () => {
    const city = '<input autocomplete="address-level2" value="Malmö">';
    const shown = formOf(`${city}<select autocomplete="country"><option value="18" selected>Sweden</option></select>`);
    expect(readForm(shown).billing_address).to.deep.equal({ city: 'Malmö', country: 'SE' });
    const named = formOf(
      `${city}<input autocomplete="country" value=""><span lang="fr"><input autocomplete="country-name" value="Suède"></span>`,
    );
    expect(readForm(named).billing_address).to.deep.equal({ city: 'Malmö', country: 'SE' });
  });

  it('reads date of birth and gender anywhere in the form', () => {
    const form = formOf(`<select autocomplete="bday-day"><option>2</option></select>
      <select autocomplete="bday-month"><option value="01">January</option></select>
      <input autocomplete="bday-year" value="1990">
      <select autocomplete="sex"><option value="F" selected>Woman</option></select>`);
    expect(readForm(form)).to.deep.equal({ customer: { date_of_birth: '1990-01-02', gender: 'female' } });
    expect(readForm(formOf('<input autocomplete="sex" value="none of your business">'))).to.deep.equal({});
  });

  describe('with a formatter for phone numbers', () => {
    const asked: (string | undefined)[][] = [];
    const toE164 = (number: string, country: string | undefined) => {
      asked.push([number, country]);
      return number === 'nonsense' ? undefined : `+${number}`;
    };

    beforeEach(() => {
      asked.length = 0;
    });

    it('formats a number by the country of its address', () => {
      const form = formOf(
        '<input autocomplete="tel" value="070"><select autocomplete="country"><option>SE</option></select>',
      );
      expect(readForm(form, { toE164, purchase_country: 'DE' }).billing_address?.phone).to.equal('+070');
      expect(asked).to.deep.equal([['070', 'SE']]);
    });

    it('formats a number by the country of the other address, then of the session', () => {
      const form = formOf('<input autocomplete="tel" value="070"><input autocomplete="shipping country" value="SE">');
      readForm(form, { toE164, purchase_country: 'DE' });
      readForm(formOf('<input autocomplete="tel" value="070">'), { toE164, purchase_country: 'DE' });
      expect(asked).to.deep.equal([
        ['070', 'SE'],
        ['070', 'DE'],
      ]);
    });

    it('formats a number before it is copied to an address in another country', () => {
      const form = formOf(`
        <input autocomplete="tel" value="070"><input autocomplete="country" value="SE">
        <input autocomplete="shipping city" value="Oslo"><input autocomplete="shipping country" value="NO">`);
      expect(readForm(form, { toE164 }).shipping_address?.phone).to.equal('+070');
      expect(asked).to.deep.equal([['070', 'SE']]);
    });

    it('sends a number as typed if it cannot be formatted', () => {
      const form = formOf('<input autocomplete="tel" value="nonsense">');
      expect(readForm(form, { toE164 }).billing_address?.phone).to.equal('nonsense');
    });
  });
});
