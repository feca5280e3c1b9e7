/**
 * Reporter for @web/test-runner. It prints nothing about passed tests, and for a failure everything that the page
 * printed.
 */
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { formatError, type Reporter, type TestSession, type TestSuiteResult } from '@web/test-runner';
import { addCounts, type Counts, formatCounts, noCounts } from '../counts.ts';
import { writeCounts } from '../counts-file.ts';

export const webReporter = (): Reporter => ({
  reportTestFileResults({ sessionsForTestFile, logger }) {
    for (const session of sessionsForTestFile.filter((each) => countSession(each).failed > 0)) {
      logger.log(describeSession(session));
    }
  },

  onTestRunFinished({ sessions }) {
    const counts = sessions.map(countSession).reduce(addCounts, noCounts());
    writeCounts(counts);
    console.log(formatCounts(counts));
  },
});

/** If a file did not load or its page crashed, no failed test shows it. So it counts as a failure. */
export function countSession({ testResults, passed }: Pick<TestSession, 'testResults' | 'passed'>): Counts {
  const counts = testResults ? countSuite(testResults) : noCounts();
  const ran = counts.passed + counts.failed + counts.skipped > 0;
  return counts.failed === 0 && !(passed && ran) ? { ...counts, failed: 1 } : counts;
}

function countSuite({ suites, tests }: TestSuiteResult): Counts {
  const counts = noCounts();
  for (const { skipped, passed } of tests) counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
  return suites.map(countSuite).reduce(addCounts, counts);
}

function describeSession(session: TestSession): string {
  const { passed, skipped } = countSession(session);
  const problems = session.errors.map(formatError);
  if (session.testResults) problems.push(...describeFailures(session.testResults, []));
  if (passed + skipped === 0 && problems.length === 0) problems.push('The file has no test.');
  if (session.request404s.length > 0) problems.push(`Not found: ${session.request404s.join(', ')}`);
  const logs = session.logs.map((entries) => entries.map(show).join(' '));
  if (logs.length > 0) problems.push(`Logged by the page:\n${indent(logs.join('\n'))}`);
  return `\n✗ ${relative(process.cwd(), session.testFile)}\n${indent(problems.join('\n'))}`;
}

function describeFailures({ suites, tests }: TestSuiteResult, path: readonly string[]): string[] {
  const failures = tests
    .filter(({ passed, skipped }) => !passed && !skipped)
    .map(({ name, error }) => {
      const reason = error ? formatError(error) : 'It was not run: a hook or a test before it broke the page.';
      return `✗ ${[...path, name].join(' › ')}\n${indent(reason)}`;
    });
  return [...failures, ...suites.flatMap((suite) => describeFailures(suite, [...path, suite.name]))];
}

const show = (entry: unknown): string => (typeof entry === 'string' ? entry : inspect(entry));

const indent = (text: string): string => text.replace(/^/gm, '  ');
