import type { HandlerConfig } from '../config.ts';
import { toHttpError } from '../http/klarna-error.ts';
import { KlarnaApiError } from '../klarna-api/klarna-api-error.ts';
import { strayOrder } from './already-placed.ts';
import type { Authorization } from './authorization.ts';
import { cancelTokenOf } from './cancel-customer-token.ts';
import { buysToo } from './customer-token-request.ts';
import { toOrderRequest } from './order-request.ts';
import type { PlaceOrderResult } from './place-order.ts';

/**
 * Cancels the customer tokens of authorizations that became no order. In an open session only the newest authorization can
 * still become the order. A completed session may name none, so Klarna is asked which one it was.
 *
 * @param older the authorization_tokens of the session before this one
 * @param placed the session's order, if it has one
 */
export async function cancelOlderTokens(
  config: HandlerConfig,
  authorization: Authorization,
  older: readonly string[],
  placed?: PlaceOrderResult,
): Promise<void> {
  const { session } = authorization;
  if (older.length === 0 || !buysToo(session)) return;
  if (session.status === 'complete' && !(await becameOrder(config, authorization, placed))) return;
  for (const authorization_token of older) await cancelTokenOf(config, { ...authorization, authorization_token });
}

/**
 * Asks Klarna for the order of the authorization again. Klarna answers with the order if it was made from this
 * authorization, and with an error for any other authorization of the session (recorded).
 */
async function becameOrder(
  config: HandlerConfig,
  { authorization_token, session, session_id }: Authorization,
  placed: PlaceOrderResult | undefined,
): Promise<boolean> {
  let order_id: string;
  try {
    ({ order_id } = await config.api.createOrder(authorization_token, toOrderRequest(session)));
  } catch (error) {
    if (!(error instanceof KlarnaApiError)) throw error;
    if (error.retryable) throw toHttpError(error, 'order');
    return false;
  }
  if (order_id !== placed?.order_id) throw strayOrder(session_id, order_id);
  return true;
}
