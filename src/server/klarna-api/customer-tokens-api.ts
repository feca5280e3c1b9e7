/** Customer tokens: `/customer-token/v1`. */
import type { CustomerTokenOrder, CustomerTokenRead } from '../../klarna/customer-token.ts';
import type { OrderCreated } from '../../klarna/types.ts';
import type { KlarnaClient } from './client.ts';
import { expectFields, isText } from './expect-fields.ts';
import { idempotencyHeader } from './idempotency-header.ts';
import { pathPart } from './path-part.ts';

export interface CustomerTokensApi {
  readCustomerToken(token_id: string): Promise<CustomerTokenRead>;
  /**
   * Charges the shopper again. Give the same key for the same charge (`subscription-7/2027-01`): Klarna answers a repeat
   * within 24 hours with the first order. The key is required, because without it every call is one more order. Klarna
   * compares only the key, so never use one key for two charges.
   */
  chargeCustomerToken(token_id: string, order: CustomerTokenOrder, idempotency_key: string): Promise<OrderCreated>;
  cancelCustomerToken(token_id: string): Promise<void>;
}

export function createCustomerTokensApi(send: KlarnaClient): CustomerTokensApi {
  const tokenPath = (id: string) => `/customer-token/v1/tokens/${pathPart('token_id', id)}`;
  return {
    async readCustomerToken(id) {
      const operation = 'readCustomerToken';
      const answer = await send({ operation, method: 'get', path: tokenPath(id), idempotent: true });
      return expectFields(operation, answer.body, { status: isText });
    },

    // Idempotent by its key.
    async chargeCustomerToken(id, body, idempotency_key) {
      const operation = 'chargeCustomerToken';
      if (!isText(idempotency_key)) {
        throw new TypeError('`idempotency_key` is missing: without it a repeat charges the shopper twice.');
      }
      const headers = idempotencyHeader(idempotency_key);
      const path = `${tokenPath(id)}/order`;
      const answer = await send({ operation, method: 'post', path, body, headers, idempotent: true });
      return expectFields(operation, answer.body, { order_id: isText, fraud_status: isText });
    },

    // Idempotent: it sets a state. A cancelled token can be cancelled again (recorded).
    async cancelCustomerToken(id) {
      const body = { status: 'CANCELLED' };
      const path = `${tokenPath(id)}/status`;
      await send({ operation: 'cancelCustomerToken', method: 'patch', path, body, idempotent: true });
    },
  };
}
