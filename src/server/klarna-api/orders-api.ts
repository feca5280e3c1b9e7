/** Order management: `/ordermanagement/v1/orders`. */
import type { CaptureRequest, ManagedOrder, MerchantReferences, RefundRequest } from '../../klarna/order-management.ts';
import type { KlarnaAnswer, KlarnaCall, KlarnaClient } from './client.ts';
import { expectFields, isText } from './expect-fields.ts';
import { idempotencyHeader } from './idempotency-header.ts';
import { pathPart } from './path-part.ts';

/**
 * If you give an `idempotency_key`, Klarna answers your repeat within 24 hours with the first result. Without one, each call
 * gets a new key, which makes only the retries inside that call harmless.
 */
export interface OrdersApi {
  readOrder(order_id: string): Promise<ManagedOrder>;
  captureOrder(order_id: string, capture: CaptureRequest, idempotency_key?: string): Promise<{ capture_id: string }>;
  refundOrder(order_id: string, refund: RefundRequest, idempotency_key?: string): Promise<{ refund_id: string }>;
  /** Only before the first capture. */
  cancelOrder(order_id: string, idempotency_key?: string): Promise<void>;
  /** Releases the amount that was not captured. Call it after the last parcel. */
  releaseRemainingAuthorization(order_id: string, idempotency_key?: string): Promise<void>;
  extendAuthorizationTime(order_id: string, idempotency_key?: string): Promise<void>;
  updateMerchantReferences(order_id: string, references: MerchantReferences, idempotency_key?: string): Promise<void>;
}

/** Klarna answers the id in a header of its own, and at the end of `Location`. */
function madeId(name: 'capture_id' | 'refund_id', { headers }: KlarnaAnswer) {
  const id = headers.get(name.replace('_', '-')) ?? headers.get('location')?.split('/').at(-1);
  return { [name]: id };
}

export function createOrdersApi(send: KlarnaClient): OrdersApi {
  const orderPath = (id: string) => `/ordermanagement/v1/orders/${pathPart('order_id', id)}`;

  // Idempotent by its key, which Klarna remembers for 24 hours.
  const change = (call: Omit<KlarnaCall, 'headers' | 'idempotent'>, key: string | undefined) =>
    send({ ...call, headers: idempotencyHeader(key ?? crypto.randomUUID()), idempotent: true });

  const act = (operation: string, path: string) => async (id: string, key?: string) => {
    await change({ operation, method: 'post', path: `${orderPath(id)}/${path}` }, key);
  };

  return {
    async readOrder(id) {
      const operation = 'readOrder';
      const answer = await send({ operation, method: 'get', path: orderPath(id), idempotent: true });
      return expectFields(operation, answer.body, { order_id: isText, status: isText });
    },

    async captureOrder(id, body, key) {
      const operation = 'captureOrder';
      const answer = await change({ operation, method: 'post', path: `${orderPath(id)}/captures`, body }, key);
      return expectFields(operation, madeId('capture_id', answer), { capture_id: isText });
    },

    async refundOrder(id, body, key) {
      const operation = 'refundOrder';
      const answer = await change({ operation, method: 'post', path: `${orderPath(id)}/refunds`, body }, key);
      return expectFields(operation, madeId('refund_id', answer), { refund_id: isText });
    },

    cancelOrder: act('cancelOrder', 'cancel'),
    releaseRemainingAuthorization: act('releaseRemainingAuthorization', 'release-remaining-authorization'),
    extendAuthorizationTime: act('extendAuthorizationTime', 'extend-authorization-time'),

    async updateMerchantReferences(id, body, key) {
      const path = `${orderPath(id)}/merchant-references`;
      await change({ operation: 'updateMerchantReferences', method: 'patch', path, body }, key);
    },
  };
}
