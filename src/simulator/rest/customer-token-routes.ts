/** Routes of customer tokens: purchases without the shopper. */
import { chargeCustomerToken } from '../flow/customer-tokens/charge-customer-token.ts';
import { cancelCustomerToken, readCustomerToken } from '../flow/customer-tokens/customer-tokens.ts';
import type { Route } from '../route.ts';
import type { State } from '../state/state.ts';
import { change, read } from './define-route.ts';
import type { Operation } from './operation.ts';
import { accepted, ok } from './replies.ts';

const TOKEN = '/customer-token/v1/tokens/{token_id}';

export function customerTokenRoutes(state: State): Route<Operation>[] {
  return [
    read(TOKEN, 'read_customer_token', ({ token_id }) => readCustomerToken(state, token_id)),
    change('POST', `${TOKEN}/order`, 'create_token_order', ({ params, body }) =>
      ok(chargeCustomerToken(state, params.token_id, body)),
    ),
    change('PATCH', `${TOKEN}/status`, 'cancel_customer_token', ({ params, body }) => {
      cancelCustomerToken(state, params.token_id, body);
      return accepted;
    }),
  ];
}
