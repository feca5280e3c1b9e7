/**
 * Loads the element's code, and tries again if it does not come: after some seconds, and when the network is back. Until it
 * is there the tag is undefined, and the page shows the tag's children. Each failure fires `klarna-error` on the tags.
 */
const PAUSES_MS = [1_000, 3_000, 9_000, 27_000] as const;

/** After this time the page hears that the file is late. */
const LATE_MS = 20_000;

export type ElementFile = typeof import('./element.ts');

/**
 * @param start gets the code if it comes after the promise was rejected
 * @throws {unknown} the last failure. Then only the return of the network starts another try
 */
export async function loadElement(start: (element: ElementFile) => void): Promise<ElementFile> {
  const policy = watchPolicy();
  let tries = 0;
  let pauses = 0;
  for (;;) {
    try {
      return await reportIfLate(importElement(tries++));
    } catch (cause) {
      report(cause, policy.directive);
      const pause = PAUSES_MS[pauses];
      // A policy stays as it is.
      if (policy.directive !== undefined) throw cause;
      if (pause === undefined) {
        void whenOnline().then(() => loadElement(start).then(start, () => undefined));
        throw cause;
      }
      if (await Promise.race([whenOnline(), pauseFor(pause)])) pauses++;
    }
  }
}

/** The query of `cdn.js?v=2`. The element's code gets the same one, so that both are of one version. */
const version = new URL(import.meta.url).search;

async function importElement(tries: number): Promise<ElementFile> {
  const element: ElementFile = await (tries === 0 && version === '' ? import('./element.ts') : importAt(tries));
  // A blocker may answer with an empty script.
  if (!element.KlarnaCheckoutButton) throw new SyntaxError('cdn/element.js has no KlarnaCheckoutButton.');
  return element;
}

function importAt(tries: number): Promise<ElementFile> {
  // An import map of the page may name another address.
  const address = new URL(import.meta.resolve?.(PATH) ?? new URL(PATH, import.meta.url));
  address.search ||= version;
  // A browser may remember that an address failed. But a page that lists hashes has none for another address.
  if (tries > 0 && !hasHashes()) address.searchParams.set('try', String(tries));
  return import(address.href);
}

const PATH = './cdn/element.js';

const hasHashes = (): boolean =>
  [...document.querySelectorAll('script[type=importmap]')].some(({ textContent }) =>
    textContent?.includes('"integrity"'),
  );

const whenOnline = (): Promise<false> =>
  new Promise((resolve) => addEventListener('online', () => resolve(false), { once: true }));

const pauseFor = (ms: number): Promise<true> => new Promise((resolve) => setTimeout(() => resolve(true), ms));

async function reportIfLate<T>(promise: Promise<T>): Promise<T> {
  const timer = setTimeout(() => fire('timeout', 'The file cdn/element.js has not arrived after 20 s.'), LATE_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

interface Policy {
  directive: string | undefined;
}

function watchPolicy(): Policy {
  const policy: Policy = { directive: undefined };
  document.addEventListener('securitypolicyviolation', ({ disposition, blockedURI, effectiveDirective }) => {
    const isOurs = blockedURI.includes('cdn/element.js') || effectiveDirective === 'trusted-types';
    if (disposition === 'enforce' && isOurs) policy.directive = effectiveDirective;
  });
  return policy;
}

function report(cause: unknown, directive: string | undefined): void {
  if (directive !== undefined) fire('csp', `A Content-Security-Policy (${directive}) stops cdn/element.js.`, cause);
  else if (cause instanceof SyntaxError)
    fire('bad-response', 'The file cdn/element.js is not the element’s code.', cause);
  else if (!navigator.onLine) fire('offline', 'The file cdn/element.js could not be loaded without a network.', cause);
  else fire('blocked', 'The file cdn/element.js could not be loaded. The folder `cdn` belongs beside cdn.js.', cause);
}

/** The classes of the event and of the error are in the file that did not come. */
function fire(reason: string, message: string, cause?: unknown): void {
  console.error(`<klarna-checkout-button>: ${message}`, ...(cause === undefined ? [] : [cause]));
  const error = Object.assign(new Error(message, { cause }), { code: 'sdk', reason });
  // The page may have the element from another file.
  for (const tag of document.querySelectorAll('klarna-checkout-button:not(:defined)')) {
    tag.dispatchEvent(Object.assign(new Event('klarna-error', { bubbles: true, composed: true }), { error }));
  }
}
