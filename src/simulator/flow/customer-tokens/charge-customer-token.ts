import type { OrderCreated, OrderRequest } from '../../../klarna/types.ts';
import { checkChargeBody } from '../../checks/check-token-bodies.ts';
import { KlarnaError } from '../../klarna-error.ts';
import type { State } from '../../state/state.ts';
import { saveOrder } from '../orders/save-order.ts';
import { findCustomerToken } from './customer-tokens.ts';

/**
 * `POST /customer-token/v1/tokens/{token_id}/order`: a purchase without the shopper. Without an idempotency key, every
 * call makes another order (recorded). The answer has no `redirect_url`, because there is no shopper to send there
 * (recorded; the schema has one).
 *
 * The line's `subscription` is not compared with the session's, because Klarna's answer to a different one is unknown.
 */
export function chargeCustomerToken(state: State, token_id: string, body: Record<string, unknown>): OrderCreated {
  const token = findCustomerToken(state, token_id);
  const { purchase_country, payment_method_category } = token;
  const charge = checkChargeBody(body, purchase_country);
  if (token.status === 'CANCELLED') throw new KlarnaError(403, 'TOKEN_CANCELED');
  const { merchant_urls = {}, shipping_address } = charge;
  const request: OrderRequest = { ...charge, purchase_country, merchant_urls };
  const order = saveOrder(state, {
    origin: { token_id },
    payment_method_category,
    request,
    details: { ...token.details, ...(shipping_address && { shipping_address }) },
    merchant_urls,
    redirect_url: () => undefined,
  });
  return order.reply;
}
