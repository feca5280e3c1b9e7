import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { SessionRead } from '../../klarna/types.ts';
import type { HandlerConfig } from '../config.ts';
import { isAboutRequest, toHttpError, withKlarnaErrors } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { saveCustomerToken } from '../shop.ts';
import { type Authorization, expiredAuthorization, isNewestToken } from './authorization.ts';
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
    if (error instanceof KlarnaApiError) return recoverToken(config, authorization, error);
    throw error;
  }
  if (buysToo(session)) {
    // The shopper may have authorized again since: another request then orders the newer authorization.
    const now = session.status === 'complete' ? session : await readAgain(config, session_id);
    // The shop saved the token of the order before. This one may be an older one.
    if (now.status === 'complete') return token;
    if (!isNewestToken(now, authorization_token)) {
      await cancelCustomerToken(config, token.token_id, request);
      const message = 'A newer authorization of this session counts, or this one has expired. Authorize again.';
      throw expiredAuthorization(now, { message });
    }
  }
  await saveCustomerToken(config, token, { session_id, session, door, request });
  return token;
}

const readAgain = (config: HandlerConfig, session_id: string): Promise<SessionRead> =>
  withKlarnaErrors('order', config.api.readSession(session_id));

/** @returns undefined if the session has its order. @throws {HttpError} otherwise */
async function recoverToken(
  config: HandlerConfig,
  { session_id, authorization_token, session, request }: Authorization,
  refused: KlarnaApiError,
): Promise<undefined> {
  if (session.status === 'complete' && buysToo(session) && !refused.retryable && refused.status !== 401) return;
  if (isAboutRequest(refused)) await cancelAuthorization(config, authorization_token, request);
  const error = toHttpError(refused, 'order');
  if (refused.status !== 404) throw error;
  const now = await readAgain(config, session_id);
  if (now.status === 'complete' && buysToo(session)) return;
  throw expiredAuthorization(now, { ...error.body, cause: refused });
}
