import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Ending, judgeCheck, judgeTests } from './judge.ts';

const ended = (code: number): Ending => ({ code, signal: null, timedOut: false });
const counts = (passed: number, failed: number, skipped = 0) => ({ passed, failed, skipped });

describe('the verdict on a check', () => {
  it('A check that ended well is one passed test', () =>
    assert.deepEqual(judgeCheck(ended(0)), { counts: counts(1, 0) }));

  it('A check that failed is one failed test', () => assert.deepEqual(judgeCheck(ended(2)), { counts: counts(0, 1) }));

  it('A check that ran out of time is a failure, whatever its exit code', () => {
    assert.deepEqual(judgeCheck({ ...ended(0), timedOut: true }), { counts: counts(0, 1), remark: 'ran out of time' });
  });
});

describe('the verdict on a test runner', () => {
  it('A test runner is judged by its counts', () => {
    assert.deepEqual(judgeTests(ended(0), counts(5, 0, 1)), { counts: counts(5, 0, 1) });
    assert.deepEqual(judgeTests(ended(1), counts(4, 1)), { counts: counts(4, 1) });
  });

  const broken: [string, Ending, ReturnType<typeof counts> | undefined, number][] = [
    ['ended before it had counted', ended(1), undefined, 0],
    ['ended well without having counted', ended(0), undefined, 0],
    ['ran no test', ended(0), counts(0, 0), 0],
    ['skipped every test', ended(0), counts(0, 0, 3), 0],
    ['counted no failure and still ended with one', ended(1), counts(5, 0), 5],
    ['ran out of time', { code: null, signal: 'SIGTERM', timedOut: true }, counts(5, 0), 5],
    ['was ended by a signal', { code: null, signal: 'SIGSEGV', timedOut: false }, counts(5, 0), 5],
  ];
  for (const [what, ending, counted, passed] of broken) {
    it(`A test runner has one failure more if it ${what}`, () => {
      const verdict = judgeTests(ending, counted);
      assert.deepEqual([verdict.counts.passed, verdict.counts.failed], [passed, 1]);
      assert.ok(verdict.remark);
    });
  }
});
