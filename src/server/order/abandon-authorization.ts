import type { HandlerConfig } from '../config.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import type { Authorization } from './authorization.ts';
import { cancelCustomerToken, findTokenId } from './cancel-customer-token.ts';
import { buysToo } from './customer-token-request.ts';
import { isComplete } from './is-complete.ts';

type Abandoned = Pick<Authorization, 'authorization_token' | 'session_id' | 'session' | 'request'>;

/**
 * Ends an authorization that must become no order, and cancels its customer token.
 *
 * Another request may order the authorization at the same moment. So the order of the calls matters:
 *
 * 1. The handler asks Klarna for the customer token. It is unknown whether Klarna names the token of a cancelled
 *    authorization.
 * 2. It cancels the authorization. Klarna does so only while there is no order.
 * 3. It cancels the customer token. An order whose customer token is cancelled cannot be charged again.
 *
 * @param made the customer token, if the handler has it
 * @returns `ordered` if the session has its order. Then nothing is cancelled
 * @throws {HttpError} if a repeat may succeed and there is a customer token to cancel. Without one, a failure only goes to
 *   `onError`: the authorization expires 60 minutes after it was made
 */
export async function abandonAuthorization(
  config: HandlerConfig,
  authorization: Abandoned,
  made?: { token_id: string },
): Promise<'abandoned' | 'ordered'> {
  const { authorization_token, session_id, session, request } = authorization;
  const token_id = made?.token_id ?? (buysToo(session) ? await findTokenId(config, authorization) : undefined);
  try {
    await config.api.cancelAuthorization(authorization_token);
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.status !== 404) {
      // The authorization may still become an order, which needs its customer token.
      if (token_id !== undefined && error.retryable) throw toHttpError(error, 'order');
      config.onError(error, request);
      return 'abandoned';
    }
    // Klarna does not know it any more: it has expired, was replaced or cancelled, or has become an order.
    if (await isComplete(config, session_id)) return 'ordered';
  }
  if (token_id !== undefined) await cancelCustomerToken(config, token_id, request);
  return 'abandoned';
}
