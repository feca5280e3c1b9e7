import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCountry } from '../../../src/element/customer-details/fields/country.ts';

describe('a country', () => {
  it('is known by its code, in any case', () => {
    assert.equal(readCountry(['se'], undefined), 'SE');
    assert.equal(readCountry(['BR'], undefined), 'BR', 'Klarna may not sell there: that is Klarna’s to say');
  });

  it('is known by codes that are not ISO 3166, such as UK', () => {
    assert.equal(readCountry(['UK'], undefined), 'GB');
    assert.equal(readCountry(['el'], undefined), 'GR');
  });

  it('is known by its name, in the language of the page, in its own, and in English', () => {
    assert.equal(readCountry(['Suède'], 'fr'), 'SE');
    assert.equal(readCountry(['Sverige'], 'fr'), 'SE');
    assert.equal(readCountry([' sweden '], 'fr'), 'SE');
    assert.equal(readCountry(['Österreich'], undefined), 'AT');
    assert.equal(readCountry(['Schweiz'], undefined), 'CH');
    assert.equal(readCountry(['Suisse'], undefined), 'CH');
    assert.equal(readCountry(['United States'], undefined), 'US');
  });

  it('is known by the visible text of a select, if the value says nothing', () => {
    assert.equal(readCountry(['18', 'Sweden'], 'en'), 'SE');
    assert.equal(readCountry(['DE', 'Deutschland'], 'de'), 'DE');
  });

  it('is unknown rather than wrong', () => {
    for (const texts of [['Atlantis'], [''], ['', ''], ['Choose…'], ['SWE'], []]) {
      assert.equal(readCountry(texts, 'en'), undefined, JSON.stringify(texts));
    }
  });

  it('is found although the page’s `lang` is invalid', () => {
    assert.equal(readCountry(['Sweden'], 'not a language'), 'SE');
  });
});
