import type { SimulatorState } from '../../../control/describe-state.ts';
import type { ViewDeps } from '../types.ts';

type Token = SimulatorState['customer_tokens'][number];

/** Customer tokens. Their ids are secrets, so each is shown under the id of its session. */
export function createTokens({ build, format, json, row, list, pill }: ViewDeps) {
  const render = (token: Token): HTMLLIElement =>
    row(
      [
        pill(token.status ?? 'ACTIVE'),
        build('span', { class: 'sum' }, format.time(Date.parse(token.created_at))),
        build('span', { class: 'tag' }, token.payment_method_type ?? 'token'),
        build('code', { title: token.token_id }, format.short(token.token_id)),
        build('span', { class: 'end' }, `session ${format.short(token.session_id)}`),
      ],
      () => [json('Customer token', token)],
    );

  const shown = list<Token>('customer_tokens', ({ session_id, created_at }) => session_id + created_at, render);
  return ({ customer_tokens, counts }: SimulatorState): void => shown(customer_tokens, counts.customer_tokens);
}
