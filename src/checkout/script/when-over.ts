/**
 * A tag that was there before us may have failed before us, and nothing says so: its events are past. But it must have
 * had its turn once the page has loaded, or once its script is known to have been fetched.
 */

/**
 * Calls back when the tag should have told how it went and some time for running it is over.
 *
 * @param patience ms
 */
export function whenOver(address: string, patience: number, signal: AbortSignal, callback: () => void): void {
  const wait = () => {
    const timer = setTimeout(callback, patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  if (document.readyState === 'complete' || isFetched(address)) wait();
  else window.addEventListener('load', wait, { once: true, signal });
}

/** Well or badly: most browsers note failed requests too. While the page is parsed, a deferred script still waits. */
const isFetched = (address: string): boolean =>
  document.readyState !== 'loading' &&
  performance
    .getEntriesByName(address)
    .some((entry) => entry instanceof PerformanceResourceTiming && entry.initiatorType === 'script');
