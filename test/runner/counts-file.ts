/**
 * How a reporter, in the process of its runner, tells `run.ts` what it counted: a file named by an environment
 * variable. Output is for people, and an exit code cannot count.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Counts, parseCounts } from './counts.ts';

export const COUNTS_FILE = 'TEST_COUNTS_FILE';

/** Without the variable a runner was started by hand, and nobody waits for its counts. */
export function writeCounts(counts: Counts): void {
  const file = process.env[COUNTS_FILE];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** Undefined where the runner ended before its reporter could write. */
export function readCounts(file: string): Counts | undefined {
  try {
    return parseCounts(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
