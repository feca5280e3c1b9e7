/** A merchant's page written with the published types. It is compiled against the packed package, and never run. */
import 'klarna-checkout-button';
import type { Explanation, PlacedOrder } from 'klarna-checkout-button';
import { KlarnaCheckoutButton, type KlarnaCheckoutErrorCode } from 'klarna-checkout-button/element';
import { KlarnaCheckout } from 'klarna-checkout-button/headless';

const button = document.querySelector('klarna-checkout-button');
if (!button) throw new Error('no button');

button.endpoint = '/klarna';
button.customer = { billing_address: { email: 'jane@example.com', country: 'SE' } };
button.addEventListener('klarna-authorize', (event) => {
  const token: string = event.authorization_token;
  if (token && event.cancelable) event.preventDefault();
});
document.querySelector('form')?.addEventListener('klarna-complete', (event) => {
  const order: PlacedOrder | undefined = event.order;
  console.log(order?.order_id);
});
button.addEventListener('klarna-error', ({ error }) => {
  const code: KlarnaCheckoutErrorCode = error.code;
  console.log(code, error.correlation_id);
});

// The events bubble, so a page may listen in one place for all.
window.addEventListener('klarna-error', ({ error }) => console.log(error.reason));
document.addEventListener('klarna-ready', ({ categories }) => console.log(categories.length));
// @ts-expect-error This one does not.
window.addEventListener('klarna-status', (event) => event.status);

const story: Explanation = button.explain();
console.log(story.last_error?.advice);

/** As in docs/headless.md. */
const checkout = new KlarnaCheckout({
  endpoint: '/klarna',
  container: (category) => document.getElementById(`klarna-${category}`) ?? document.body,
  customerDetails: () => ({ billing_address: { email: 'jane@example.com' } }),
  update: (state) => console.log(state.status),
});
checkout.addEventListener('klarna-complete', ({ order }) => console.log(order.order_id));
const onStatus = (event: { status: string }) => console.log(event.status);
checkout.addEventListener('klarna-status', onStatus);
checkout.removeEventListener('klarna-status', onStatus);
await checkout.prepare();

class ShopButton extends KlarnaCheckoutButton {}
customElements.define('shop-button', ShopButton);

// @ts-expect-error The amount is the server's.
button.order_amount = 100;
// @ts-expect-error An event of Klarna's has its fields by name, no detail.
button.addEventListener('klarna-complete', (event) => event.detail);
