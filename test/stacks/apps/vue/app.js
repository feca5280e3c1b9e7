import { defineComponent, onMounted, ref } from 'vue';
import { details, finalization, given, onReady, orderOf } from '../start.js';

/** Vue and its server renderer compile the template. Both have to know that the tag is none of Vue's components. */
export const isCustomElement = (tag) => tag === 'klarna-checkout-button';

export const App = defineComponent({
  setup() {
    const now = ref(given);
    const isShown = ref(true);
    const order = ref('');
    onMounted(() => {
      globalThis.hydrated = true;
    });
    const complete = (event) => {
      order.value = orderOf(event);
    };
    const forget = () => {
      now.value = {};
    };
    return { now, isShown, order, details, finalization, complete, forget, onReady };
  },
  template: `<main>
    <form id="checkout">
      <input autocomplete="email" value="form@example.com">
      <input autocomplete="given-name" value="Jane">
      <input autocomplete="family-name" value="Doe">
      <input autocomplete="address-line1" value="Storgatan 1">
      <input autocomplete="postal-code" value="111 22">
      <input autocomplete="address-level2">
    </form>
    <klarna-checkout-button v-if="isShown" endpoint="/klarna" form="checkout" :finalization="finalization"
      :customer.prop="now.customer" :session.prop="now.session" :details.prop="details"
      @klarna-ready="onReady" @klarna-complete="complete"></klarna-checkout-button>
    <button type="button" @click="forget">Forget</button>
    <button type="button" @click="isShown = !isShown">Toggle</button>
    <output>{{ order }}</output>
  </main>`,
});
