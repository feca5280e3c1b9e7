import type { CartView } from '../shop/cart-view.ts';
import { EXAMPLE_CARTS } from '../shop/example-carts.ts';
import { GOODS } from '../shop/goods.ts';
import { SUBSCRIPTION_GOODS } from '../shop/subscriptions/subscription-goods.ts';
import { deliveryForm } from './checkout/delivery-form.ts';
import { marketSwitch } from './checkout/market-switch.ts';
import { intentNote, type Mode, modeNote } from './checkout/mode-note.ts';
import { payTotal } from './checkout/pay-total.ts';
import { productList } from './checkout/product-list.ts';
import { summary } from './checkout/summary.ts';
import { html } from './html.ts';

const testPeople = html`
  <div class="offer test-people" role="group" aria-label="Klarna’s test people">
    <span>Nobody at hand? Fill in one of Klarna’s test people:</span>
    <button type="button" class="chip" data-test-person="approved">Approved person</button>
    <button type="button" class="chip" data-test-person="denied">Declined person</button>
  </div>`;

const exampleCarts = html`
  <div class="offer examples" role="group" aria-label="Carts to try">
    <span>Or a ready cart:</span>
    ${EXAMPLE_CARTS.map(({ name }, index) => html`<button type="button" class="chip" data-example="${index}">${name}</button>`)}
  </div>`;

const terms = html`
  <details class="terms">
    <summary>By ordering you accept our terms</summary>
    <p>
      The contract is with Lugn AB, Malmö, once the order is confirmed. You may send everything back within 30 days,
      at our cost. What comes again comes until you cancel, which you may do at any time. Klarna’s own terms apply to the payment. We hand Klarna your details when you press the button, and
      not before.
    </p>
  </details>`;

/**
 * The page always contains both parts, so that nothing moves when the last piece leaves the cart or the first one
 * returns.
 */
export const checkout = (cart: CartView, mode: Mode) => {
  const empty = cart.item_count === 0;
  return html`
    <main class="checkout" data-checkout data-empty="${empty ? 'yes' : 'no'}">
      <h1 class="visually-hidden">Checkout</h1>

      <section class="goods" aria-labelledby="goods-heading">
        <div class="section-head">
          <h2 id="goods-heading">Choose</h2>
          ${marketSwitch(cart)}
        </div>
        ${productList(cart, GOODS)}
        <div class="section-head again">
          <h2>Again and again</h2>
          <p>By post, postage included. Cancel whenever you like.</p>
        </div>
        ${productList(cart, SUBSCRIPTION_GOODS)}
        ${exampleCarts}
        <p class="cart-error" role="alert" data-cart-error></p>
      </section>

      <section class="delivery" aria-labelledby="delivery-heading" data-needs-cart ${empty && html`hidden`}>
        <h2 class="block-heading" id="delivery-heading">Delivery</h2>
        ${testPeople} ${deliveryForm(cart.market)}
      </section>

      <aside class="summary" aria-labelledby="summary-heading">
        <h2 class="block-heading" id="summary-heading">Your order</h2>
        <div data-summary>${summary(cart)}</div>
      </aside>

      <section class="payment" aria-labelledby="payment-heading" data-needs-cart ${empty && html`hidden`}>
        <h2 class="block-heading" id="payment-heading">Payment</h2>
        <p class="pay-total" data-pay-total>${payTotal(cart)}</p>
        ${terms}
        <div class="pay-area" data-pay-area>
          ${!empty && html`<klarna-checkout-button endpoint="/klarna" form="checkout-form"></klarna-checkout-button>`}
        </div>
        <p class="other-way">
          Prefer another way? Write to <a href="mailto:hej@lugn.example">hej@lugn.example</a> and we send an invoice.
        </p>
        <p class="mode-notes">
          <span class="mode-note">${modeNote(mode)}</span>
          <span class="mode-note" data-intent>${intentNote(cart)}</span>
        </p>
      </section>
    </main>`;
};
