import type { SimulatorState } from '../../../control/describe-state.ts';
import type { ViewDeps } from '../types.ts';

type Exchange = SimulatorState['requests'][number];

/** The requests and their answers, one line each. */
export function createRequests({ build, format, json, row, list }: ViewDeps) {
  /** A request of this duration has a bar of full width. */
  const FULL_BAR_MS = 1000;
  const names = { merchant: 'Shop', browser: 'Browser' };

  const statusOf = ({ status, lost }: Exchange): HTMLElement => {
    if (lost) return build('span', { class: 'code bad', title: 'A script kept the answer from the caller' }, 'lost');
    if (status === undefined) return build('span', { class: 'code' }, '…');
    return build('span', { class: `code ${status < 400 ? 'good' : 'bad'}` }, status);
  };

  /** Klarna's error text. Most people open a line to read it. */
  const reason = ({ answered }: Exchange): HTMLElement | false => {
    const { error_code, error_messages } = { ...(answered as { error_code?: string; error_messages?: string[] }) };
    if (typeof error_code !== 'string') return false;
    return build('span', { class: 'why' }, [error_code, ...(error_messages ?? [])].join(' · '));
  };

  const bar = (duration_ms: number | undefined): HTMLElement => {
    const element = build('span', { class: 'bar', 'aria-hidden': 'true' });
    element.style.setProperty('--part', String(Math.min(1, (duration_ms ?? 0) / FULL_BAR_MS)));
    return element;
  };

  const render = (exchange: Exchange): HTMLLIElement => {
    const { method, path, from, at, call, duration_ms, sent, answered, correlation_id } = exchange;
    return row(
      [
        build('span', { class: `method ${method.toLowerCase()}` }, method),
        build('span', { class: 'path' }, path),
        build('span', { class: 'from' }, names[from]),
        statusOf(exchange),
        build('span', { class: 'duration' }, bar(duration_ms), format.duration(duration_ms)),
        reason(exchange),
      ],
      () => [
        build(
          'p',
          { class: 'facts' },
          `${format.time(Date.parse(at))}${call === undefined ? '' : ` · ${call}`}`,
          correlation_id !== undefined && ` · correlation_id ${correlation_id}`,
        ),
        build('div', { class: 'pair' }, json('Sent', sent), json('Answered', answered)),
      ],
    );
  };

  const shown = list<Exchange>('requests', ({ exchange_id }) => String(exchange_id), render);
  return ({ requests }: SimulatorState): void => shown(requests, requests.length);
}
