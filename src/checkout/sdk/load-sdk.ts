/**
 * Klarna's script, loaded once per page however many buttons, and versions of this package, there are.
 *
 * It adopts what the page has begun: a `window.Klarna` that is already there, a script tag with the same address, a
 * `klarnaAsyncCallback` of somebody else (which is called too). A failure is forgotten, so the next call really tries
 * again; only a tag of our own is removed.
 */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import { withResolvers } from '../with-resolvers.ts';
import { listenForCallback } from './script/async-callback.ts';
import { watchPolicy } from './script/csp-violations.ts';
import { whenOver } from './script/fetched-script.ts';
import { type SdkFailure, sdkFailure } from './script/load-error.ts';
import { createTag, disarm, findTag, isOurs, markOver } from './script/script-tag.ts';

/** Milliseconds. */
export interface LoadLimits {
  /** Until a script that says nothing counts as lost. */
  timeout?: number;
  /** Until a tag of the page, whose script has been fetched, should have run. */
  patience?: number;
}

/**
 * Milliseconds between a tag's `error` and the browser's word that a policy was the reason. They are two tasks, in an
 * order that no standard fixes.
 */
const POLICY_WORD = 100;

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

async function load(address: string, { timeout = 20_000, patience = 2_000 }: LoadLimits): Promise<KlarnaPayments> {
  const { promise, resolve, reject } = withResolvers<KlarnaPayments>();
  const listening = new AbortController();
  const { signal } = listening;
  const policy = watchPolicy({ addresses: () => [address], signal });
  let own: HTMLScriptElement | undefined;
  let ownHasRun = false;

  const arrives = (): boolean => {
    const payments = window.Klarna?.Payments;
    if (payments) resolve(payments);
    // Klarna calls back while its script runs: before `load`.
    ownHasRun ||= own !== undefined && document.currentScript === own;
    return payments !== undefined;
  };
  const lose = (failure: SdkFailure, detail?: unknown) => {
    if (!arrives()) reject(sdkFailure(address, failure, detail));
  };

  const begin = () => {
    try {
      own = createTag(address);
    } catch (cause) {
      return lose('csp', cause);
    }
    const onLoad = () => {
      ownHasRun = true;
      lose('bad-response');
    };
    const onError = () => setTimeout(() => lose(policy.directive ? 'csp' : 'blocked', policy.directive), POLICY_WORD);
    own.addEventListener('load', onLoad, { signal });
    own.addEventListener('error', onError, { signal });
    document.head.append(own);
  };
  /** The page's tag may have failed for a reason of its own (no nonce, a wrong `integrity`): ours is another chance. */
  const replace = (theirs: HTMLScriptElement) => {
    if (own || arrives()) return;
    markOver(theirs);
    begin();
  };
  const adopt = (theirs: HTMLScriptElement) => {
    theirs.addEventListener('load', () => arrives() || replace(theirs), { signal });
    theirs.addEventListener('error', () => replace(theirs), { signal });
    if (!isOurs(theirs)) whenOver(address, patience, signal, () => replace(theirs));
  };

  const stopListening = listenForCallback(arrives);
  const timer = setTimeout(() => lose('timeout'), timeout);
  const theirs = findTag(address);
  if (theirs) adopt(theirs);
  else begin();

  try {
    const payments = await promise;
    // Should the page take its Klarna away, it is loaded anew.
    if (theirs) markOver(theirs);
    if (own) markOver(own);
    // Klarna came by another tag while ours was on its way: a second copy would start over what the first one holds.
    if (own && !ownHasRun) disarm(own);
    return payments;
  } catch (error) {
    if (own) disarm(own);
    else if (theirs) markOver(theirs);
    throw error;
  } finally {
    clearTimeout(timer);
    stopListening();
    listening.abort();
  }
}
