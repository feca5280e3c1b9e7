/**
 * A tag of the page may have failed before this code ran, so that its events are past. But the browser has an entry for
 * each script that it has fetched, successfully or not.
 *
 * WebKit has no entry if it could not reach the host. There the loader waits as for a script that is still loading. It must
 * not replace the tag sooner, because a slow script would then replace the Klarna of our own tag.
 */

/** Calls back when a script that has been fetched should have run. Never for a script that is still loading. */
export function whenShouldHaveRun(
  address: string,
  runWithinMs: number,
  signal: AbortSignal,
  callback: () => void,
): void {
  if (!isFetched(address)) return;
  const wait = () => {
    const timer = setTimeout(callback, runWithinMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  // A deferred script waits until the page is parsed.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wait, { once: true, signal });
  else wait();
}

const isFetched = (address: string): boolean =>
  performance
    .getEntriesByName(address)
    .some((entry) => entry instanceof PerformanceResourceTiming && entry.initiatorType === 'script');
