/** Turns the end of a stage into counts. A runner that crashed is a failure, whatever it counted. */
import { type Counts, noCounts } from './counts.ts';

/** How a child process ended. `code` is null if a signal ended it. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  timedOut: boolean;
}

interface Verdict {
  counts: Counts;
  /** A fault beside the tests themselves. */
  remark?: string;
}

/** A check such as the type check has no tests: it counts as one. */
export function judgeCheck(ending: Ending): Verdict {
  const remark = breakdown(ending);
  const passed = ending.code === 0 && !ending.timedOut;
  return { counts: { ...noCounts(), [passed ? 'passed' : 'failed']: 1 }, ...(remark ? { remark } : {}) };
}

export function judgeTests(ending: Ending, counts: Counts | undefined): Verdict {
  const remark = breakdown(ending) ?? oddity(ending, counts);
  if (!remark) return { counts: counts ?? noCounts() };
  const told = counts ?? noCounts();
  return { counts: { ...told, failed: told.failed + 1 }, remark };
}

function breakdown({ signal, timedOut }: Ending): string | undefined {
  if (timedOut) return 'ran out of time';
  if (signal) return `ended by ${signal}`;
  return undefined;
}

function oddity({ code }: Ending, counts: Counts | undefined): string | undefined {
  if (!counts) return `ended with code ${code} before it had counted`;
  if (counts.passed + counts.failed === 0) return 'ran no test at all';
  if (code !== 0 && counts.failed === 0) return `ended with code ${code}, though no test failed`;
  return undefined;
}
