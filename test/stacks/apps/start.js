/** What all apps share. The address of the page may say `?finalization=manual` and `?given`. */
const query = new URLSearchParams(globalThis.location?.search ?? '?finalization=manual');

export const finalization = query.get('finalization') ?? 'auto';

/** Objects that the app gives to the tag until somebody presses "Forget". */
export const given = query.has('given')
  ? {
      customer: { billing_address: { email: 'given@example.com', given_name: 'Jane', family_name: 'Doe' } },
      session: fetch('/klarna/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }).then((answer) => answer.json()),
    }
  : {};

/** An object that the app gives to the tag on the server and in the page. */
export const details = { billing_address: { phone: '+46701740605' } };

/** A listener of `klarna-ready` that stays the same function whenever the app draws. */
export const onReady = () => {
  globalThis.wasReadyHeard = true;
};

/** Begins the app when the tag is defined. A `cdn.js` in the page has defined it before. */
export async function start(root, { draw, hydrate }) {
  if (!customElements.get('klarna-checkout-button')) {
    const { KlarnaCheckoutButton } = await import('klarna-checkout-button');
    KlarnaCheckoutButton.sdkUrl = globalThis.sdkUrl;
  }
  // Svelte and Vue leave comments in an empty root.
  if (root.childElementCount > 0) hydrate(root);
  else draw(root);
}

/** For the listener of `klarna-complete`. The shopper stays on this page. */
export function orderOf(event) {
  event.preventDefault();
  return event.order.order_id;
}
