/** The countries that Lugn ships to. Klarna requires that country, currency and locale fit together. */
export type MarketCode = 'DE' | 'SE' | 'US';

export interface ShopMarket {
  /** ISO 3166 alpha-2. */
  readonly code: MarketCode;
  readonly name: string;
  readonly currency: string;
  /** This shop's language with the shopper's country. */
  readonly locale: string;
  /** Two implied decimals: `1900` is 19 %. */
  readonly tax_rate: number;
  /**
   * `included`: every price includes the tax, as the law requires in the EU. `added`: the tax is a line of its own, as
   * in the United States. There the rate depends on the address, which this shop does not know before the shopper pays.
   * So it uses one rate; a real shop asks a tax service.
   */
  readonly tax: 'included' | 'added';
  /** The name within a sentence. */
  readonly tax_name: string;
  /** Minor units; the same for every order. */
  readonly shipping_fee: number;
  readonly delivery: string;
}

export const MARKETS: Readonly<Record<MarketCode, ShopMarket>> = {
  DE: {
    code: 'DE',
    name: 'Germany',
    currency: 'EUR',
    locale: 'en-DE',
    tax_rate: 1900,
    tax: 'included',
    tax_name: 'VAT',
    shipping_fee: 490,
    delivery: 'Three to four days, with DHL',
  },
  SE: {
    code: 'SE',
    name: 'Sweden',
    currency: 'SEK',
    locale: 'en-SE',
    tax_rate: 2500,
    tax: 'included',
    tax_name: 'VAT',
    shipping_fee: 4900,
    delivery: 'One to two days, with PostNord',
  },
  US: {
    code: 'US',
    name: 'United States',
    currency: 'USD',
    locale: 'en-US',
    tax_rate: 825,
    tax: 'added',
    tax_name: 'sales tax',
    shipping_fee: 900,
    delivery: 'Six to eight days, with UPS',
  },
};

export const MARKET_LIST: readonly ShopMarket[] = Object.values(MARKETS);

export const isMarketCode = (value: unknown): value is MarketCode =>
  typeof value === 'string' && Object.hasOwn(MARKETS, value);
