export const TAG = 'klarna-checkout-button';

/** Defines the tag unless it is already defined. On a server it does nothing. */
export function defineTag(element: CustomElementConstructor): void {
  if (!globalThis.customElements || customElements.get(TAG)) return;
  // On a server Lit installs a registry without HTMLElement. An old browser leaves the tag undefined and shows its children.
  const isOld = globalThis.HTMLElement && !('attachInternals' in HTMLElement.prototype);
  if (!isOld) customElements.define(TAG, element);
  else console.warn(`<${TAG}>: this browser is too old. The tag stays undefined, and its children are shown.`);
}
