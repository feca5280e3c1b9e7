/** A session that buys and tokenizes ends with one active customer token: the one from the authorization that became the order. */

import type { HandlerConfig } from '../config.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { Authorization } from './authorization.ts';
import { buysToo, tokenRequest } from './customer-token-request.ts';

/**
 * A repeat is harmless: a cancelled token can be cancelled again (recorded).
 *
 * @throws {HttpError} if a repeat may succeed. The page, or Klarna's callback, then sends the request again. Any other
 *   failure only goes to `onError`, because a shop whose account may not cancel tokens still sells.
 */
export async function cancelCustomerToken(config: HandlerConfig, token_id: string, request: Request): Promise<void> {
  try {
    await config.api.cancelCustomerToken(token_id);
  } catch (error) {
    reportOrRepeat(config, error, request);
  }
}

/**
 * Cancels the customer token of an authorization that becomes no order. Another request may have made the token, so the
 * handler asks Klarna for it. Klarna gives the same token for the same authorization again (recorded).
 *
 * @throws {HttpError} as `cancelCustomerToken`
 */
export async function cancelTokenOf(
  config: HandlerConfig,
  { authorization_token, session, request }: Pick<Authorization, 'authorization_token' | 'session' | 'request'>,
): Promise<void> {
  if (!buysToo(session)) return;
  let token_id: string;
  try {
    ({ token_id } = await config.api.createCustomerToken(authorization_token, tokenRequest(session)));
  } catch (error) {
    // The authorization is over and has no customer token.
    if (error instanceof KlarnaApiError && (error.status === 403 || error.status === 404)) return;
    return reportOrRepeat(config, error, request);
  }
  await cancelCustomerToken(config, token_id, request);
}

function reportOrRepeat(config: HandlerConfig, error: unknown, request: Request): void {
  if (error instanceof KlarnaApiError && error.retryable) throw toHttpError(error, 'order');
  config.onError(error, request);
}
