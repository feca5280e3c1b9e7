import { expect } from 'chai';
import { findControls, readForm } from '../../src/element/form-details.ts';

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

  it('keeps billing and shipping apart, and lends person and contact only', () => {
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

  it('bills to the delivery address where there is no other', () => {
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

  it('leaves out what a submit would: disabled, unchecked, switched off, unknown', () => {
    const form = formOf(`
      <fieldset disabled><input autocomplete="shipping address-line1" value="no"></fieldset>
      <input type="radio" autocomplete="honorific-prefix" value="Herr">
      <input autocomplete="off" value="no"> <input autocomplete="cc-number" value="4111"> <input value="no">
      <input autocomplete="bday" value="tomorrow"> <input autocomplete="country" value="Sverige">`);
    expect(readForm(form)).to.deep.equal({});
  });
});

describe('findControls', () => {
  const form = formOf(`
    <input id="a" autocomplete="billing postal-code"><input id="b" autocomplete="shipping postal-code">
    <input id="c" autocomplete="name"><input id="d" autocomplete="bday"><input id="e" autocomplete="country">`);
  const ids = (path: string) => findControls(form, path).map(({ id }) => id);

  it('finds the field of the right address', () => {
    expect(ids('billing_address.postal_code')).to.deep.equal(['a']);
    expect(ids('shipping_address.postal_code')).to.deep.equal(['b']);
  });

  it('finds what one field holds for several paths, and what the other address lends', () => {
    expect(ids('shipping_address.given_name')).to.deep.equal(['c']);
    expect(ids('customer.date_of_birth')).to.deep.equal(['d']);
    expect(ids('billing_address.country')).to.deep.equal(['e']);
  });

  it('finds nothing for what the form does not ask', () => {
    expect(ids('billing_address.region')).to.deep.equal([]);
  });
});
