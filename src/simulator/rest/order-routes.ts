/** Routes of order management: capture, refund and change an order after the purchase. */
import {
  addCaptureShippingInfo,
  createCapture,
  listCaptures,
  readCapture,
  triggerSendOut,
} from '../flow/management/captures.ts';
import {
  acknowledgeOrder,
  cancelOrder,
  extendAuthorizationTime,
  releaseRemainingAuthorization,
  updateAuthorization,
  updateCustomerDetails,
  updateMerchantReferences,
} from '../flow/management/change-order.ts';
import { extendDueDate, readDueDateOptions } from '../flow/management/due-date.ts';
import { readManagedOrder } from '../flow/management/read-order.ts';
import { createRefund, readRefund } from '../flow/management/refunds.ts';
import { addOrderShippingInfo } from '../flow/management/shipping-info.ts';
import type { Route } from '../route.ts';
import type { State } from '../state/state.ts';
import { change, read } from './define-route.ts';
import type { Operation } from './operation.ts';
import { created } from './replies.ts';

const ORDER = '/ordermanagement/v1/orders/{order_id}';

const here = ({ origin, pathname }: URL): string => origin + pathname.replace(/\/+$/, '');

export function orderRoutes(state: State): Route<Operation>[] {
  return [
    read(ORDER, 'read_order', ({ order_id }) => readManagedOrder(state, order_id)),
    change('PATCH', `${ORDER}/authorization`, 'update_order_authorization', ({ params, body }) =>
      updateAuthorization(state, params.order_id, body),
    ),
    change('PATCH', `${ORDER}/merchant-references`, 'update_merchant_references', ({ params, body }) =>
      updateMerchantReferences(state, params.order_id, body),
    ),
    change('PATCH', `${ORDER}/customer-details`, 'update_customer_details', ({ params, body }) =>
      updateCustomerDetails(state, params.order_id, body),
    ),
    change(
      'POST',
      `${ORDER}/acknowledge`,
      'acknowledge_order',
      ({ params }) => acknowledgeOrder(state, params.order_id),
      false,
    ),
    change('POST', `${ORDER}/cancel`, 'cancel_order', ({ params }) => cancelOrder(state, params.order_id), false),
    change(
      'POST',
      `${ORDER}/extend-authorization-time`,
      'extend_authorization_time',
      ({ params }) => extendAuthorizationTime(state, params.order_id),
      false,
    ),
    change(
      'POST',
      `${ORDER}/release-remaining-authorization`,
      'release_remaining_authorization',
      ({ params }) => releaseRemainingAuthorization(state, params.order_id),
      false,
    ),
    change('POST', `${ORDER}/shipping-info`, 'add_order_shipping_info', ({ params, body }) =>
      addOrderShippingInfo(state, params.order_id, body),
    ),

    change('POST', `${ORDER}/captures`, 'create_capture', ({ params, body, url }) => {
      const { capture_id } = createCapture(state, params.order_id, body);
      return created({ 'capture-id': capture_id, location: `${here(url)}/${capture_id}` });
    }),
    read(`${ORDER}/captures`, 'list_captures', ({ order_id }) => listCaptures(state, order_id)),
    read(`${ORDER}/captures/{capture_id}`, 'read_capture', ({ order_id, capture_id }) =>
      readCapture(state, order_id, capture_id),
    ),
    change('POST', `${ORDER}/captures/{capture_id}/shipping-info`, 'add_capture_shipping_info', ({ params, body }) =>
      addCaptureShippingInfo(state, params.order_id, params.capture_id, body),
    ),
    change(
      'POST',
      `${ORDER}/captures/{capture_id}/trigger-send-out`,
      'trigger_send_out',
      ({ params }) => triggerSendOut(state, params.order_id, params.capture_id),
      false,
    ),
    read(
      `${ORDER}/captures/{capture_id}/extend-due-date-options`,
      'read_due_date_options',
      ({ order_id, capture_id }) => readDueDateOptions(state, order_id, capture_id),
    ),
    change('PATCH', `${ORDER}/captures/{capture_id}/extend-due-date`, 'extend_due_date', ({ params, body }) =>
      extendDueDate(state, params.order_id, params.capture_id, body),
    ),
    change('POST', `${ORDER}/refunds`, 'create_refund', ({ params, body, url }) => {
      const { refund_id } = createRefund(state, params.order_id, body);
      return created({ 'refund-id': refund_id, location: `${here(url)}/${refund_id}` });
    }),
    read(`${ORDER}/refunds/{refund_id}`, 'read_refund', ({ order_id, refund_id }) =>
      readRefund(state, order_id, refund_id),
    ),
  ];
}
