/** A session that buys and tokenizes ends with one active customer token: the one of the approval that became the order. */

import type { HandlerConfig } from '../config.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { buysToo, tokenRequest } from './customer-token-request.ts';
import type { Authorization } from './place-order.ts';

/**
 * A repeat is harmless (recorded: a cancelled token can be cancelled again), and nobody else repeats it.
 *
 * @throws {HttpError} where a repeat may succeed: the page, or Klarna's callback, sends the request again. Any other failure
 *   is reported only, because a shop whose account may not cancel tokens still sells.
 */
export async function cancelCustomerToken(config: HandlerConfig, token_id: string, request: Request): Promise<void> {
  try {
    await config.api.cancelCustomerToken(token_id);
  } catch (error) {
    reportOrRepeat(config, error, request);
  }
}

/**
 * Cancels the customer token of an approval that becomes no order. Another request may have made it, so Klarna is asked
 * for it: the same approval gives the same token again (recorded).
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
    // The approval is over and made none.
    if (error instanceof KlarnaApiError && (error.status === 403 || error.status === 404)) return;
    return reportOrRepeat(config, error, request);
  }
  await cancelCustomerToken(config, token_id, request);
}

function reportOrRepeat(config: HandlerConfig, error: unknown, request: Request): void {
  if (error instanceof KlarnaApiError && error.retryable) throw toHttpError(error, 'order');
  config.onError(error, request);
}
