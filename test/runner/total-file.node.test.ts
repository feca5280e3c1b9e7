import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { recordTotal, sumTotals } from './total-file.ts';

describe('the sum of several commands', () => {
  let folder: string;
  let file: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'totals-'));
    file = join(folder, 'totals');
    writeFileSync(file, '');
  });

  after(() => rmSync(folder, { recursive: true }));

  it('The total adds the counts of each command, and misses a command that wrote nothing', () => {
    recordTotal({ passed: 3, failed: 0, skipped: 1 }, file);
    assert.deepEqual(sumTotals(file, 1), { passed: 3, failed: 0, skipped: 1 });
    assert.deepEqual(sumTotals(file, 2), { passed: 3, failed: 1, skipped: 1 });
    recordTotal({ passed: 4, failed: 2, skipped: 0 }, file);
    assert.deepEqual(sumTotals(file, 2), { passed: 7, failed: 2, skipped: 1 });
  });
});
