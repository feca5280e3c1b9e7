/** Lugn's subscriptions, which run until the shopper cancels. The price includes postage. */
import type { Product } from '../product.ts';

export const SUBSCRIPTION_GOODS: readonly Product[] = [
  {
    sku: 'ro',
    name: 'Ro incense',
    description: 'Birch and juniper, thirty sticks in a box.',
    prices: { DE: 1200, SE: 12900, US: 1300 },
    plan: { first: 'free', subscription: { name: 'Ro incense monthly', interval: 'MONTH', interval_count: 1 } },
  },
  {
    sku: 'veke',
    name: 'Veke candle',
    description: 'Dipped by hand, burns for as long as you work.',
    prices: { DE: 1450, SE: 15900, US: 1600 },
    plan: { first: 'paid', subscription: { name: 'Veke candle monthly', interval: 'MONTH', interval_count: 1 } },
  },
  {
    sku: 'linje',
    name: 'Linje refill',
    description: 'Two blocks of paper for the Ark, ruled or plain.',
    prices: { DE: 2200, SE: 24900, US: 2400 },
    plan: { first: 'paid', subscription: { name: 'Linje refill quarterly', interval: 'MONTH', interval_count: 3 } },
  },
];
