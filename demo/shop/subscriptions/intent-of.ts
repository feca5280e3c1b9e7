import type { Intent } from '../../../src/klarna/types.ts';
import type { Product } from '../product.ts';

/**
 * What the shopper's approval is for, read off the cart: no browser has a say in it.
 *
 * | in the cart | intent |
 * | --- | --- |
 * | nothing that comes again | `buy` |
 * | subscriptions of which nothing is paid today | `tokenize` |
 * | subscriptions of which at least one is paid today | `buy_and_tokenize` |
 * | both kinds | `buy_and_default_tokenize` |
 */
export function intentOf(products: readonly Pick<Product, 'plan'>[]): Intent {
  const plans = products.flatMap(({ plan }) => plan ?? []);
  if (plans.length === 0) return 'buy';
  if (plans.length < products.length) return 'buy_and_default_tokenize';
  return plans.every(({ first }) => first === 'free') ? 'tokenize' : 'buy_and_tokenize';
}
