/** A session that buys and tokenizes ends with one active customer token: the one from the authorization that became the order. */

import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { Authorization } from './authorization.ts';
import { buysToo, tokenRequest } from './customer-token-request.ts';

type TokenOwner = Pick<Authorization, 'authorization_token' | 'session' | 'request'>;

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
 * Cancels the customer token of an authorization that became no order and cannot become one any more: it has expired, or was
 * replaced or cancelled.
 *
 * @param isNoted true if the shopper's cookie proves that the authorization belongs to the session. If false, only a token
 *   of the same person is cancelled: nobody may cancel another shopper's token
 * @throws {HttpError} as `cancelCustomerToken`
 */
export async function cancelTokenOf(
  config: HandlerConfig,
  { session, request, ...authorization }: TokenOwner,
  isNoted: boolean,
): Promise<void> {
  if (!buysToo(session)) return;
  const token = await findToken(config, { session, request, ...authorization });
  if (token && (isNoted || isSamePerson(token, session))) await cancelCustomerToken(config, token.token_id, request);
}

/**
 * Another request may have made the customer token, so the handler asks Klarna for it. Klarna gives the same token for the
 * same authorization again (recorded). An authorization that has none yet gets one, if it has not ended.
 *
 * @returns undefined if there is none
 * @throws {HttpError} as `cancelCustomerToken`
 */
export async function findTokenId(config: HandlerConfig, authorization: TokenOwner): Promise<string | undefined> {
  return (await findToken(config, authorization))?.token_id;
}

async function findToken(
  config: HandlerConfig,
  { authorization_token, session, request }: TokenOwner,
): Promise<CustomerTokenCreated | undefined> {
  try {
    return await config.api.createCustomerToken(authorization_token, tokenRequest(session));
  } catch (error) {
    // The authorization is over and has no customer token.
    if (error instanceof KlarnaApiError && (error.status === 403 || error.status === 404)) return undefined;
    reportOrRepeat(config, error, request);
    return undefined;
  }
}

/** Klarna answers a customer token with the address of its session (recorded). */
const isSamePerson = (token: CustomerTokenCreated, session: SessionRead): boolean =>
  sortedFields(token.billing_address) === sortedFields(session.billing_address);

const sortedFields = (address: object = {}): string =>
  JSON.stringify(
    Object.entries(address)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

function reportOrRepeat(config: HandlerConfig, error: unknown, request: Request): void {
  if (error instanceof KlarnaApiError && error.retryable) throw toHttpError(error, 'order');
  config.onError(error, request);
}
