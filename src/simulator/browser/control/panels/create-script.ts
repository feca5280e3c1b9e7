import type { SimulatorState } from '../../../control/describe-state.ts';
import type { ControlApi } from '../create-api.ts';
import type { Act, ViewDeps } from '../types.ts';

/** The script: buttons that add a step, fields for the session and the count, and the steps that wait. */
export function createScript({ build, format }: ViewDeps, api: ControlApi, act: Act) {
  const find = <Found extends HTMLElement>(id: string) => document.getElementById(id) as Found;
  const times = find<HTMLSelectElement>('times');
  const session = find<HTMLSelectElement>('for-session');
  const queue = find<HTMLOListElement>('queue');
  const clear = find<HTMLButtonElement>('clear-script');
  const empty = find('queue-empty');

  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-step]')) {
    button.addEventListener('click', () => {
      const step: unknown = JSON.parse(button.dataset.step ?? '{}');
      const steps = Array.from({ length: Number(times.value) }, () => step);
      const session_id = session.value === '' ? undefined : session.value;
      const what = `${button.textContent} is next${steps.length > 1 ? `, ${steps.length} times` : ''}.`;
      act(() => api.post('/simulator/script', { steps, session_id }), what);
    });
  }
  clear.addEventListener('click', () => act(() => api.clearScript(), 'Nothing is scripted any more.'));

  type Entry = SimulatorState['script'][number];

  const nameOf = ({ step }: Entry): string => {
    const {
      outcome,
      call,
      with: how,
      refusal,
      decision,
      network,
      callback,
    } = step as unknown as Record<string, unknown>;
    if (call !== undefined)
      return `${call}: ${refusal ? 'refused' : outcome === 'fail' ? `fails (${how ?? 500})` : 'slow'}`;
    const more = [decision && `then ${decision}`, network && 'network breaks', callback && `callback ${callback}`];
    return [outcome, ...more].filter(Boolean).join(', ');
  };

  /** Equal steps in a row become one entry with a count. */
  const group = (entries: readonly Entry[]): { entry: Entry; count: number }[] => {
    const groups: { entry: Entry; count: number; text: string }[] = [];
    for (const entry of entries) {
      const text = JSON.stringify(entry);
      const last = groups.at(-1);
      if (last?.text === text) last.count += 1;
      else groups.push({ entry, count: 1, text });
    }
    return groups;
  };

  const showSessions = (sessions: SimulatorState['sessions']): void => {
    const open = sessions.filter(({ status }) => status === 'incomplete' || status === 'authorized');
    const ids = open.map(({ session_id }) => session_id);
    if (
      ids.join() ===
      [...session.options]
        .map(({ value }) => value)
        .slice(1)
        .join()
    )
      return;
    const { value } = session;
    const options = open.map(({ session_id, order_amount, purchase_currency }) =>
      build(
        'option',
        { value: session_id },
        `${format.short(session_id)} ${format.amount(order_amount, purchase_currency)}`,
      ),
    );
    session.replaceChildren(build('option', { value: '' }, 'any session'), ...options);
    session.value = ids.includes(value) ? value : '';
  };

  return ({ script, sessions }: SimulatorState): void => {
    showSessions(sessions);
    queue.replaceChildren(
      ...group(script).map(({ entry, count }) =>
        build(
          'li',
          {},
          nameOf(entry),
          count > 1 && build('span', { class: 'count' }, `× ${count}`),
          entry.session_id !== null && build('code', {}, format.short(entry.session_id)),
        ),
      ),
    );
    empty.hidden = script.length > 0;
    clear.hidden = script.length === 0;
  };
}
