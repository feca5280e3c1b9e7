/** Script tags for one address: the page's, which are adopted, and our own. */
import { trustScriptUrl } from './trusted-types.ts';

/** As `script.type` has it. Consent managers park a script under a type that no browser runs. */
const RUNNING_TYPES: readonly string[] = ['', 'text/javascript', 'application/javascript', 'module'];

/**
 * A tag of the page, or of another version of this package, that may still bring the script.
 *
 * @param address absolute
 */
export const findTag = (address: string): HTMLScriptElement | undefined =>
  [...document.scripts].find(
    ({ src, type, noModule, dataset }) =>
      src === address && RUNNING_TYPES.includes(type) && !noModule && dataset.klarnaOver === undefined,
  );

/** A tag brings its script once, or fails once: whoever finds it with this mark need not wait for it. */
export function markOver(tag: HTMLScriptElement): void {
  tag.dataset.klarnaOver = '';
}

/** Made by this package, in whichever version. Whoever made it takes it away when it has failed. */
export const isOurs = (tag: HTMLScriptElement): boolean => tag.dataset.klarnaCheckoutButton !== undefined;

/** @throws {TypeError} where Trusted Types are required and our policy is not allowed */
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
 * Takes the tag out of the page so that it cannot run any more, even when its script arrives later: a script only runs in
 * the document in which its tag began. `remove()` alone would let a late one run over the Klarna of the next try.
 */
export function disarm(tag: HTMLScriptElement): void {
  document.implementation.createHTMLDocument().adoptNode(tag);
}

/**
 * The nonce of the page's own scripts. A module cannot ask which tag it came by (`document.currentScript` is null), so
 * any tag that has one will do. That weakens nothing: a nonce keeps injected *markup* from running; this is script that
 * runs already, and the address it loads comes from script, never from markup.
 */
const findNonce = (): string | undefined =>
  [...document.querySelectorAll<HTMLScriptElement>('script[nonce]')].find(({ nonce }) => nonce !== '')?.nonce;

const findPreload = (address: string): HTMLLinkElement | undefined =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel~="preload" i][as="script" i]')].find(
    ({ href }) => href === address,
  );
