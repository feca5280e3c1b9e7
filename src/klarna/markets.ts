/**
 * The countries of Klarna Payments, with their currency, locales and API region.
 *
 * Klarna accepts only the local currency. The region belongs to the merchant's account; the one here is a default, inferred
 * from geography. Source: Klarna's data-requirements page, 2025.
 */
export type Region = 'eu' | 'na' | 'oc';

export interface Market {
  readonly country: string;
  readonly currency: string;
  /** The first is the country's default. */
  readonly locales: readonly string[];
  readonly region: Region;
  /** EU, EEA or GB: the law requires that the order button names the obligation to pay. */
  readonly order_button_law: boolean;
}

const market = (
  country: string,
  currency: string,
  locales: string,
  region: Region = 'eu',
  order_button_law = region === 'eu',
): Market => ({ country, currency, locales: locales.split(' '), region, order_button_law });

export const MARKETS: readonly Market[] = [
  market('AT', 'EUR', 'de-AT en-AT'),
  market('AU', 'AUD', 'en-AU', 'oc'),
  market('BE', 'EUR', 'nl-BE fr-BE en-BE'),
  market('CA', 'CAD', 'en-CA fr-CA', 'na'),
  market('CH', 'CHF', 'de-CH fr-CH it-CH en-CH', 'eu', false),
  market('CZ', 'CZK', 'cs-CZ en-CZ'),
  market('DE', 'EUR', 'de-DE en-DE'),
  market('DK', 'DKK', 'da-DK en-DK'),
  market('ES', 'EUR', 'es-ES en-ES'),
  market('FI', 'EUR', 'fi-FI sv-FI en-FI'),
  market('FR', 'EUR', 'fr-FR en-FR'),
  market('GB', 'GBP', 'en-GB'),
  market('GR', 'EUR', 'el-GR en-GR'),
  market('HU', 'HUF', 'hu-HU en-HU'),
  market('IE', 'EUR', 'en-IE'),
  market('IT', 'EUR', 'it-IT en-IT'),
  market('MX', 'MXN', 'en-MX es-MX', 'na'),
  market('NL', 'EUR', 'nl-NL en-NL'),
  market('NO', 'NOK', 'nb-NO en-NO'),
  market('NZ', 'NZD', 'en-NZ', 'oc'),
  market('PL', 'PLN', 'pl-PL en-PL'),
  market('PT', 'EUR', 'pt-PT en-PT'),
  market('RO', 'RON', 'ro-RO en-RO'),
  market('SE', 'SEK', 'sv-SE en-SE'),
  market('SK', 'EUR', 'sk-SK en-SK'),
  market('US', 'USD', 'en-US es-US', 'na'),
];

const byCountry = new Map(MARKETS.map((entry) => [entry.country, entry]));

/** @param country ISO 3166 alpha-2, in any case. @returns undefined if Klarna Payments is not sold there */
export const findMarket = (country: string): Market | undefined => byCountry.get(country.toUpperCase());
