/** A component of Lit with a shadow root, in which form and tag are. */
import { html, LitElement } from 'lit';
import { details, finalization, given, onReady, orderOf, start } from '../start.js';

class ShopPage extends LitElement {
  static properties = { now: { state: true }, isShown: { state: true }, order: { state: true } };

  constructor() {
    super();
    this.now = given;
    this.isShown = true;
    this.order = '';
  }

  render() {
    return html`<main>
      <form id="checkout">
      <input autocomplete="email" value="form@example.com">
      <input autocomplete="given-name" value="Jane">
      <input autocomplete="family-name" value="Doe">
      <input autocomplete="address-line1" value="Storgatan 1">
      <input autocomplete="postal-code" value="111 22">
      <input autocomplete="address-level2">
    </form>
      ${
        this.isShown
          ? html`<klarna-checkout-button endpoint="/klarna" form="checkout" finalization=${finalization}
              .customer=${this.now.customer} .session=${this.now.session} .details=${details} @klarna-ready=${onReady}
              @klarna-complete=${(event) => {
                this.order = orderOf(event);
              }}></klarna-checkout-button>`
          : undefined
      }
      <button type="button" @click=${() => {
        this.now = {};
      }}>Forget</button>
      <button type="button" @click=${() => {
        this.isShown = !this.isShown;
      }}>Toggle</button>
      <output>${this.order}</output>
    </main>`;
  }
}
customElements.define('shop-page', ShopPage);

await start(document.querySelector('#root'), {
  draw: (root) => root.append(document.createElement('shop-page')),
});
