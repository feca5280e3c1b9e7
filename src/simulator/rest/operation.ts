import type { Call } from '../route.ts';
import type { CallName } from '../script/step.ts';
import type { Reply } from '../state/records.ts';

export interface RestCall extends Call {
  /** Empty where the operation takes none. */
  body: Record<string, unknown>;
}

/** One call of Klarna's. `run` waits for nothing: what it does, it does before anybody else has a turn. */
export interface Operation {
  name: CallName;
  takesBody: boolean;
  /** Whether it honours `Klarna-Idempotency-Key`. */
  isIdempotent: boolean;
  run: (call: RestCall) => Reply;
}
