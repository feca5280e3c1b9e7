/** Lugn's single items. */
import type { Product } from './product.ts';

export const GOODS: readonly Product[] = [
  {
    sku: 'skymning',
    name: 'Skymning lamp',
    description: 'Spun aluminium, a warm bulb, a dimmer in the foot.',
    prices: { DE: 14900, SE: 169900, US: 15900 },
  },
  {
    sku: 'paus',
    name: 'Paus mug',
    description: 'Stoneware from Gustavsberg, glazed by hand. 30 cl.',
    prices: { DE: 2400, SE: 26900, US: 2600 },
  },
  {
    sku: 'ark',
    name: 'Ark notebook',
    description: 'Linen cover, thread-sewn, 160 pages that lie flat.',
    prices: { DE: 1895, SE: 19900, US: 1950 },
  },
  {
    sku: 'lund',
    name: 'Lund pen tray',
    description: 'Oiled oak, milled from one piece. Room for four.',
    prices: { DE: 4250, SE: 47900, US: 4500 },
  },
  {
    sku: 'timme',
    name: 'Timme clock',
    description: 'Silent hands, three numerals fewer than you expect.',
    prices: { DE: 8900, SE: 99900, US: 9500 },
  },
  {
    sku: 'ull',
    name: 'Ull desk mat',
    description: 'Pressed wool felt, 90 by 40 centimetres.',
    prices: { DE: 6900, SE: 77900, US: 7400 },
  },
];
