/**
 * `Klarna-Idempotency-Key`, for the calls that document it: customer tokens and order management, not Payments.
 * A key is stored for 24 hours. Only the key counts, the body of the repeat is ignored.
 * The same key on two paths counts as two keys. It is unknown whether Klarna does so, but a refund must not be answered
 * with a capture.
 */
import { KlarnaError } from '../klarna-error.ts';
import type { Reply } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { refusal } from './replies.ts';

const KEY_LIFE_MS = 24 * 60 * 60_000;

/** A UUID has 36 characters. A key that is longer than any header may be is ignored. */
const MAX_KEY_LENGTH = 6 * 1024;

/** `run` must be synchronous: between the lookup and the answer no other request may run. */
export function onlyOnce(state: State, request: Request, path: string, run: () => Reply): Reply {
  const given = request.headers.get('klarna-idempotency-key');
  if (!given || given.length > MAX_KEY_LENGTH) return run();
  const key = `${request.method} ${path} ${given}`;
  const stored = state.idempotency.get(key);
  if (stored !== undefined && state.now() < stored.expires_at) return stored.reply;
  const reply = settle(run);
  state.idempotency.set(key, { reply, expires_at: state.now() + KEY_LIFE_MS });
  return reply;
}

/** An error answer is stored like any other first answer. */
function settle(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof KlarnaError) return refusal(error);
    throw error;
  }
}
