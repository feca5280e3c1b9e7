/**
 * Begins Klarna's script before the element's code has arrived, because the script is by far the larger file. The preload
 * only fills the cache: the element loads the script with its own tag, its nonce and its Trusted Types policy.
 */
import { findNonce } from '../checkout/sdk/script/nonce.ts';
import { KLARNA_SDK_URL } from '../klarna/sdk.ts';

/** A page on the developer's own machine usually sets `sdkUrl` to the simulator, and sets it later than this. */
const OWN_MACHINE = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

/** An element that starts as soon as its code is there. */
const EAGER = 'klarna-checkout-button:not([loading=lazy i])';

export function preloadScript(): void {
  if (OWN_MACHINE.test(location.hostname) || isBegun() || !document.querySelector(EAGER)) return;
  // A browser that is too old for the element needs no script.
  if (!('attachInternals' in HTMLElement.prototype)) return;
  // A prerendered page asks Klarna for nothing before the shopper looks at it.
  if ((document as { prerendering?: boolean }).prerendering) return;
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'script';
  link.href = KLARNA_SDK_URL;
  const nonce = findNonce();
  if (nonce) link.nonce = nonce;
  document.head.append(link);
}

/** The page has the script, or has begun it itself: with a tag, or with a preload from this address or another. */
function isBegun(): boolean {
  const { pathname } = new URL(KLARNA_SDK_URL);
  const path = `${pathname}"]`;
  return Boolean(window.Klarna?.Payments) || document.querySelector(`[src$="${path}, [href$="${path}`) !== null;
}
