/**
 * Waits until a page that a server rendered has probably been hydrated. React and Next draw the page anew if they find a
 * child that the served HTML did not have, and what the shopper typed is lost; Vue and Preact remove the child.
 *
 * No page says that it is hydrated. Hydration begins when a script of the page runs, so this waits for every script that the
 * page names, and then until the browser has nothing to do. A page without other scripts waits for nothing. Frameworks that
 * hydrate later (islands, lazy components) have to import the element from the hydrated component, as README says.
 */

/** Milliseconds. A script that never comes must not keep the shopper from paying. */
const LONGEST_WAIT_MS = 10_000;

/** Milliseconds until the end of hydration where the browser does not tell when it is idle (Safari). */
const WITHOUT_IDLE_CALLBACK_MS = 200;

/** Milliseconds after which a browser that is never idle counts as idle. */
const LONGEST_WORK_MS = 1_000;

let waiting: Promise<void> | undefined;

/** Resolves at once if the page has loaded. All elements of the page wait together. */
export function whenHydrated(): Promise<void> | undefined {
  if (document.readyState === 'complete') return waiting;
  waiting ??= scriptsHaveCome().then(browserIsIdle);
  return waiting;
}

function scriptsHaveCome(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.readyState !== 'loading' && pendingScripts() === 0) end();
    };
    const observer = new PerformanceObserver(look);
    const timer = setTimeout(() => end(), LONGEST_WAIT_MS);
    const end = () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('DOMContentLoaded', look);
      window.removeEventListener('load', end);
      resolve();
    };
    document.addEventListener('DOMContentLoaded', look);
    window.addEventListener('load', end);
    observer.observe({ type: 'resource', buffered: true });
    look();
  });
}

/** The browser keeps an entry of every file that it has fetched. */
const pendingScripts = (): number =>
  Array.from(document.scripts).filter(({ src }) => src !== '' && performance.getEntriesByName(src).length === 0).length;

const browserIsIdle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LONGEST_WORK_MS });
    else setTimeout(resolve, WITHOUT_IDLE_CALLBACK_MS);
  });
