import Alpine from 'alpinejs';
import { details, finalization, given, onReady, orderOf, start } from '../start.js';

const PAGE = `<main x-data="page">
    <form id="checkout">
      <input autocomplete="email" value="form@example.com">
      <input autocomplete="given-name" value="Jane">
      <input autocomplete="family-name" value="Doe">
      <input autocomplete="address-line1" value="Storgatan 1">
      <input autocomplete="postal-code" value="111 22">
      <input autocomplete="address-level2">
    </form>
  <template x-if="isShown">
    <klarna-checkout-button endpoint="/klarna" form="checkout" :finalization="finalization"
      x-effect="Object.assign($el, { customer: now.customer, session: now.session, details })"
      @klarna-ready="onReady" @klarna-complete="order = orderOf($event)"></klarna-checkout-button>
  </template>
  <button type="button" @click="now = {}">Forget</button>
  <button type="button" @click="isShown = !isShown">Toggle</button>
  <output x-text="order"></output>
</main>`;

Alpine.data('page', () => ({ now: given, isShown: true, order: '', details, finalization, onReady, orderOf }));

await start(document.querySelector('#root'), {
  draw: (root) => {
    root.innerHTML = PAGE;
    Alpine.start();
  },
});
