import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { HandlerConfig } from '../config.ts';
import { HttpError } from '../http/http-error.ts';
import { isAboutRequest, toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { saveCustomerToken } from '../shop.ts';
import { cancelAuthorization } from './cancel-authorization.ts';
import { cancelCustomerToken } from './cancel-customer-token.ts';
import { buysToo, tokenRequest } from './customer-token-request.ts';
import type { Authorization } from './place-order.ts';

/**
 * The customer token of an approval, saved by the shop. Klarna gives the same one again, however often it is asked.
 *
 * @returns undefined where the approval is an order by now and Klarna does not tell its token any more. It was saved
 * before that order was placed.
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
    const over = session.status === 'complete' && session.intent !== 'tokenize';
    if (over && !error.retryable && error.status !== 401) return undefined;
    if (isAboutRequest(error)) await cancelAuthorization(config, authorization_token, request);
    throw toHttpError(error, 'order');
  }
  if (!buysToo(session) || (await isToBeTold(config, authorization, token)))
    await saveCustomerToken(config, token, { session_id, session, door, request });
  return token;
}

/**
 * If the session has its order, the shop saved the token of that order before, and this one may be of an older approval.
 * The session is read again, because a newer approval may have come since: another request orders it, and tells its token.
 *
 * @throws {HttpError} 410 where a newer approval counts. The token is cancelled
 */
async function isToBeTold(
  config: HandlerConfig,
  { session_id, authorization_token, session, request }: Authorization,
  { token_id }: CustomerTokenCreated,
): Promise<boolean> {
  if (session.status === 'complete') return false;
  const now = await withKlarnaErrors('order', config.api.readSession(session_id));
  if (now.status === 'complete') return false;
  if (now.authorization_token === authorization_token) return true;
  await cancelCustomerToken(config, token_id, request);
  const message = 'A newer approval of this session counts, or this one has expired. Approve again.';
  throw new HttpError(410, { code: 'authorization', reason: 'expired', message });
}
