import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toE164 } from '../../../src/element/customer-details/fields/phone.ts';
import { MARKETS } from '../../../src/klarna/markets.ts';

/** A number as people in the country write it, and in E.164. Made up, or reserved for films. */
const WRITTEN: Readonly<Record<string, readonly [string, string]>> = {
  AT: ['0676 2600000', '+436762600000'],
  AU: ['(03) 7010 1234', '+61370101234'],
  BE: ['0470 12 34 56', '+32470123456'],
  CA: ['(604) 555-0199', '+16045550199'],
  CH: ['078 123 45 67', '+41781234567'],
  CZ: ['601 123 456', '+420601123456'],
  DE: ['0171/1234567', '+491711234567'],
  DK: ['20 12 34 56', '+4520123456'],
  ES: ['612 34 56 78', '+34612345678'],
  FI: ['041 2345678', '+358412345678'],
  FR: ['06.12.34.56.78', '+33612345678'],
  GB: ['07700 900123', '+447700900123'],
  GR: ['691 234 5678', '+306912345678'],
  HU: ['06 20 123 4567', '+36201234567'],
  IE: ['085 012 3456', '+353850123456'],
  // Only Italian numbers keep their zero.
  IT: ['06 1234 5678', '+390612345678'],
  MX: ['222 123 4567', '+522221234567'],
  NL: ['06-12345678', '+31612345678'],
  NO: ['406 12 345', '+4740612345'],
  NZ: ['021 123 4567', '+64211234567'],
  PL: ['512 345 678', '+48512345678'],
  PT: ['912 345 678', '+351912345678'],
  RO: ['0712 034 567', '+40712034567'],
  SE: ['070-174 06 15', '+46701740615'],
  SK: ['0912 123 456', '+421912123456'],
  US: ['(212) 555-0100', '+12125550100'],
};

describe('a phone number in E.164', () => {
  it('is tested for every market of Klarna Payments', () =>
    assert.deepEqual(
      Object.keys(WRITTEN),
      MARKETS.map(({ country }) => country),
    ));

  for (const [country, [written, number]] of Object.entries(WRITTEN)) {
    it(`is found for ${written} in ${country}`, () => assert.equal(toE164(written, country), number));
  }

  it('is found with a country code, in any of its forms, wherever the shopper lives', () => {
    for (const written of ['+46 (0)70-174 06 15', '+46 070-174 06 15', '+46 70 174 06 15', '0046701740615']) {
      assert.equal(toE164(written, 'DE'), '+46701740615', written);
    }
    assert.equal(toE164('+90 532 123 45 67', 'SE'), '+905321234567', 'where Klarna is not sold');
  });

  it('is found for a country in lower case', () => assert.equal(toE164('0701740615', 'se'), '+46701740615'));

  it('is undefined without a known country, and for a text that is no number', () => {
    for (const [written, country] of [
      ['070-174 06 15', undefined],
      ['070-174 06 15', 'XX'],
      ['070-174 06 15', ''],
      ['12', 'SE'],
      ['hello', 'SE'],
      ['', 'SE'],
      ['070-174 06 15 or 08-123 456', 'SE'],
      ['555-0100', 'US'],
    ] as const) {
      assert.equal(toE164(written, country), undefined, `${written} ${country}`);
    }
  });

  it('has the form of E.164 or is undefined, whatever is typed', () => {
    const country = fc.constantFrom(...MARKETS.map(({ country }) => country), 'XX', undefined);
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^(\+|00|0|)[1-9][0-9 ()/.-]{6,14}$/));
    let found = 0;
    fc.assert(
      fc.property(typed, country, (written, country) => {
        const number = toE164(written, country);
        if (number === undefined) return;
        found += 1;
        assert.match(number, /^\+[1-9]\d{4,16}$/);
      }),
      { numRuns: 2000 },
    );
    assert.ok(found > 0, 'some of them were numbers');
  });
});
