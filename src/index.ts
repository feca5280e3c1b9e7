/** Defines `<klarna-checkout-button>` where the tag is free; importing it on a server does nothing. */
import { KlarnaCheckoutButton } from './element/index.ts';

export * from './element/index.ts';

if (globalThis.customElements && !customElements.get('klarna-checkout-button')) {
  customElements.define('klarna-checkout-button', KlarnaCheckoutButton);
}
