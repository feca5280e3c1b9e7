import fc from 'fast-check';
import { LINE_LAWS, randomCart } from '../../server/support/random-carts.ts';
import type { FuzzTarget } from '../fuzz-target.ts';

export const target: FuzzTarget = {
  law: 'the lines that the helpers make are exact to the cent, and both checks accept them',
  runs: 1_000_000,
  shortRuns: 100,
  property: fc.property(randomCart, (cart) => {
    for (const law of Object.values(LINE_LAWS)) law(cart);
  }),
};
