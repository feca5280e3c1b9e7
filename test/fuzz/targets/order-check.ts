import fc from 'fast-check';
import { agreeAbout, randomOrder } from '../../server/support/random-orders.ts';
import type { FuzzTarget } from '../fuzz-target.ts';

export const target: FuzzTarget = {
  law: '`checkOrder` and the simulator accept the same orders and the same sessions',
  runs: 1_000_000,
  shortRuns: 100,
  property: fc.property(randomOrder, (body) => {
    agreeAbout('session', body);
    agreeAbout('order', body);
  }),
};
