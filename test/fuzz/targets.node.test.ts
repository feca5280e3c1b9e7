/** A short run of each target of `npm run fuzz` with a fixed seed, so that no target stops working unseen. */
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type FuzzTarget, fuzz } from './fuzz-target.ts';

const SEED = 20_261_201;

describe('npm run fuzz', () => {
  for (const file of globSync('targets/*.ts', { cwd: import.meta.dirname })) {
    it(`the target ${basename(file, '.ts')} finds no failure in a few values`, async () => {
      const { target }: { target: FuzzTarget } = await import(`./${file}`);
      const { failure, runs } = await fuzz(target, { seed: SEED, runs: target.shortRuns });
      assert.equal(failure?.smallest, undefined, String(failure?.error));
      assert.equal(runs, target.shortRuns);
    });
  }

  it('a failure is made small, and its seed and its path repeat it', async () => {
    const target: FuzzTarget = {
      law: 'no number is above 1000',
      runs: 100,
      shortRuns: 100,
      property: fc.property(fc.nat(), (number) => assert.ok(number <= 1000)),
    };
    const first = await fuzz(target, { seed: 1, runs: 100 });
    assert.equal(first.failure?.smallest, '[1001]');
    const again = await fuzz(target, { seed: 1, runs: 100, path: first.failure.path });
    assert.deepEqual([again.failure?.smallest, again.runs], ['[1001]', 1]);
  });
});
