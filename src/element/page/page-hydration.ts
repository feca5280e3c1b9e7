/**
 * Waits until a page that a server rendered has probably been hydrated. React and Next draw the page anew if they find a
 * child that the served HTML did not have, and what the shopper typed is lost; Vue and Preact remove the child.
 *
 * No page says that it is hydrated. Hydration begins when a script of the page runs. So this waits until every script that the
 * page names has run, then until the browser has nothing to do, and again if new scripts have come meanwhile. A script that
 * has come has not run yet: React on a busy machine hydrates seconds later. A page without other scripts waits for nothing.
 * Frameworks that hydrate later (islands, lazy components) have to import the element from the hydrated component, as
 * README says.
 */

/** Milliseconds. A script that never comes must not keep the shopper from paying. */
const LONGEST_WAIT_MS = 10_000;

/** Milliseconds until the end of hydration where the browser does not tell when it is idle (Safari). */
const WITHOUT_IDLE_CALLBACK_MS = 200;

/** Milliseconds after which a browser that is never idle counts as idle. */
const LONGEST_WORK_MS = 5_000;

/** Milliseconds for which an asynchronous script may wait after it has come, before it runs. */
const LONGEST_START_MS = 1_000;

let waiting: Promise<void> | undefined;

/**
 * Resolves at once if the page has loaded before the first call. All elements of the page wait together. Call it early: it
 * sees scripts run from then on.
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
    Array.from(document.scripts).some((script) => script.src !== '' && !script.noModule && !settled.has(script));
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
      // The page's own event comes when every script of the HTML has run, also those that send no event.
      for (const script of target === document ? document.scripts : [target]) if (script) settled.add(script);
      void look();
    };
    window.addEventListener('load', settle, options);
    window.addEventListener('error', settle, options);
    document.addEventListener('DOMContentLoaded', look, options);
    void look();
  });
}

/** The browser keeps an entry of every file that it has fetched, but does not say whether an earlier script has run. */
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
