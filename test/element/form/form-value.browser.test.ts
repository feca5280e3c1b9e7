import { expect } from 'chai';
import { readFields } from '../../../src/element/customer-details/autocomplete-fields.ts';
import { readForm } from '../../../src/element/customer-details/customer-details.ts';
import { findControls } from '../../../src/element/customer-details/field-paths.ts';
import { createRandom } from '../../support/random.ts';

/** Every token of HTML that a checkout may have, and some unknown ones. */
const TOKENS =
  `name honorific-prefix given-name additional-name family-name honorific-suffix nickname organization-title
  organization street-address address-line1 address-line2 address-line3 address-level4 address-level3 address-level2
  address-level1 country country-name postal-code cc-number language bday bday-day bday-month bday-year sex url tel
  tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email impp on off
  one-time-code made-up`.split(/\s+/) as [string, ...string[]];

const BEFORE = [
  '',
  '',
  'shipping',
  'billing',
  'section-a',
  'section-b shipping',
  'home',
  'fax',
  'SHIPPING  mobile',
] as const;
const VALUES = [
  '',
  '  ',
  'Ada',
  'Ada King',
  'SE',
  'Sweden',
  '1990-02-03',
  '2',
  '1990',
  'female',
  '070-1740615',
  'a, b\nc',
] as const;

describe('the details that are read from a form', () => {
  it('have no empty part, and the field of each part is found again', async () => {
    const seed = Date.now();
    const random = createRandom(seed);
    let parts = 0;
    for (let run = 0; run < 500; run += 1) {
      // Lets the page answer the test runner on a slow machine.
      if (run % 50 === 0) await new Promise((resolve) => setTimeout(resolve));
      const form = document.createElement('form');
      for (let count = random.integer(1, 12); count > 0; count -= 1) {
        const field = document.createElement(random.chance(0.5) ? 'textarea' : 'input');
        field.setAttribute('autocomplete', `${random.pick(BEFORE)} ${random.pick(TOKENS)}`);
        field.value = random.pick(VALUES);
        form.append(field);
      }
      const fields = readFields(form);
      const what = `seed ${seed}: ${form.innerHTML} ${JSON.stringify(fields.map(({ value }) => value))}`;
      const details = readForm(form, { purchase_country: 'DE', toE164: () => undefined });
      for (const [parent, values] of Object.entries(details)) {
        expect(Object.keys(values), what).not.to.deep.equal([]);
        for (const [name, value] of Object.entries(values)) {
          parts += 1;
          expect(value, what).to.be.a('string').and.not.to.equal('');
          expect(findControls(fields, `${parent}.${name}`).length, `${parent}.${name}, ${what}`).to.be.above(0);
        }
      }
    }
    expect(parts).to.be.above(500);
  });
});
