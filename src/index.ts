/** Defines `<klarna-checkout-button>` where the tag is free; importing it on a server does nothing. */
import { KlarnaCheckoutButton } from './element/index.ts';

export * from './element/index.ts';

const TAG = 'klarna-checkout-button';

if (globalThis.customElements && !customElements.get(TAG)) {
  // Undefined, the tag shows its children: the page's other way to pay.
  if ('attachInternals' in KlarnaCheckoutButton.prototype) customElements.define(TAG, KlarnaCheckoutButton);
  else console.warn(`<${TAG}>: this browser is too old. The tag stays undefined, and shows what the page put into it.`);
}
