/**
 * `Klarna-Idempotency-Key`, for the calls that document it: those of customer tokens and order management, not those of
 * Payments. A key is remembered for 24 hours and only the key counts: the body of the repeat is not looked at. One key on
 * two paths is taken as two: whether Klarna does so is not known, and answering a refund with a capture helps nobody.
 */
import { KlarnaError } from '../klarna-error.ts';
import type { Reply } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { refusal } from './replies.ts';

/** ms */
const KEY_LIFE_MS = 24 * 60 * 60_000;

/** Characters: a UUID has 36; what is longer than a header may be is no key. */
const MAX_KEY_LENGTH = 6 * 1024;

/** `run` must not wait for anything: between the look and the answer nobody else may come. */
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

/** A refusal is a first result like any other. */
function settle(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof KlarnaError) return refusal(error);
    throw error;
  }
}
