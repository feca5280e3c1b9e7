import type { PlaceOrderResult } from '../order/place-order.ts';

/** What the browser learns: Klarna's answer, and nothing that `findOrder` may have added. */
export const toOrderResponse = (placed: PlaceOrderResult) => ({
  order_id: placed.order_id,
  fraud_status: placed.fraud_status,
  redirect_url: placed.redirect_url,
  authorized_payment_method: placed.authorized_payment_method,
  // Without Klarna's copy of the address and the person.
  customer_token: placed.customer_token && {
    token_id: placed.customer_token.token_id,
    payment_method_reference: placed.customer_token.payment_method_reference,
  },
});
