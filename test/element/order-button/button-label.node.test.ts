import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buttonLabel, lawfulLabel } from '../../../src/element/order-button/button-label.ts';
import { LANGUAGES, languageOf } from '../../../src/element/strings/load-strings.ts';
import { MARKETS } from '../../../src/klarna/markets.ts';

/** Copied from Klarna's list of locales and the statutes, and not computed. */
const EXPECTED: Record<string, Record<string, string>> = {
  AT: { 'de-AT': 'Zahlungspflichtig bestellen', 'en-AT': 'Order with obligation to pay' },
  AU: { 'en-AU': 'Continue with Klarna' },
  BE: {
    'nl-BE': 'Bestelling met betalingsverplichting',
    'fr-BE': 'Commande avec obligation de paiement',
    'en-BE': 'Order with obligation to pay',
  },
  CA: { 'en-CA': 'Continue with Klarna', 'fr-CA': 'Continuer avec Klarna' },
  CH: {
    'de-CH': 'Weiter mit Klarna',
    'fr-CH': 'Continuer avec Klarna',
    'it-CH': 'Continua con Klarna',
    'en-CH': 'Continue with Klarna',
  },
  CZ: { 'cs-CZ': 'Objednávka zavazující k platbě', 'en-CZ': 'Order with obligation to pay' },
  DE: { 'de-DE': 'Zahlungspflichtig bestellen', 'en-DE': 'Order with obligation to pay' },
  DK: { 'da-DK': 'Ordre med betalingsforpligtelse', 'en-DK': 'Order with obligation to pay' },
  ES: { 'es-ES': 'Pedido con obligación de pago', 'en-ES': 'Order with obligation to pay' },
  FI: {
    'fi-FI': 'Tilaukseen liittyy maksuvelvollisuus',
    'sv-FI': 'Beställning förenad med betalningsskyldighet',
    'en-FI': 'Order with obligation to pay',
  },
  FR: { 'fr-FR': 'Commande avec obligation de paiement', 'en-FR': 'Order with obligation to pay' },
  GB: { 'en-GB': 'Order with obligation to pay' },
  GR: { 'el-GR': 'Παραγγελία με υποχρέωση πληρωμής', 'en-GR': 'Order with obligation to pay' },
  HU: { 'hu-HU': 'Fizetési kötelezettséggel járó megrendelés', 'en-HU': 'Order with obligation to pay' },
  IE: { 'en-IE': 'Order with obligation to pay' },
  IT: { 'it-IT': 'Ordine con obbligo di pagare', 'en-IT': 'Order with obligation to pay' },
  MX: { 'en-MX': 'Continue with Klarna', 'es-MX': 'Continuar con Klarna' },
  NL: { 'nl-NL': 'Bestelling met betalingsverplichting', 'en-NL': 'Order with obligation to pay' },
  NO: { 'nb-NO': 'Bestilling med betalingsplikt', 'en-NO': 'Order with obligation to pay' },
  NZ: { 'en-NZ': 'Continue with Klarna' },
  PL: { 'pl-PL': 'Zamówienie z obowiązkiem zapłaty', 'en-PL': 'Order with obligation to pay' },
  PT: { 'pt-PT': 'Encomenda com obrigação de pagar', 'en-PT': 'Order with obligation to pay' },
  RO: { 'ro-RO': 'Comandă cu obligație de plată', 'en-RO': 'Order with obligation to pay' },
  SE: { 'sv-SE': 'Beställning förenad med betalningsskyldighet', 'en-SE': 'Order with obligation to pay' },
  SK: { 'sk-SK': 'Objednávka s povinnosťou platby', 'en-SK': 'Order with obligation to pay' },
  US: { 'en-US': 'Continue with Klarna', 'es-US': 'Continuar con Klarna' },
};

const spoken = (locale: string) => languageOf(locale) ?? assert.fail(`nobody speaks ${locale}`);

describe('the label of the button', () => {
  for (const [country, labels] of Object.entries(EXPECTED)) {
    it(`is right in ${country}`, () => {
      const seen = Object.keys(labels).map((locale) => [locale, buttonLabel(spoken(locale), country)]);
      assert.deepEqual(Object.fromEntries(seen), labels);
    });
  }

  it('is known for every locale of every market', () => {
    const listed = Object.entries(EXPECTED).map(([country, labels]) => [country, Object.keys(labels)]);
    assert.deepEqual(
      Object.fromEntries(listed),
      Object.fromEntries(MARKETS.map(({ country, locales }) => [country, locales])),
    );
  });

  it('follows the law of the country in every language', () => {
    assert.equal(buttonLabel('pl', 'DE'), 'Zamówienie z obowiązkiem zapłaty');
    assert.equal(buttonLabel('de', 'US'), 'Weiter mit Klarna');
    assert.equal(buttonLabel('sk', 'US'), 'Pokračovať s Klarnou');
  });

  it('is the law’s before the country is known, and in a country that is no market', () => {
    assert.equal(buttonLabel('en', undefined), 'Order with obligation to pay');
    assert.equal(buttonLabel('de', 'LI'), 'Zahlungspflichtig bestellen');
  });

  it('never names Klarna if the law requires the duty to pay and nothing else', () => {
    for (const language of LANGUAGES) assert.doesNotMatch(lawfulLabel(language), /klarna/i);
  });
});
