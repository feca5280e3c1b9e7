/**
 * Klarna's API as typed calls. Every call has a deadline, and its only error is `KlarnaApiError`.
 *
 * @example
 * const klarna = createKlarnaApi({ username, password, environment: 'playground', region: 'eu' });
 * const session = await klarna.readSession(session_id);
 */
import type { Region } from '../../klarna/markets.ts';
import { createKlarnaClient } from './client.ts';
import { type CustomerTokensApi, createCustomerTokensApi } from './customer-tokens-api.ts';
import { type KlarnaEnvironment, klarnaBaseUrl } from './environment.ts';
import { isText } from './expect-fields.ts';
import { createOrdersApi, type OrdersApi } from './orders-api.ts';
import { createPaymentsApi, type PaymentsApi } from './payments-api.ts';

export interface KlarnaApiOptions {
  /**
   * The API user name from Klarna's merchant portal. It belongs to one account, region and environment. Undefined is allowed as
   * a type, because environment variables may be missing; it throws a clear error at once.
   */
  username: string | undefined;
  password: string | undefined;
  /** No default. A URL points to a simulator. */
  environment: KlarnaEnvironment | undefined;
  /** The account's region. @default 'eu' */
  region?: Region | undefined;
  /** Milliseconds for each call, retries and body included. @default 10000 */
  timeout?: number | undefined;
  /** @default the platform's `fetch` */
  fetch?: typeof fetch | undefined;
}

export type KlarnaApi = PaymentsApi & CustomerTokensApi & OrdersApi;

function readCredentials({ username, password }: Pick<KlarnaApiOptions, 'username' | 'password'>) {
  if (!isText(username) || username.includes(':')) {
    throw new TypeError('`username` is missing or has a colon: copy the API user name from Klarna’s merchant portal.');
  }
  if (!isText(password)) {
    throw new TypeError('`password` is missing: copy the API password from Klarna’s merchant portal.');
  }
  return { username, password };
}

/** @throws {TypeError} if an option is missing or wrong */
export function createKlarnaApi(options: KlarnaApiOptions): KlarnaApi {
  const { timeout = 10_000, fetch } = options;
  const credentials = readCredentials(options);
  const baseUrl = klarnaBaseUrl(options.environment, options.region);
  const send = createKlarnaClient({ baseUrl, ...credentials, timeout, fetch });
  return { ...createPaymentsApi(send), ...createCustomerTokensApi(send), ...createOrdersApi(send) };
}
