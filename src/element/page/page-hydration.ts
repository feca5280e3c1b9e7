/**
 * Waits until a server-rendered page is probably hydrated. If React or Next finds a child that the served HTML lacks, it
 * redraws the page and loses the shopper's input. Vue and Preact remove the child.
 *
 * A page does not announce that it is hydrated. Hydration starts when a script of the page runs. So this waits until every
 * script of the page has run and the browser is idle. It waits again if there are new scripts by then. A loaded script may
 * not have run yet: React on a busy machine hydrates seconds later. A page without other scripts does not wait.
 *
 * Islands and lazy components hydrate later. They must import the element themselves (docs/frameworks.md).
 */

/** A script that never loads must not prevent the payment. */
const LONGEST_WAIT_MS = 10_000;

/** Safari has no `requestIdleCallback`. After this time hydration counts as done. */
const WITHOUT_IDLE_CALLBACK_MS = 200;

/** A browser that is busy for longer counts as idle. */
const LONGEST_WORK_MS = 5_000;

/** An asynchronous script runs at most this long after it has loaded. */
const LONGEST_START_MS = 1_000;

let waiting: Promise<void> | undefined;
let served: WeakSet<Element> | undefined;

/**
 * `cdn.js` looks at the page before the element's code is there.
 *
 * @param promise what it waits for
 * @param tags those that were there; a script has inserted the others
 */
export function adoptHydration(promise: Promise<void> | undefined, tags: WeakSet<Element>): void {
  waiting = promise;
  served = tags;
}

/** The tag was in the page before its class was defined, so a framework may still hydrate it. */
export const wasServed = (tag: Element): boolean => served?.has(tag) ?? tag.isConnected;

/**
 * Undefined if the page had loaded before the first call. All elements of the page share one promise. Call it early,
 * because it only sees scripts that run after the call.
 */
export function whenHydrated(): Promise<void> | undefined {
  if (document.readyState === 'complete') return waiting;
  waiting ??= pageIsQuiet();
  return waiting;
}

function pageIsQuiet(): Promise<void> {
  const settled = new WeakSet<EventTarget>(Array.from(document.scripts).filter(hasProbablyRun));
  const isPending = () =>
    document.readyState === 'loading' ||
    Array.from(document.scripts).some((script) => isOfPage(script) && !settled.has(script));
  return new Promise((resolve) => {
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    const end = () => {
      listening.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, LONGEST_WAIT_MS);
    const look = async () => {
      if (isPending()) return;
      await browserIsIdle();
      if (!isPending()) end();
    };
    const settle = ({ target }: Event) => {
      // The document's event comes after every script of the HTML has run. Inline scripts send no event of their own.
      for (const script of target === document ? document.scripts : [target]) if (script) settled.add(script);
      void look();
    };
    window.addEventListener('load', settle, options);
    // The `load` of a script does not reach the window.
    document.addEventListener('load', settle, options);
    document.addEventListener('error', settle, options);
    document.addEventListener('DOMContentLoaded', look, options);
    void look();
  });
}

/** Klarna's script, which this package inserts, hydrates nothing. */
const isOfPage = ({ src, noModule, dataset }: HTMLScriptElement): boolean =>
  src !== '' && !noModule && dataset.klarnaCheckoutButton === undefined;

/** The browser lists the files that it has loaded, but not the scripts that have run. */
function hasProbablyRun({ src, async }: HTMLScriptElement): boolean {
  const [entry] = performance.getEntriesByName(src, 'resource');
  if (!(entry instanceof PerformanceResourceTiming)) return false;
  return !async || entry.responseEnd < performance.now() - LONGEST_START_MS;
}

const browserIsIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LONGEST_WORK_MS });
    else setTimeout(resolve, WITHOUT_IDLE_CALLBACK_MS);
  });
