/** Defines `<klarna-checkout-button>` unless the tag is already defined. On a server it does nothing. */
import { KlarnaCheckoutButton } from './element/index.ts';

export * from './element/index.ts';

const TAG = 'klarna-checkout-button';

if (globalThis.customElements && !customElements.get(TAG)) {
  // On a server Lit installs a registry without HTMLElement. An old browser leaves the tag undefined and shows its children.
  const isOld = globalThis.HTMLElement && !('attachInternals' in HTMLElement.prototype);
  if (!isOld) customElements.define(TAG, KlarnaCheckoutButton);
  else console.warn(`<${TAG}>: this browser is too old. The tag stays undefined, and its children are shown.`);
}
