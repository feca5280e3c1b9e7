/**
 * Loads the element's code, and tries again if it does not come: after some seconds, and when the network is back. Until it
 * is there the tag is undefined, and the page shows the tag's children. Each failure fires `klarna-error` on the tags.
 */
const PAUSES_MS = [1_000, 3_000, 9_000, 27_000] as const;

type ElementFile = typeof import('./element.ts');

export async function loadElement(): Promise<ElementFile> {
  let failure: unknown;
  try {
    return await import('./element.ts');
  } catch (cause) {
    failure = cause;
  }
  for (const [tries, pause] of PAUSES_MS.entries()) {
    report(failure);
    await pauseOrOnline(pause);
    try {
      return await importAgain(tries + 1);
    } catch (cause) {
      failure = cause;
    }
  }
  report(failure);
  throw failure;
}

/** A browser may remember that an address failed, so each try has its own. */
function importAgain(tries: number): Promise<ElementFile> {
  const address = new URL(/* @vite-ignore */ './cdn/element.js', import.meta.url);
  address.searchParams.set('try', String(tries));
  return import(address.href);
}

/** The network may be back sooner. */
const pauseOrOnline = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
  });

/** The classes of the event and of the error are in the file that did not come. */
function report(cause: unknown): void {
  const message = 'The file cdn/element.js could not be loaded. Copy the folder `cdn` beside cdn.js.';
  const tags = [...document.querySelectorAll('klarna-checkout-button')];
  console.error(`<klarna-checkout-button>: ${message}`, cause);
  const error = Object.assign(new Error(message, { cause }), { code: 'sdk', reason: 'blocked' });
  for (const tag of tags) {
    tag.dispatchEvent(Object.assign(new Event('klarna-error', { bubbles: true, composed: true }), { error }));
  }
}
