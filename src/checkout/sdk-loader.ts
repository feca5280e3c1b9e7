/**
 * Klarna's script, loaded once per page however many buttons there are.
 *
 * It adopts what the page has begun: a `window.Klarna` that is already there, a script tag with the same address, a
 * `klarnaAsyncCallback` of somebody else (which is called too). A failure is forgotten, so the next call really tries
 * again; only a tag of our own is removed.
 */
import type { KlarnaPayments } from '../klarna/sdk.ts';
import { KlarnaCheckoutError } from './errors.ts';

/** Milliseconds until a script that says nothing counts as lost. */
const TIMEOUT = 20_000;

const loading = new Map<string, Promise<KlarnaPayments>>();

/**
 * @param url the script's address
 * @throws {KlarnaCheckoutError} `sdk` with reason `offline`, `blocked`, `timeout` or `bad-response`
 */
export function loadSdk(url: string, timeout = TIMEOUT): Promise<KlarnaPayments> {
  const present = window.Klarna?.Payments;
  if (present) return Promise.resolve(present);
  let promise = loading.get(url);
  if (promise === undefined) {
    promise = load(url, timeout).finally(() => loading.delete(url));
    loading.set(url, promise);
  }
  return promise;
}

function load(url: string, timeout: number): Promise<KlarnaPayments> {
  const { promise, resolve, reject } = Promise.withResolvers<KlarnaPayments>();
  const adopted = findScript(url);
  const script = adopted ?? createScript(url);

  const settle = (reason: 'bad-response' | 'blocked' | 'timeout') => {
    const payments = window.Klarna?.Payments;
    if (payments) resolve(payments);
    else reject(failure(url, reason));
  };
  const stopListening = listenForCallback(() => settle('bad-response'));
  const onLoad = () => settle('bad-response');
  const onError = () => settle('blocked');
  script.addEventListener('load', onLoad);
  script.addEventListener('error', onError);
  const timer = setTimeout(() => settle('timeout'), timeout);
  if (!adopted) document.head.append(script);

  const cleanUp = () => {
    clearTimeout(timer);
    stopListening();
    script.removeEventListener('load', onLoad);
    script.removeEventListener('error', onError);
  };
  return promise.then(
    (payments) => {
      cleanUp();
      return payments;
    },
    (error: unknown) => {
      cleanUp();
      // A tag that has failed never fires again: with it in place, a retry would wait for nothing.
      if (!adopted) script.remove();
      else script.dataset.klarnaFailed = '';
      throw error;
    },
  );
}

function createScript(url: string): HTMLScriptElement {
  const script = document.createElement('script');
  script.src = url;
  script.async = true;
  return script;
}

/** The page's own tag for the same address, unless it is known to have failed. */
const findScript = (url: string): HTMLScriptElement | undefined =>
  [...document.scripts].find(
    (script) => script.src === new URL(url, document.baseURI).href && script.dataset.klarnaFailed === undefined,
  );

/** There is one global callback and it may be somebody's: it is called before ours, and put back afterwards. */
function listenForCallback(callback: () => void): () => void {
  const theirs = window.klarnaAsyncCallback;
  const ours = () => {
    theirs?.();
    callback();
  };
  window.klarnaAsyncCallback = ours;
  return () => {
    if (window.klarnaAsyncCallback !== ours) return;
    if (theirs) window.klarnaAsyncCallback = theirs;
    else delete window.klarnaAsyncCallback;
  };
}

function failure(url: string, reason: 'bad-response' | 'blocked' | 'timeout'): KlarnaCheckoutError {
  if (!navigator.onLine) return new KlarnaCheckoutError('sdk', `${url}: no network.`, { reason: 'offline' });
  const messages = {
    'bad-response': 'came, but brought no Klarna.Payments. Is something else served at that address?',
    blocked: 'did not load. Does a Content-Security-Policy, an extension or a firewall block it?',
    timeout: 'did not arrive in time.',
  };
  return new KlarnaCheckoutError('sdk', `${url} ${messages[reason]}`, { reason });
}
