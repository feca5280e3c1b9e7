/** Klarna's REST API: which call does what. What may be asked and answered is decided in `flow/` and `checks/`. */
import { cancelAuthorization } from '../flow/authorizations.ts';
import { chargeCustomerToken } from '../flow/charge-customer-token.ts';
import { createCustomerToken } from '../flow/create-customer-token.ts';
import { cancelCustomerToken, readCustomerToken } from '../flow/customer-tokens.ts';
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
import { readManagedOrder } from '../flow/management/read-order.ts';
import { createRefund, readRefund } from '../flow/management/refunds.ts';
import { addOrderShippingInfo } from '../flow/management/shipping-info.ts';
import { placeOrder } from '../flow/orders.ts';
import { createSession, readSession, updateSession } from '../flow/sessions.ts';
import { type Route, route } from '../route.ts';
import type { CallName } from '../script/step.ts';
import type { State } from '../state/state.ts';
import type { Operation, RestCall } from './operation.ts';
import { accepted, created, noContent, ok, type Reply } from './replies.ts';

const SESSIONS = '/payments/v1/sessions';
const AUTHORIZATION = '/payments/v1/authorizations/{authorization_token}';
const TOKEN = '/customer-token/v1/tokens/{token_id}';
const ORDER = '/ordermanagement/v1/orders/{order_id}';

/** With a body, or with none. Payments documents no idempotency key; the other two APIs do for what changes something. */
const operation = (name: CallName, takesBody: boolean, isIdempotent: boolean, run: Operation['run']): Operation => ({
  name,
  takesBody,
  isIdempotent,
  run,
});

export function restRoutes(state: State, originOf: (request: Request) => string): Route<Operation>[] {
  const read = (path: string, name: CallName, run: (params: Params) => unknown) =>
    route(
      'GET',
      path,
      operation(name, false, false, ({ params }) => ok(run(params as Params))),
    );

  const payments = (method: string, path: string, name: CallName, run: (call: Parsed) => unknown) =>
    route(
      method,
      path,
      operation(name, method === 'POST', false, (call) => answer(run(call as Parsed))),
    );

  /** Of customer tokens and order management. */
  const change = (
    method: string,
    path: string,
    name: CallName,
    run: (call: Parsed) => Reply | undefined,
    takesBody = true,
  ) =>
    route(
      method,
      path,
      operation(name, takesBody, true, (call) => run(call as Parsed) ?? noContent),
    );

  return [
    payments('POST', SESSIONS, 'create_session', ({ body, request }) => createSession(state, body, originOf(request))),
    read(`${SESSIONS}/{session_id}`, 'read_session', ({ session_id }) => readSession(state, session_id)),
    payments('POST', `${SESSIONS}/{session_id}`, 'update_session', ({ params, body }) =>
      updateSession(state, params.session_id, body),
    ),
    payments('POST', `${AUTHORIZATION}/order`, 'create_order', ({ params, body }) =>
      placeOrder(state, params.authorization_token, body),
    ),
    payments('DELETE', AUTHORIZATION, 'cancel_authorization', ({ params }) =>
      cancelAuthorization(state, params.authorization_token),
    ),
    payments('POST', `${AUTHORIZATION}/customer-token`, 'create_customer_token', ({ params, body }) =>
      createCustomerToken(state, params.authorization_token, body),
    ),

    read(TOKEN, 'read_customer_token', ({ token_id }) => readCustomerToken(state, token_id)),
    change('POST', `${TOKEN}/order`, 'create_token_order', ({ params, body }) =>
      ok(chargeCustomerToken(state, params.token_id, body)),
    ),
    change('PATCH', `${TOKEN}/status`, 'cancel_customer_token', ({ params, body }) => {
      cancelCustomerToken(state, params.token_id, body);
      return accepted;
    }),

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
    change('POST', `${ORDER}/refunds`, 'create_refund', ({ params, body, url }) => {
      const { refund_id } = createRefund(state, params.order_id, body);
      return created({ 'refund-id': refund_id, location: `${here(url)}/${refund_id}` });
    }),
    read(`${ORDER}/refunds/{refund_id}`, 'read_refund', ({ order_id, refund_id }) =>
      readRefund(state, order_id, refund_id),
    ),
  ];
}

/** The segments that the path of a route names are there when it fits. */
type Params = Readonly<
  Record<'session_id' | 'authorization_token' | 'token_id' | 'order_id' | 'capture_id' | 'refund_id', string>
>;

type Parsed = RestCall & { params: Params };

const answer = (body: unknown): Reply => (body === undefined ? noContent : ok(body));

const here = ({ origin, pathname }: URL): string => origin + pathname.replace(/\/+$/, '');
