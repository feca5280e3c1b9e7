import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBirth } from '../../../src/element/customer-details/fields/date-of-birth.ts';

const read = (fields: Record<string, string>) => readBirth(new Map(Object.entries(fields)));

describe('a date of birth', () => {
  it('is read from one field', () => assert.equal(read({ bday: '1990-01-02' }), '1990-01-02'));

  it('is joined from three fields', () => {
    assert.equal(read({ 'bday-year': '1990', 'bday-month': '1', 'bday-day': '2' }), '1990-01-02');
    assert.equal(read({ 'bday-year': '1990', 'bday-month': '12', 'bday-day': '31' }), '1990-12-31');
  });

  it('is left out while a part is missing', () =>
    assert.equal(read({ 'bday-year': '1990', 'bday-day': '2' }), undefined));

  for (const bday of ['tomorrow', '02.01.1990', '1990-02-30', '1990-13-01', '90-01-02', '']) {
    it(`is left out if it is invalid: "${bday}"`, () => assert.equal(read({ bday }), undefined));
  }

  it('may be the 29th of February only in leap years', () => {
    assert.equal(read({ bday: '2000-02-29' }), '2000-02-29');
    assert.equal(read({ bday: '1900-02-29' }), undefined);
  });
});
