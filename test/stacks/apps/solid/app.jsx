import { createSignal, onMount, Show } from 'solid-js';
import { details, finalization, given, onReady, orderOf } from '../start.js';

export function App() {
  const [now, setNow] = createSignal(given);
  const [isShown, setShown] = createSignal(true);
  const [order, setOrder] = createSignal('');
  onMount(() => {
    globalThis.hydrated = true;
  });
  return (
    <main>
      <form id="checkout">
        <input autocomplete="email" value="form@example.com" />
        <input autocomplete="given-name" value="Jane" />
        <input autocomplete="family-name" value="Doe" />
        <input autocomplete="address-line1" value="Storgatan 1" />
        <input autocomplete="postal-code" value="111 22" />
        <input autocomplete="address-level2" />
      </form>
      <Show when={isShown()}>
        <klarna-checkout-button
          endpoint="/klarna"
          form="checkout"
          finalization={finalization}
          prop:customer={now().customer}
          prop:session={now().session}
          prop:details={details}
          on:klarna-ready={onReady}
          on:klarna-complete={(event) => setOrder(orderOf(event))}
        />
      </Show>
      <button type="button" onClick={() => setNow({})}>
        Forget
      </button>
      <button type="button" onClick={() => setShown(!isShown())}>
        Toggle
      </button>
      <output>{order()}</output>
    </main>
  );
}
