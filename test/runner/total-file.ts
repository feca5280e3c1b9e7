/** Several commands, one sum: each adds its total as a line to a file, and `print-sum.ts` prints the sum of the lines. */
import { appendFileSync, readFileSync } from 'node:fs';
import { addCounts, type Counts, noCounts, parseCounts } from './counts.ts';

const TOTAL_FILE = 'TEST_TOTAL_FILE';

/** Without the variable the command runs by itself. */
export function recordTotal(total: Counts, file = process.env[TOTAL_FILE]): void {
  if (file) appendFileSync(file, `${JSON.stringify(total)}\n`);
}

/** A command that ended without its line counts as one failure. @param commands how many were to write */
export function sumTotals(file: string, commands: number): Counts {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const sum = lines.map(parseCounts).reduce(addCounts, noCounts());
  return { ...sum, failed: sum.failed + Math.max(0, commands - lines.length) };
}
