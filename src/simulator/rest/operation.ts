import type { Call } from '../route.ts';
import type { CallName } from '../script/step.ts';
import type { Reply } from '../state/records.ts';

export interface RestCall extends Call {
  /** Empty if the operation takes no body. */
  body: Record<string, unknown>;
}

/** A call of Klarna's API. `run` is synchronous, so no other request runs in between. */
export interface Operation {
  name: CallName;
  takesBody: boolean;
  /** Whether it honours `Klarna-Idempotency-Key`. */
  isIdempotent: boolean;
  run: (call: RestCall) => Reply;
}
