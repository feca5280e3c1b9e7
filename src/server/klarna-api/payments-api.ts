/** Sessions and authorizations: `/payments/v1`. */
import type { CustomerTokenCreated, CustomerTokenRequest } from '../../klarna/customer-token.ts';
import { isRecord } from '../../klarna/is-record.ts';
import type { OrderCreated, OrderRequest, SessionCreated, SessionRead, SessionRequest } from '../../klarna/types.ts';
import { withoutNulls } from '../../klarna/without-nulls.ts';
import type { KlarnaClient } from './client.ts';
import { absentOr, expectFields, isListOfObjects, isText, isTexts } from './expect-fields.ts';
import { isPathPart, pathPart } from './path-part.ts';

export interface PaymentsApi {
  createSession(session: SessionRequest): Promise<SessionCreated>;
  /** Members that are null in Klarna's answer are left out. */
  readSession(session_id: string): Promise<SessionRead>;
  /** A list replaces the old list. Klarna names the new payment method categories in the next read. */
  updateSession(session_id: string, changes: Partial<SessionRequest>): Promise<void>;
  createOrder(authorization_token: string, order: OrderRequest): Promise<OrderCreated>;
  /** For later purchases. If the session also becomes an order, call it before `createOrder`. */
  createCustomerToken(authorization_token: string, request: CustomerTokenRequest): Promise<CustomerTokenCreated>;
  /** Cancels an authorization that will not become an order. */
  cancelAuthorization(authorization_token: string): Promise<void>;
}

export function createPaymentsApi(send: KlarnaClient): PaymentsApi {
  const sessionPath = (id: string) => `/payments/v1/sessions/${pathPart('session_id', id)}`;
  const authorizationPath = (token: string) => `/payments/v1/authorizations/${pathPart('authorization_token', token)}`;
  return {
    // Not idempotent: each call opens one more session, and counts against Klarna's lowest rate limit.
    async createSession(body) {
      const operation = 'createSession';
      const answer = await send({ operation, method: 'post', path: '/payments/v1/sessions', body });
      return expectFields(operation, answer.body, {
        session_id: isPathPart,
        client_token: isText,
        payment_method_categories: isListOfObjects,
      });
    },

    async readSession(id) {
      const operation = 'readSession';
      const answer = await send({ operation, method: 'get', path: sessionPath(id), idempotent: true });
      return expectFields(operation, withoutNulls(answer.body), {
        client_token: isText,
        payment_method_categories: isListOfObjects,
        order_lines: isListOfObjects,
        status: isText,
        purchase_country: isText,
        purchase_currency: isText,
        intent: absentOr(isText),
        expires_at: absentOr(isText),
        authorization_token: absentOr(isPathPart),
        merchant_urls: absentOr(isTexts),
        billing_address: absentOr(isRecord),
        customer: absentOr(isRecord),
      });
    },

    // Idempotent: it sets values, and the second call sets the same ones.
    async updateSession(id, body) {
      await send({ operation: 'updateSession', method: 'post', path: sessionPath(id), body, idempotent: true });
    },

    // Idempotent: a token makes one order, and Klarna answers the same body with the same order (recorded: three identical
    // calls, one `order_id`).
    async createOrder(token, body) {
      const operation = 'createOrder';
      const path = `${authorizationPath(token)}/order`;
      const answer = await send({ operation, method: 'post', path, body, idempotent: true });
      return expectFields(operation, answer.body, { order_id: isPathPart, fraud_status: isText });
    },

    // Idempotent: the same authorization gives the same customer token again (recorded).
    async createCustomerToken(token, body) {
      const operation = 'createCustomerToken';
      const path = `${authorizationPath(token)}/customer-token`;
      const answer = await send({ operation, method: 'post', path, body, idempotent: true });
      return expectFields(operation, answer.body, {
        token_id: isPathPart,
        billing_address: absentOr(isRecord),
      });
    },

    // Idempotent: an authorization is cancelled once. The second answer is a 404.
    async cancelAuthorization(token) {
      const operation = 'cancelAuthorization';
      await send({ operation, method: 'delete', path: authorizationPath(token), idempotent: true });
    },
  };
}
