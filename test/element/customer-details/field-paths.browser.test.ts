import { expect } from 'chai';
import { readFields } from '../../../src/element/customer-details/autocomplete-fields.ts';
import { findControls } from '../../../src/element/customer-details/field-paths.ts';

const formOf = (markup: string): HTMLFormElement => {
  const form = document.createElement('form');
  form.innerHTML = markup;
  return form;
};

describe('findControls', () => {
  const form = formOf(`
    <input id="a" autocomplete="billing postal-code"><input id="b" autocomplete="shipping postal-code">
    <input id="c" autocomplete="name"><input id="d" autocomplete="bday"><input id="e" autocomplete="country">`);
  const ids = (path: string) => findControls(readFields(form), path).map(({ id }) => id);

  it('finds the field of the right address', () => {
    expect(ids('billing_address.postal_code')).to.deep.equal(['a']);
    expect(ids('shipping_address.postal_code')).to.deep.equal(['b']);
  });

  it('finds one field for several paths, and a field of the other address', () => {
    expect(ids('shipping_address.given_name')).to.deep.equal(['c']);
    expect(ids('customer.date_of_birth')).to.deep.equal(['d']);
    expect(ids('billing_address.country')).to.deep.equal(['e']);
  });

  it('finds all fields of a split detail, and the alternative that the form has', () => {
    const parts = formOf(`<input id="day" autocomplete="bday-day"><input id="month" autocomplete="bday-month">
      <input id="national" autocomplete="tel-national"><input id="code" autocomplete="tel-country-code">
      <input id="given" autocomplete="given-name"><input id="name" autocomplete="name">`);
    const found = (path: string) => findControls(readFields(parts), path).map(({ id }) => id);
    expect(found('customer.date_of_birth')).to.deep.equal(['day', 'month']);
    expect(found('billing_address.phone')).to.deep.equal(['national']);
    expect(found('billing_address.given_name')).to.deep.equal(['given']);
    expect(found('billing_address.family_name')).to.deep.equal(['name']);
  });

  it('finds nothing for an unknown path', () => {
    expect(ids('billing_address.shoe_size')).to.deep.equal([]);
    expect(ids('')).to.deep.equal([]);
    expect(ids('constructor.toString')).to.deep.equal([]);
  });

  it('finds nothing for a detail that the form does not ask for', () => {
    expect(ids('billing_address.region')).to.deep.equal([]);
  });
});
