import type { SimulatorState } from '../../../control/describe-state.ts';
import type { ViewDeps } from '../types.ts';

type Callback = SimulatorState['callbacks'][number];

/** Klarna's calls to the shop, and the result of each attempt. */
export function createCallbacks({ build, format, json, row, list, pill, clock }: ViewDeps) {
  const attempts = (callback: Callback): HTMLElement =>
    build(
      'ol',
      { class: 'attempts' },
      ...callback.attempts.map(({ at, status, error, duration_ms }) => {
        const isGood = status !== undefined && status < 300;
        return build(
          'li',
          {},
          build('span', { class: `code ${isGood ? 'good' : 'bad'}` }, status ?? 'no answer'),
          ` ${format.time(Date.parse(at))} · ${format.duration(duration_ms)}${error === undefined ? '' : ` · ${error}`}`,
        );
      }),
    );

  const HELD = 'Held: the simulator has no address of its own, so it sends nothing. Start it with listen().';

  const render = (callback: Callback): HTMLLIElement => {
    const { kind, url, state, next_attempt_at, body } = callback;
    return row(
      [
        pill(state),
        build('span', { class: 'kind' }, kind),
        build('span', { class: 'path' }, url),
        build(
          'span',
          { class: 'tag' },
          `${callback.attempts.length} ${callback.attempts.length === 1 ? 'try' : 'tries'}`,
        ),
        build('span', { class: 'end' }, next_attempt_at !== undefined && clock.until(next_attempt_at)),
      ],
      () => [state === 'held' && build('p', { class: 'facts' }, HELD), attempts(callback), json('Body', body)],
    );
  };

  const shown = list<Callback>('callbacks', ({ callback_id }) => callback_id, render);
  return ({ callbacks, counts }: SimulatorState): void => shown(callbacks, counts.callbacks);
}
