/** Lugn's products, in the order of the page. */
import { GOODS } from './goods.ts';
import type { Product } from './product.ts';
import { SUBSCRIPTION_GOODS } from './subscriptions/subscription-goods.ts';

export const CATALOGUE: readonly Product[] = [...GOODS, ...SUBSCRIPTION_GOODS];

const bySku = new Map(CATALOGUE.map((product) => [product.sku, product]));

export const findProduct = (sku: string): Product | undefined => bySku.get(sku);

/** For one product in one cart. */
export const MAX_QUANTITY = 20;
