import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMarket, MARKETS } from '../../src/klarna/markets.ts';

describe('the markets', () => {
  it('the markets are 26 countries, each once', () => {
    assert.equal(MARKETS.length, 26);
    assert.equal(new Set(MARKETS.map(({ country }) => country)).size, 26);
  });

  it('each market has locales of its own country, and a currency that the platform knows', () => {
    for (const { country, currency, locales } of MARKETS) {
      for (const locale of locales) assert.equal(new Intl.Locale(locale).region, country);
      assert.ok(Intl.supportedValuesOf('currency').includes(currency), currency);
    }
  });

  it('findMarket finds a market in any case, and none for a country without Klarna', () => {
    assert.equal(findMarket('se')?.currency, 'SEK');
    assert.equal(findMarket('XX'), undefined);
  });

  it('only markets in the EU, the EEA and Great Britain require words on the order button', () => {
    const free = MARKETS.filter(({ order_button_law }) => !order_button_law).map(({ country }) => country);
    assert.deepEqual(free, ['AU', 'CA', 'CH', 'MX', 'NZ', 'US']);
  });
});
