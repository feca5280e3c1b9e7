/** `checkOrder` and the simulator check the same generated orders: valid ones, and ones with a few replaced fields. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { agreeAbout, randomOrder } from '../support/random-orders.ts';

describe('checkOrder and the simulator', () => {
  for (const kind of ['session', 'order'] as const) {
    it(`agree about every generated body of ${kind === 'order' ? 'an' : 'a'} ${kind}`, () => {
      const found = { sound: 0, refused: 0 };
      fc.assert(
        fc.property(randomOrder, (body) => {
          found[agreeAbout(kind, body) ? 'sound' : 'refused'] += 1;
        }),
        { numRuns: 4000 },
      );
      assert.ok(found.sound > 400 && found.refused > 400, JSON.stringify(found));
    });
  }
});
