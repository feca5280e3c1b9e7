/**
 * A tag that was there before us may have failed before us, and nothing says so: its events are past. But the browser
 * notes what it has fetched, well or badly. (WebKit notes no host that could not be reached: there the tag is waited for
 * as if it were under way. It must not be doubted sooner, or a slow one would run over the Klarna of its stand-in.)
 */

/**
 * Calls back when a tag whose script has been fetched has had time to run. Never for one that is under way.
 *
 * @param patience ms
 */
export function whenOver(address: string, patience: number, signal: AbortSignal, callback: () => void): void {
  if (!isFetched(address)) return;
  const wait = () => {
    const timer = setTimeout(callback, patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  // Until the page is parsed, a deferred script waits.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wait, { once: true, signal });
  else wait();
}

const isFetched = (address: string): boolean =>
  performance
    .getEntriesByName(address)
    .some((entry) => entry instanceof PerformanceResourceTiming && entry.initiatorType === 'script');
