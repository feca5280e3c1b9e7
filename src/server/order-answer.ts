import type { OrderCreated } from '../klarna/types.ts';

/** What the browser learns of an order: Klarna's answer, and nothing that `findOrder` may have added. */
export const orderAnswer = ({ order_id, fraud_status, redirect_url, authorized_payment_method }: OrderCreated) => ({
  order_id,
  fraud_status,
  redirect_url,
  authorized_payment_method,
});
