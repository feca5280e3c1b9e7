/** A promise of the endpoint, and the check that finds an endpoint that breaks it. */
import type { Stage } from './play/stage.ts';

export interface Rule {
  /** For `--only` and `--skip`. */
  readonly id: string;
  /** The promise, as one sentence. */
  readonly promise: string;
  /** The page of the documentation that explains it. */
  readonly page: string;
  /** @throws {BrokenPromise} @throws {NotChecked} */
  check(stage: Stage): Promise<void>;
}
