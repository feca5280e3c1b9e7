import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countSession } from './reporters/web-reporter.ts';

const test = (passed: boolean, skipped = false) => ({ name: 'a test', passed, skipped });

describe('the count of a browser test file', () => {
  it('The count includes the tests of nested suites', () => {
    const inner = { name: 'inner', suites: [], tests: [test(true), test(false), test(false, true)] };
    const testResults = { name: '', suites: [inner], tests: [test(true)] };
    assert.deepEqual(countSession({ testResults, passed: false }), { passed: 2, failed: 1, skipped: 1 });
  });

  it('The count has a failure if the page crashed although every test passed', () => {
    const testResults = { name: '', suites: [], tests: [test(true)] };
    assert.deepEqual(countSession({ testResults, passed: false }), { passed: 1, failed: 1, skipped: 0 });
  });

  it('The count has a failure if the file did not load or has no test', () => {
    assert.deepEqual(countSession({ passed: false }), { passed: 0, failed: 1, skipped: 0 });
    const testResults = { name: '', suites: [], tests: [] };
    assert.deepEqual(countSession({ testResults, passed: true }), { passed: 0, failed: 1, skipped: 0 });
  });
});
