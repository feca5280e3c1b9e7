import type { CustomerTokenRead } from '../../../klarna/customer-token.ts';
import { badValue, KlarnaError } from '../../klarna-error.ts';
import type { CustomerTokenRecord } from '../../state/records.ts';
import type { State } from '../../state/state.ts';
import { paymentMethodOf } from '../orders/payment-method.ts';

/** The text is recorded; Klarna's documentation has another. @throws {KlarnaError} 404 */
export function findCustomerToken(state: State, token_id: string): CustomerTokenRecord {
  const token = state.customer_tokens.get(token_id);
  if (token === undefined) throw new KlarnaError(404, 'TOKEN_NOT_FOUND', ['Customer token not found']);
  return token;
}

/** `GET /customer-token/v1/tokens/{token_id}` */
export function readCustomerToken(state: State, token_id: string): CustomerTokenRead {
  const { status, payment_method_category, purchase_country } = findCustomerToken(state, token_id);
  const { type } = paymentMethodOf(payment_method_category, purchase_country);
  return {
    payment_method_type: type.toUpperCase(),
    status,
    ...(type === 'card' && { card: { brand: 'VISA', expiry_date: '12/2039', masked_number: '**** **** **** 1111' } }),
  };
}

/** `PATCH …/status`: the only new status is cancelled, and the call may be repeated (recorded). */
export function cancelCustomerToken(state: State, token_id: string, { status }: Record<string, unknown>): void {
  const token = findCustomerToken(state, token_id);
  if (status !== 'CANCELLED') throw badValue(['status']);
  token.status = 'CANCELLED';
}
