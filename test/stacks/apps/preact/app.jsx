import { useEffect, useState } from 'preact/hooks';
import { details, finalization, given, onReady, orderOf } from '../start.js';

export function App() {
  const [{ customer, session }, setGiven] = useState(given);
  const [isShown, setShown] = useState(true);
  const [order, setOrder] = useState('');
  useEffect(() => {
    globalThis.hydrated = true;
  }, []);
  return (
    <main>
      <form id="checkout">
        <input autocomplete="email" defaultValue="form@example.com" />
        <input autocomplete="given-name" defaultValue="Jane" />
        <input autocomplete="family-name" defaultValue="Doe" />
        <input autocomplete="address-line1" defaultValue="Storgatan 1" />
        <input autocomplete="postal-code" defaultValue="111 22" />
        <input autocomplete="address-level2" />
      </form>
      {isShown && (
        <klarna-checkout-button
          endpoint="/klarna"
          form="checkout"
          finalization={finalization}
          customer={customer}
          session={session}
          details={details}
          onklarna-ready={onReady}
          onklarna-complete={(event) => setOrder(orderOf(event))}
        />
      )}
      <button type="button" onClick={() => setGiven({})}>
        Forget
      </button>
      <button type="button" onClick={() => setShown(!isShown)}>
        Toggle
      </button>
      <output>{order}</output>
    </main>
  );
}
