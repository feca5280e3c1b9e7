import type { PlaceOrderResult } from '../order/place-order.ts';

/** The browser gets the fields of Klarna's answer, and no other field that `findOrder` may have returned. */
export const toOrderResponse = (placed: PlaceOrderResult) => ({
  order_id: placed.order_id,
  fraud_status: placed.fraud_status,
  redirect_url: placed.redirect_url,
  authorized_payment_method: placed.authorized_payment_method,
  // Klarna's answer also has the address and the person. The browser does not get them.
  customer_token: placed.customer_token && {
    token_id: placed.customer_token.token_id,
    payment_method_reference: placed.customer_token.payment_method_reference,
  },
});
