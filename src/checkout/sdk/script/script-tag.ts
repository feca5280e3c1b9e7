/** Script tags for one address: tags of the page, which the loader adopts, and our own. */
import { findNonce } from './nonce.ts';
import { trustScriptUrl } from './trusted-types.ts';

/** Values of `script.type` that run. Consent managers hold a script back with a type that no browser runs. */
const RUNNING_TYPES: readonly string[] = ['', 'text/javascript', 'application/javascript', 'module'];

/**
 * Finds a tag of the page, or of another version of this package, whose script may still run.
 *
 * @param address absolute
 */
export const findTag = (address: string): HTMLScriptElement | undefined =>
  [...document.scripts].find(
    ({ src, type, noModule, dataset }) =>
      src === address && RUNNING_TYPES.includes(type) && !noModule && dataset.klarnaOver === undefined,
  );

/** A tag loads or fails only once. Another loader that finds this mark need not wait for the tag. */
export function markFinished(tag: HTMLScriptElement): void {
  tag.dataset.klarnaOver = '';
}

/** Made by this package, in any version. The version that made it removes it if it fails. */
export const isOurs = (tag: HTMLScriptElement): boolean => tag.dataset.klarnaCheckoutButton !== undefined;

/** @throws {TypeError} if the page requires Trusted Types and does not allow our policy */
export function createTag(address: string): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.dataset.klarnaCheckoutButton = '';
  tag.src = trustScriptUrl(address);
  tag.async = true;
  const nonce = findNonce();
  if (nonce) tag.nonce = nonce;
  // A preload is used only by a request of the same mode.
  const crossOrigin = findPreload(address)?.crossOrigin;
  if (crossOrigin) tag.crossOrigin = crossOrigin;
  return tag;
}

/**
 * Takes the tag out of the page so that it cannot run any more, even if its script arrives later. A script only runs in
 * the document in which its tag began. `remove()` alone would let a late script replace the Klarna of the next try.
 */
export function keepFromRunning(tag: HTMLScriptElement): void {
  document.implementation.createHTMLDocument().adoptNode(tag);
}

const findPreload = (address: string): HTMLLinkElement | undefined =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel~="preload" i][as="script" i]')].find(
    ({ href }) => href === address,
  );
