import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import { isAboutRequest, toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { saveCustomerToken } from '../shop.ts';
import { type Authorization, isNewestToken } from './authorization.ts';
import { cancelAuthorization } from './cancel-authorization.ts';
import { cancelCustomerToken } from './cancel-customer-token.ts';
import { buysToo, tokenRequest } from './customer-token-request.ts';

/**
 * Makes the customer token of an authorization, and lets the shop save it. Klarna gives the same token again, however often
 * it is asked.
 *
 * @returns undefined if the authorization has become an order and Klarna does not give its token any more. The shop saved
 *   that token before the order was placed
 * @throws {HttpError} 410 if a newer authorization counts. The customer token is then cancelled
 */
export async function createCustomerToken(
  config: HandlerConfig,
  authorization: Authorization,
): Promise<CustomerTokenCreated | undefined> {
  const { session_id, authorization_token, session, door, request } = authorization;
  let token: CustomerTokenCreated;
  try {
    token = await config.api.createCustomerToken(authorization_token, tokenRequest(session));
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    const isOver = session.status === 'complete' && session.intent !== 'tokenize';
    if (isOver && !error.retryable && error.status !== 401) return undefined;
    if (isAboutRequest(error)) await cancelAuthorization(config, authorization_token, request);
    throw toHttpError(error, 'order');
  }
  const standing = buysToo(session) ? await readStanding(config, authorization) : 'newest';
  if (standing === 'replaced') {
    await cancelCustomerToken(config, token.token_id, request);
    const message = 'A newer authorization of this session counts, or this one has expired. Authorize again.';
    throw new HttpError(410, { code: 'authorization', reason: 'expired', message });
  }
  if (standing === 'newest') await saveCustomerToken(config, token, { session_id, session, door, request });
  return token;
}

/**
 * Reads the session again, because the shopper may have authorized again since: another request then orders the newer
 * authorization, and the shop saves its token.
 *
 * `ordered`: the session has its order. The shop saved the token of that order before, and this token may be an older one.
 */
async function readStanding(
  config: HandlerConfig,
  { session_id, authorization_token, session }: Authorization,
): Promise<'newest' | 'ordered' | 'replaced'> {
  if (session.status === 'complete') return 'ordered';
  const now = await withKlarnaErrors('order', config.api.readSession(session_id));
  if (now.status === 'complete') return 'ordered';
  return isNewestToken(now, authorization_token) ? 'newest' : 'replaced';
}
