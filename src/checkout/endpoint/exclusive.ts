/**
 * Work of which the tabs of a shop do one at a time. Two that open a session in the same moment would get two, for
 * neither has the cookie of the other yet.
 */

/** Milliseconds after which a tab goes on without its turn: another one may hang. */
const PATIENCE = 4_000;

/**
 * Where a browser has no locks the work is done at once.
 *
 * @param signal ends the waiting; the work itself looks after its own
 */
export async function runExclusive<Result>(
  name: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): Promise<Result> {
  if (!locks) return work();
  let begun: Promise<Result> | undefined;
  const begin = () => {
    begun ??= work();
    return begun;
  };
  const waiting = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    waiting.abort();
  }, PATIENCE);
  const stop = () => waiting.abort(signal.reason);
  // `AbortSignal.any` would join them; Safari has it from 17.4, Chrome from 116.
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    return await locks.request(name, { signal: waiting.signal }, begin);
  } catch (error) {
    // Begun, and failed by itself; or nobody waits for it any more.
    if (begun) return begun;
    signal.throwIfAborted();
    if (!isLate) console.warn('Klarna: the tabs of this shop cannot take turns.', error);
    return begin();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
