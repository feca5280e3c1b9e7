import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findInvalidFields } from '../../../src/simulator/checks/address-standards.ts';

/** A valid postal code per market, as Klarna's test people write it, with blanks. */
const CODES = {
  AT: '1060',
  AU: '4877',
  BE: '1000',
  CA: 'V7H 1L9',
  CH: '4051',
  CZ: '155 00',
  DE: '10178',
  DK: '1556',
  ES: '28012',
  FI: '00100',
  FR: '75009',
  GB: 'W1S 3BE',
  GR: '151 23',
  HU: '1083',
  IE: 'D02 C838',
  IT: '00146',
  MX: '03000',
  NL: '1068 SR',
  NO: '0194',
  NZ: '6011',
  PL: '01-460',
  PT: '1990-094',
  RO: '061357',
  SE: '11 148',
  SK: '810 06',
  US: '10024-3941',
};

describe('Addresses at authorize', () => {
  for (const [country, postal_code] of Object.entries(CODES)) {
    it(`authorize takes ${postal_code} in ${country} and refuses a code that is too short`, () => {
      const address = { postal_code, region: 'NY', country };
      assert.deepEqual(findInvalidFields({ billing_address: address }, country), []);
      assert.deepEqual(findInvalidFields({ billing_address: { ...address, postal_code: '12' } }, country), [
        'billing_address.postal_code',
      ]);
    });
  }

  it('authorize accepts missing fields, except the region in the US and Australia', () => {
    assert.deepEqual(findInvalidFields({}, 'US'), []);
    assert.deepEqual(findInvalidFields({ billing_address: {} }, 'US'), []);
    assert.deepEqual(findInvalidFields({ billing_address: { city: 'Berlin', email: '' } }, 'DE'), []);
    for (const country of ['US', 'AU']) {
      assert.deepEqual(findInvalidFields({ shipping_address: { city: 'Perth' } }, country), [
        'shipping_address.region',
      ]);
    }
    assert.deepEqual(findInvalidFields({ billing_address: { city: 'Boston', region: 'Massachusetts' } }, 'US'), [
      'billing_address.region',
    ]);
  });

  it('authorize names every faulty field once, by its path', () => {
    const billing_address = { given_name: '7', family_name: 'X', email: 'a@b', phone: '12', country: 'JP' };
    const customer = { date_of_birth: '1970-02-31' };
    assert.deepEqual(findInvalidFields({ billing_address, customer }, 'DE').toSorted(), [
      'billing_address.country',
      'billing_address.email',
      'billing_address.family_name',
      'billing_address.given_name',
      'billing_address.phone',
      'customer.date_of_birth',
    ]);
  });
});
