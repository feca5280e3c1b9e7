/**
 * A reporter runs in the process of its runner. It reports its counts to `run.ts` through a file that an environment
 * variable names. Output is for people, and an exit code cannot count.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Counts, parseCounts } from './counts.ts';

export const COUNTS_FILE = 'TEST_COUNTS_FILE';

/** Without the variable a person started the runner, and no process waits for its counts. */
export function writeCounts(counts: Counts): void {
  const file = process.env[COUNTS_FILE];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** Undefined if the runner ended before its reporter could write. */
export function readCounts(file: string): Counts | undefined {
  try {
    return parseCounts(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
