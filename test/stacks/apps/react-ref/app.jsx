/** A component with a ref. React 18 writes attributes and knows no events of elements; React 19 hydrates neither. */
import { useEffect, useRef, useState } from 'react';
import { details, finalization, given, onReady, orderOf } from '../start.js';

function KlarnaButton({ customer, session, onComplete }) {
  const ref = useRef(null);
  useEffect(() => {
    Object.assign(ref.current, { customer, session, details });
  }, [customer, session]);
  useEffect(() => {
    const element = ref.current;
    const listening = new AbortController();
    element.addEventListener('klarna-ready', onReady, listening);
    element.addEventListener('klarna-complete', onComplete, listening);
    return () => listening.abort();
  }, [onComplete]);
  return <klarna-checkout-button ref={ref} endpoint="/klarna" form="checkout" finalization={finalization} />;
}

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
        <input autoComplete="email" defaultValue="form@example.com" />
        <input autoComplete="given-name" defaultValue="Jane" />
        <input autoComplete="family-name" defaultValue="Doe" />
        <input autoComplete="address-line1" defaultValue="Storgatan 1" />
        <input autoComplete="postal-code" defaultValue="111 22" />
        <input autoComplete="address-level2" />
      </form>
      {isShown && (
        <KlarnaButton customer={customer} session={session} onComplete={(event) => setOrder(orderOf(event))} />
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
