/**
 * Runs work under a Web Lock, one tab of the shop at a time. Two tabs that open a session in the same moment would get two
 * sessions, because neither has the cookie of the other yet.
 */

/** After this time a tab works without the lock, because another tab may hang. */
const LOCK_WAIT_MS = 4_000;

/**
 * If the browser has no locks, the work starts at once.
 *
 * @param signal ends the wait for the lock; the work needs a signal of its own
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
  }, LOCK_WAIT_MS);
  const stop = () => waiting.abort(signal.reason);
  // `AbortSignal.any` would join both signals; Safari has it from 17.4, Chrome from 116.
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    return await locks.request(name, { signal: waiting.signal }, begin);
  } catch (error) {
    // The work has started and failed by itself, or the caller has stopped waiting.
    if (begun) return begun;
    signal.throwIfAborted();
    if (!isLate) console.warn('Klarna: this tab cannot wait for other tabs.', error);
    return begin();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
