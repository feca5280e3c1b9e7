import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatSummary, totalOf } from './summary.ts';

const result = (name: string, passed: number, failed: number, skipped = 0) => ({
  name,
  counts: { passed, failed, skipped },
  seconds: 1.25,
});

const lastLine = (text: string): string | undefined => text.split('\n').at(-1);

describe('the summary of a test run', () => {
  it('The summary ends with the sum of all stages', () => {
    assert.equal(lastLine(formatSummary([result('types', 1, 0), result('node', 7, 2)])), '8 passed, 2 failed');
  });

  it('The summary names skipped tests only if there are some', () => {
    assert.equal(lastLine(formatSummary([result('node', 7, 0, 3)])), '7 passed, 0 failed, 3 skipped');
  });

  it('The summary has a line for each stage, with its time and its fault', () => {
    const lines = formatSummary([{ ...result('node', 0, 1), remark: 'ran no test at all' }]).split('\n');
    assert.ok(lines.some((line) => /^✗ node +1\.3 s +0 passed, 1 failed \(ran no test at all\)$/.test(line)));
  });

  it('The summary names the stages that did not run and why, and counts them as nothing', () => {
    const lines = formatSummary([result('browser', 7, 0)], [{ name: 'browser:webkit', why: 'no WebKit here' }]).split(
      '\n',
    );
    assert.ok(lines.includes('– browser:webkit   not run: no WebKit here'));
    assert.equal(lines.at(-1), '7 passed, 0 failed');
  });

  it('The sum of nothing is nothing', () => assert.deepEqual(totalOf([]), { passed: 0, failed: 0, skipped: 0 }));
});
