'use client';

import { useEffect, useRef, useState } from 'react';

/** The class has its settings before the tag of the page is upgraded. */
async function defineButton(sdkUrl) {
  const { KlarnaCheckoutButton } = await import('klarna-checkout-button/element');
  KlarnaCheckoutButton.sdkUrl = sdkUrl;
  await import('klarna-checkout-button');
}

export function Checkout({ sdkUrl }) {
  const ref = useRef(null);
  const [order, setOrder] = useState('');
  useEffect(() => {
    const listening = new AbortController();
    const onComplete = (event) => {
      event.preventDefault();
      setOrder(event.order.order_id);
    };
    ref.current.addEventListener('klarna-complete', onComplete, listening);
    return () => listening.abort();
  }, []);
  useEffect(() => {
    defineButton(sdkUrl);
  }, [sdkUrl]);
  return (
    <main>
      <h1>Checkout</h1>
      <form id="checkout">
        <input aria-label="E-mail" autoComplete="email" />
        <input aria-label="Given name" autoComplete="given-name" />
        <input aria-label="Family name" autoComplete="family-name" />
        <input aria-label="Street" autoComplete="address-line1" />
        <input aria-label="Postcode" autoComplete="postal-code" />
        <input aria-label="City" autoComplete="address-level2" />
      </form>
      <klarna-checkout-button ref={ref} endpoint="/klarna" form="checkout" />
      <output>{order}</output>
    </main>
  );
}
