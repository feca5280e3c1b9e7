/**
 * Klarna's script, loaded once per page, however many buttons and versions of this package there are.
 *
 * The loader uses `window.Klarna` or a script tag with the same address if the page has one. It also calls a
 * `klarnaAsyncCallback` of another script. A failure is forgotten, so the next call really tries
 * again. The loader removes only its own tag.
 */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import { withResolvers } from '../with-resolvers.ts';
import { listenForCallback } from './script/async-callback.ts';
import { watchPolicy } from './script/csp-violations.ts';
import { whenShouldHaveRun } from './script/fetched-script.ts';
import { type LoadFailure, loadError } from './script/load-error.ts';
import { createTag, findTag, isOurs, keepFromRunning, markFinished } from './script/script-tag.ts';

interface LoadLimits {
  /** A script that has neither loaded nor failed after this time counts as lost. */
  timeoutMs?: number;
  /** The script of a tag of the page has this time to run after it was fetched. */
  runWithinMs?: number;
}

/**
 * Time between a tag's `error` event and the browser's report that a policy was the reason. The two are separate tasks,
 * and no standard fixes their order.
 */
const POLICY_REPORT_MS = 100;

const loading = new Map<string, Promise<KlarnaPayments>>();

/**
 * @param url the script's address
 * @throws {KlarnaCheckoutError} `sdk` with reason `csp`, `blocked`, `offline`, `timeout` or `bad-response`
 */
export function loadSdk(url: string, limits: LoadLimits = {}): Promise<KlarnaPayments> {
  const present = window.Klarna?.Payments;
  if (present) return Promise.resolve(present);
  const address = new URL(url, document.baseURI).href;
  let promise = loading.get(address);
  if (promise === undefined) {
    promise = load(address, limits).finally(() => loading.delete(address));
    loading.set(address, promise);
  }
  return promise;
}

async function load(address: string, { timeoutMs = 20_000, runWithinMs = 2_000 }: LoadLimits): Promise<KlarnaPayments> {
  const { promise, resolve, reject } = withResolvers<KlarnaPayments>();
  const listening = new AbortController();
  const { signal } = listening;
  const policy = watchPolicy({ addresses: () => [address], signal });
  let own: HTMLScriptElement | undefined;
  let ownHasRun = false;

  const resolveIfPresent = (): boolean => {
    const payments = window.Klarna?.Payments;
    if (payments) resolve(payments);
    // Klarna calls back while its script runs, before the `load` event.
    ownHasRun ||= own !== undefined && document.currentScript === own;
    return payments !== undefined;
  };
  const fail = (failure: LoadFailure, detail?: unknown) => {
    if (!resolveIfPresent()) reject(loadError(address, failure, detail));
  };

  const insertOwnTag = () => {
    try {
      own = createTag(address);
    } catch (cause) {
      return fail('csp', cause);
    }
    const onLoad = () => {
      ownHasRun = true;
      fail('bad-response');
    };
    const onError = () =>
      setTimeout(() => fail(policy.directive ? 'csp' : 'blocked', policy.directive), POLICY_REPORT_MS);
    own.addEventListener('load', onLoad, { signal });
    own.addEventListener('error', onError, { signal });
    document.head.append(own);
  };
  /** The page's tag may fail for a reason of its own (no nonce, a wrong `integrity`), so our tag is tried too. */
  const replaceTag = (theirs: HTMLScriptElement) => {
    if (own || resolveIfPresent()) return;
    markFinished(theirs);
    insertOwnTag();
  };
  const adoptTag = (theirs: HTMLScriptElement) => {
    theirs.addEventListener('load', () => resolveIfPresent() || replaceTag(theirs), { signal });
    theirs.addEventListener('error', () => replaceTag(theirs), { signal });
    if (!isOurs(theirs)) whenShouldHaveRun(address, runWithinMs, signal, () => replaceTag(theirs));
  };

  const stopListening = listenForCallback(resolveIfPresent);
  const timer = setTimeout(() => fail('timeout'), timeoutMs);
  const theirs = findTag(address);
  if (theirs) adoptTag(theirs);
  else insertOwnTag();

  try {
    const payments = await promise;
    // If the page deletes `window.Klarna`, the next call has to load it again instead of waiting for these tags.
    if (theirs) markFinished(theirs);
    if (own) markFinished(own);
    // Another tag brought Klarna while ours was loading. A second copy would discard the widgets of the first.
    if (own && !ownHasRun) keepFromRunning(own);
    return payments;
  } catch (error) {
    if (own) keepFromRunning(own);
    else if (theirs) markFinished(theirs);
    throw error;
  } finally {
    clearTimeout(timer);
    stopListening();
    listening.abort();
  }
}
