import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMarket, MARKETS } from '../../src/klarna/markets.ts';

describe('the markets', () => {
  it('are 26 countries, each once', () => {
    assert.equal(MARKETS.length, 26);
    assert.equal(new Set(MARKETS.map(({ country }) => country)).size, 26);
  });

  it('have locales of their own country, and a currency that the platform knows', () => {
    for (const { country, currency, locales } of MARKETS) {
      for (const locale of locales) assert.equal(new Intl.Locale(locale).region, country);
      assert.ok(Intl.supportedValuesOf('currency').includes(currency), currency);
    }
  });

  it('are found in any case, and not where Klarna is not sold', () => {
    assert.equal(findMarket('se')?.currency, 'SEK');
    assert.equal(findMarket('XX'), undefined);
  });

  it('ask for words on the order button in the EU, the EEA and Great Britain only', () => {
    const free = MARKETS.filter(({ order_button_law }) => !order_button_law).map(({ country }) => country);
    assert.deepEqual(free, ['AU', 'CA', 'CH', 'MX', 'NZ', 'US']);
  });
});
