import type { SimulatorState } from '../../../control/describe-state.ts';
import type { ViewDeps } from '../types.ts';

type Session = SimulatorState['sessions'][number];

/** The sessions, with their contents, status and remaining life. */
export function createSessions({ build, format, json, row, list, pill, clock }: ViewDeps) {
  const lines = ({ order_lines, purchase_currency }: Session): HTMLElement =>
    build(
      'ul',
      { class: 'lines' },
      ...order_lines.map(({ name, quantity, total_amount }) =>
        build(
          'li',
          {},
          build('span', {}, quantity === 1 ? name : `${quantity} × ${name}`),
          build('span', { class: 'sum' }, format.amount(total_amount, purchase_currency)),
        ),
      ),
    );

  const life = ({ status, expires_at, authorization }: Session): HTMLElement | false => {
    if (status === 'authorized' && authorization) return clock.until(authorization.expires_at);
    return status === 'incomplete' && clock.until(expires_at);
  };

  const attempt = ({ attempt }: Session): HTMLElement | false =>
    attempt !== undefined &&
    build(
      'p',
      { class: 'facts' },
      `Last authorize at ${format.time(Date.parse(attempt.at))} for ${attempt.payment_method_category}: `,
      attempt.result === null ? 'the shopper is deciding' : JSON.stringify(attempt.result),
    );

  const render = (session: Session): HTMLLIElement => {
    const { session_id, status, order_amount, purchase_currency, purchase_country, intent = 'buy' } = session;
    const { payment_method_categories, created_at, details } = session;
    return row(
      [
        pill(status),
        build('span', { class: 'sum' }, format.amount(order_amount, purchase_currency)),
        build('span', { class: 'tag' }, purchase_country.toUpperCase()),
        build('code', { title: session_id }, format.short(session_id)),
        build('span', { class: 'end' }, life(session)),
      ],
      () => [
        build('p', { class: 'facts' }, `${session_id} · ${intent} · created ${format.time(Date.parse(created_at))}`),
        lines(session),
        build(
          'p',
          { class: 'tags' },
          ...payment_method_categories.map(({ identifier, name }) =>
            build('span', { class: 'tag', title: identifier }, name),
          ),
        ),
        attempt(session) || null,
        Object.keys(details).length > 0 && json('Shopper', details),
        json('Session', session),
      ],
    );
  };

  const shown = list<Session>('sessions', ({ session_id }) => session_id, render);
  return ({ sessions, counts }: SimulatorState): void => shown(sessions, counts.sessions);
}
