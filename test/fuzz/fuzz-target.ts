/** A fuzz target is one file of `targets/`: random values, and a law that must hold for each of them. */
import fc from 'fast-check';

export interface FuzzTarget {
  /** The law, as a sentence. It is printed beside the figures. */
  law: string;
  /** How many values `npm run fuzz` tries. */
  runs: number;
  /** How many values the node stage of `npm test` tries. All targets together must take less than 2 seconds. */
  shortRuns: number;
  property: fc.IRawProperty<unknown>;
}

interface Fuzzing {
  seed: number;
  runs: number;
  /** Of an earlier failure: only that value is tried, and then made smaller. */
  path?: string | undefined;
}

export interface Fuzzed {
  runs: number;
  seconds: number;
  failure?: {
    /** The smallest value that breaks the law, as text. */
    smallest: string;
    error: unknown;
    /** The number of smaller values that broke the law, too. */
    shrinks: number;
    /** For `--path`. */
    path: string;
  };
}

export async function fuzz({ property }: FuzzTarget, { seed, runs, path }: Fuzzing): Promise<Fuzzed> {
  const started = performance.now();
  const details = await fc.check(property, { seed, numRuns: runs, ...(path && { path }) });
  const seconds = (performance.now() - started) / 1000;
  if (!details.failed) return { runs: details.numRuns, seconds };
  return {
    runs: details.numRuns,
    seconds,
    failure: {
      smallest: fc.stringify(details.counterexample),
      error: details.errorInstance,
      shrinks: details.numShrinks,
      path: details.counterexamplePath ?? '',
    },
  };
}
