/**
 * The entry for pages without a bundler. It begins Klarna's script and the element's code at once, side by side, and
 * defines the tag when the code is there. It is small so that both begin as early as possible.
 *
 * A module that imports this file runs after the tag is defined, and before any element starts. So it may set `sdkUrl`.
 * WebKit 2.50 runs the second of two modules that import it too early (findings/webkit-importers-do-not-wait-for-a-top-level-await.sh). So the class
 * exists from the start, and gets its parent class when the code is there.
 */
import { defineTag, TAG } from '../define-tag.ts';
import { whenHydrated } from '../element/page/page-hydration.ts';
import type { KlarnaCheckoutButton as RealButton } from '../index.ts';
import { type ElementFile, loadElement } from './load-element.ts';
import { preloadScript } from './preload-script.ts';

// The parent class is not here yet.
class Button extends HTMLElement {}
export const KlarnaCheckoutButton = Button as unknown as typeof RealButton;

preloadScript();
// Looks at the page's scripts and tags now, not when the element's code is there.
const hydrated = whenHydrated();
const served = new WeakSet<Element>(document.querySelectorAll(TAG));

const element = await loadElement(start);
start(element);

export const {
  KlarnaAuthorizeEvent,
  KlarnaBeforeAuthorizeEvent,
  KlarnaCancelEvent,
  KlarnaCheckoutError,
  KlarnaCompleteEvent,
  KlarnaErrorEvent,
  KlarnaInvalidEvent,
  KlarnaReadyEvent,
  KlarnaSelectEvent,
  KlarnaStatusEvent,
  KlarnaUnavailableEvent,
} = element;

function start({ KlarnaCheckoutButton: Parent, adoptHydration, startAfter }: ElementFile): void {
  Object.setPrototypeOf(Button, Parent);
  Object.setPrototypeOf(Button.prototype, Parent.prototype);
  adoptHydration(hydrated, served);
  // The modules that import this file run in the current task.
  startAfter(new Promise((resolve) => setTimeout(resolve)));
  defineTag(Button);
}
