/** Routes of the Payments API: from the cart to the order. */
import { cancelAuthorization } from '../flow/authorize/authorizations.ts';
import { createCustomerToken } from '../flow/customer-tokens/create-customer-token.ts';
import { placeOrder } from '../flow/orders/orders.ts';
import { createSession, readSession, updateSession } from '../flow/sessions/sessions.ts';
import type { Route } from '../route.ts';
import type { State } from '../state/state.ts';
import { payments, read } from './define-route.ts';
import type { Operation } from './operation.ts';

const SESSIONS = '/payments/v1/sessions';
const AUTHORIZATION = '/payments/v1/authorizations/{authorization_token}';

export function paymentsRoutes(state: State, originOf: (request: Request) => string): Route<Operation>[] {
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
  ];
}
