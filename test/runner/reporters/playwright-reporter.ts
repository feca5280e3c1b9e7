/** Counts the tests of Playwright. Its dot reporter stands beside it and prints what failed. */
import type { FullResult, Reporter, Suite, TestCase, TestResult } from 'playwright/types/testReporter';
import { formatCounts, noCounts } from '../counts.ts';
import { writeCounts } from '../counts-file.ts';

export default class PlaywrightReporter implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside of any test: a file that does not load, a set-up that failed. */
  onError(): void {
    this.#errors++;
  }

  /** The output of a failed test. That of the others is not worth reading, and a shop prints much when Klarna is down. */
  onTestEnd(test: TestCase, { stdout, stderr }: TestResult): void {
    const output = [...stdout, ...stderr].join('');
    if (outcomeOf(test) === 'failed' && output) console.log(`\nOutput of ${test.title}:\n${output}`);
  }

  onEnd({ status }: FullResult): void {
    const counts = noCounts();
    for (const test of this.#suite?.allTests() ?? []) counts[outcomeOf(test)]++;
    counts.failed += this.#errors;
    if (status !== 'passed' && counts.failed === 0) counts.failed = 1;
    writeCounts(counts);
    console.log(`\n${formatCounts(counts)}`);
  }

  /** The terminal belongs to the other. */
  printsToStdio(): boolean {
    return false;
  }
}

/** Playwright calls a test without a result skipped as well, also when the run was cut off before it: that is a failure. */
function outcomeOf(test: TestCase): 'passed' | 'failed' | 'skipped' {
  const result = test.results.at(-1);
  if (test.expectedStatus === 'skipped' || result?.status === 'skipped') return 'skipped';
  return result && test.outcome() === 'expected' ? 'passed' : 'failed';
}
