/** The table under a test run. */
import { addCounts, type Counts, formatCounts, noCounts } from './counts.ts';

export interface StageResult {
  name: string;
  counts: Counts;
  seconds: number;
  remark?: string;
}

/** A stage that was not run, and why. It counts as nothing: neither as passed nor as skipped. */
export interface LeftOut {
  name: string;
  why: string;
}

export const totalOf = (results: readonly StageResult[]): Counts =>
  results.map((result) => result.counts).reduce(addCounts, noCounts());

/** The last line is the sum, and nothing may be printed after it. */
export function formatSummary(results: readonly StageResult[], leftOut: readonly LeftOut[] = []): string {
  const width = Math.max(...[...results, ...leftOut].map(({ name }) => name.length));
  const rows = results.map(({ name, counts, seconds, remark }) => {
    const mark = counts.failed > 0 ? '✗' : '✓';
    const time = `${seconds.toFixed(1)} s`.padStart(8);
    return `${mark} ${name.padEnd(width)} ${time}  ${formatCounts(counts)}${remark ? ` (${remark})` : ''}`;
  });
  const missing = leftOut.map(({ name, why }) => `– ${name.padEnd(width)}   not run: ${why}`);
  const note = 'types, lint and build count as one test each';
  return ['', ...rows, ...missing, '', note, formatCounts(totalOf(results))].join('\n');
}
