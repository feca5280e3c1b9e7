import type { Quantities } from './price-cart.ts';

/** A cart for each intent that this shop knows. */
export const EXAMPLE_CARTS: readonly { readonly name: string; readonly quantities: Quantities }[] = [
  { name: 'Bought once', quantities: { skymning: 1, paus: 2 } },
  { name: 'First one free', quantities: { ro: 1 } },
  { name: 'First one paid', quantities: { veke: 1 } },
  { name: 'All in one', quantities: { skymning: 1, ro: 1, veke: 1 } },
];
