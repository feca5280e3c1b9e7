/** Defines `<klarna-checkout-button>` where the tag is free; importing it on a server does nothing. */
import { KlarnaCheckoutButton } from './element/index.ts';

export * from './element/index.ts';

const TAG = 'klarna-checkout-button';

if (globalThis.customElements && !customElements.get(TAG)) {
  // On a server Lit brings a registry without a page. An old browser leaves the tag undefined, and shows its children.
  const isOld = globalThis.HTMLElement && !('attachInternals' in HTMLElement.prototype);
  if (!isOld) customElements.define(TAG, KlarnaCheckoutButton);
  else console.warn(`<${TAG}>: this browser is too old. The tag stays undefined, and shows what the page put into it.`);
}
