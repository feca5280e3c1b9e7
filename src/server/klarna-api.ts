/**
 * Klarna's API as typed calls. Every call has a deadline and fails with `KlarnaApiError` only.
 *
 * @example
 * const klarna = createKlarnaApi({ username, password, environment: 'playground', region: 'eu' });
 * const session = await klarna.readSession(session_id);
 */
import { isRecord } from '../klarna/is-record.ts';
import type { Region } from '../klarna/markets.ts';
import type { OrderCreated, OrderRequest, SessionCreated, SessionRead, SessionRequest } from '../klarna/types.ts';
import { type KlarnaEnvironment, klarnaBaseUrl } from './environment.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { createKlarnaClient } from './klarna-client.ts';

export interface KlarnaApiOptions {
  /** From Klarna's merchant portal. It says the account, and with it region and environment. */
  username: string;
  password: string;
  /** No default. A URL points to a simulator. */
  environment: KlarnaEnvironment;
  /** The account's region. @default 'eu' */
  region?: Region | undefined;
  /** Milliseconds for each call, retries and body included. @default 10000 */
  timeout?: number | undefined;
  /** @default the platform's `fetch` */
  fetch?: typeof fetch | undefined;
}

export interface KlarnaApi {
  createSession(session: SessionRequest): Promise<SessionCreated>;
  readSession(session_id: string): Promise<SessionRead>;
  /** Lists replace lists. The new categories come with the next read. */
  updateSession(session_id: string, changes: Partial<SessionRequest>): Promise<void>;
  createOrder(authorization_token: string, order: OrderRequest): Promise<OrderCreated>;
  /** Gives an approval back that is not going to be used. */
  cancelAuthorization(authorization_token: string): Promise<void>;
}

const text = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** The answer as a `T`, once the fields that everything else relies on are there. */
function expectFields<T>(operation: string, body: unknown, fields: Record<string, (value: unknown) => boolean>): T {
  const record = isRecord(body) ? body : {};
  const missing = Object.keys(fields).filter((name) => !fields[name]?.(record[name]));
  if (missing.length === 0) return record as T;
  throw new KlarnaApiError({
    operation,
    failure: 'bad-response',
    status: 200,
    detail: `the answer lacks ${missing.join(', ')}`,
  });
}

export function checkCredentials({ username, password }: Pick<KlarnaApiOptions, 'username' | 'password'>): void {
  if (!text(username) || username.includes(':')) {
    throw new TypeError('`username` is missing or has a colon: copy the API user name from Klarna’s merchant portal.');
  }
  if (!text(password)) {
    throw new TypeError('`password` is missing: copy the API password from Klarna’s merchant portal.');
  }
}

/** @throws {TypeError} where an option is missing or wrong */
export function createKlarnaApi(options: KlarnaApiOptions): KlarnaApi {
  checkCredentials(options);
  const { username, password, timeout = 10_000, fetch } = options;
  const baseUrl = klarnaBaseUrl(options.environment, options.region);
  const send = createKlarnaClient({ baseUrl, username, password, timeout, fetch });
  const sessionPath = (id: string) => `/payments/v1/sessions/${encodeURIComponent(id)}`;
  const authorizationPath = (token: string) => `/payments/v1/authorizations/${encodeURIComponent(token)}`;

  return {
    // Not repeated: each call opens one more session and counts against the lowest of Klarna's rate limits.
    async createSession(body) {
      const operation = 'createSession';
      const answer = await send({ operation, method: 'post', path: '/payments/v1/sessions', body });
      return expectFields(operation, answer.body, {
        session_id: text,
        client_token: text,
        payment_method_categories: Array.isArray,
      });
    },

    async readSession(id) {
      const operation = 'readSession';
      const answer = await send({ operation, method: 'get', path: sessionPath(id), repeatable: true });
      return expectFields(operation, answer.body, { client_token: text, order_lines: Array.isArray, status: text });
    },

    // Repeatable: it sets values, so the second call sets the same ones.
    async updateSession(id, body) {
      await send({ operation: 'updateSession', method: 'post', path: sessionPath(id), body, repeatable: true });
    },

    // Repeatable: the token is good for one order, and Klarna answers the same body with that same order again
    // (recorded: three identical calls, one `order_id`).
    async createOrder(token, body) {
      const operation = 'createOrder';
      const path = `${authorizationPath(token)}/order`;
      const answer = await send({ operation, method: 'post', path, body, repeatable: true });
      return expectFields(operation, answer.body, { order_id: text, fraud_status: text });
    },

    // Repeatable: an authorization can be gone only once; the second answer is a 404.
    async cancelAuthorization(token) {
      const operation = 'cancelAuthorization';
      await send({ operation, method: 'delete', path: authorizationPath(token), repeatable: true });
    },
  };
}
