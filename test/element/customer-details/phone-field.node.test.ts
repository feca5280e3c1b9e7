import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPhone } from '../../../src/element/customer-details/fields/phone-field.ts';

const read = (fields: Record<string, string>) => readPhone(new Map(Object.entries(fields)))?.number;

describe('a phone number', () => {
  it('is read as it was typed', () => assert.equal(read({ tel: '070-174 06 15' }), '070-174 06 15'));

  it('is read from the whole field rather than from its parts', () =>
    assert.equal(read({ tel: '+46701740615', 'tel-national': '1', 'tel-country-code': '+47' }), '+46701740615'));

  for (const code of ['+46', '0046', '46', 'Sweden (+46)']) {
    it(`is joined with the dialling code: ${code}`, () =>
      assert.equal(read({ 'tel-country-code': code, 'tel-national': '70 174 06 15' }), '+46 70 174 06 15'));
  }

  it('is joined from area code and local part', () => {
    assert.equal(read({ 'tel-area-code': '030', 'tel-local': '1234567' }), '030 1234567');
    assert.equal(
      read({
        'tel-country-code': '+1',
        'tel-area-code': '212',
        'tel-local-prefix': '555',
        'tel-local-suffix': '0100',
      }),
      '+1 212 555 0100',
    );
  });

  it('keeps its own country, whatever dialling code is chosen', () =>
    assert.equal(read({ 'tel-country-code': '+46', 'tel-national': '+47 40123456' }), '+47 40123456'));

  it('gets the dialling code in front also if the other field holds the whole number', () =>
    assert.equal(read({ 'tel-country-code': '+43', tel: '0664 1234567' }), '+43 0664 1234567'));

  it('gets the visible dialling code of a select rather than the country of its value', () => {
    const fields = new Map([['tel-national', '0664 1234567']]);
    assert.deepEqual(readPhone(fields, ['AT', 'Österreich (+43)']), { number: '+43 0664 1234567' });
    assert.deepEqual(readPhone(fields, ['AT', 'Österreich']), { number: '0664 1234567', country: 'AT' });
    assert.deepEqual(readPhone(fields, ['14', 'Austria +43']), { number: '+43 0664 1234567' });
  });

  it('is undefined if only a country or an area code is known', () => {
    assert.equal(read({ 'tel-country-code': '+46' }), undefined);
    assert.equal(read({ 'tel-country-code': '+46', 'tel-area-code': '08' }), undefined);
    assert.equal(read({}), undefined);
  });
});
