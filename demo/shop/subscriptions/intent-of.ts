import type { Intent } from '../../../src/klarna/types.ts';
import type { Product } from '../product.ts';

/**
 * The intent for a cart. The server reads it from the cart, so no browser can change it.
 *
 * | in the cart | intent |
 * | --- | --- |
 * | no subscription | `buy` |
 * | only subscriptions, and none is paid today | `tokenize` |
 * | only subscriptions, and at least one is paid today | `buy_and_tokenize` |
 * | single items and subscriptions | `buy_and_default_tokenize` |
 */
export function intentOf(products: readonly Pick<Product, 'plan'>[]): Intent {
  const plans = products.flatMap(({ plan }) => plan ?? []);
  if (plans.length === 0) return 'buy';
  if (plans.length < products.length) return 'buy_and_default_tokenize';
  return plans.every(({ first }) => first === 'free') ? 'tokenize' : 'buy_and_tokenize';
}
