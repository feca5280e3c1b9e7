import type { SimulatorState } from '../../control/describe-state.ts';
import type { ControlParts } from '../scripts.ts';
import type { Build } from './create-dom.ts';
import type { Format } from './create-format.ts';
import type { ShowJson } from './create-json.ts';
import type { Row } from './create-row.ts';
import type { PageClock } from './panels/create-clock.ts';

/** Does something at the simulator, and says how it went. */
export type Act = (run: () => Promise<unknown>, done: string) => void;

export interface ViewDeps {
  build: Build;
  format: Format;
  json: ShowJson;
  row: Row;
  clock: PageClock;
  /** A status as a coloured word. */
  pill(status: string): HTMLElement;
  /** Fills the panel of that name. `count` may be more than what is listed. */
  list<Entry>(
    name: string,
    idOf: (entry: Entry) => string,
    render: (entry: Entry) => HTMLLIElement,
  ): (entries: readonly Entry[], count: number) => void;
}

/** The control page: draws the state, and draws it again whenever the simulator says that something changed. */
export function startControl(parts: ControlParts): void {
  const find = (id: string) => document.getElementById(id) as HTMLElement;
  const build = parts.createDom();
  const format = parts.createFormat();
  const api = parts.createApi();
  const message = find('message');
  const live = find('live');
  let isRevealed = false;
  let isRefreshing = false;
  let isStale = false;

  /** ms: good news may go again, bad news stay until something else is said. */
  const SHOWN = 6000;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  const say = (text: string, isBad = false): void => {
    clearTimeout(hiding);
    message.textContent = text;
    message.classList.toggle('bad', isBad);
    if (!isBad) {
      hiding = setTimeout(() => {
        message.textContent = '';
      }, SHOWN);
    }
  };

  const act: Act = (run, done) => {
    run().then(
      () => say(done),
      (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
    );
  };

  const connection = (isConnected: boolean): void => {
    live.textContent = isConnected ? 'Live' : 'The simulator does not answer';
    live.classList.toggle('on', isConnected);
  };

  const deps: ViewDeps = {
    build,
    format,
    json: parts.createJson(build),
    row: parts.createRow(build),
    clock: parts.createClock(build, format, () => refresh()),
    pill: (status) => build('span', { class: `pill ${status.toLowerCase()}` }, status.toLowerCase().replace(/_/g, ' ')),
    list(name, idOf, render) {
      const shown = parts.createList(find(name), idOf, render);
      return (entries, count) => {
        shown.show(entries);
        const isAll = entries.length >= count;
        find(`${name}-count`).textContent = isAll ? String(count) : `newest ${entries.length} of ${count}`;
        find(`${name}-empty`).hidden = entries.length > 0;
      };
    },
  };

  const script = parts.createScript(deps, api, act);
  const views = [
    parts.createRequests(deps),
    parts.createSessions(deps),
    parts.createOrders(deps),
    parts.createTokens(deps),
    parts.createCallbacks(deps),
    script,
  ];

  const draw = (state: SimulatorState): void => {
    deps.clock.set(state.clock);
    find('merchant').textContent = state.merchant_name;
    find('seed').textContent = state.seed;
    for (const view of views) view(state);
  };

  /** ms between two looks: under load the shop matters more than the page. */
  const PAUSE = 250;

  /** One at a time, and none that nobody sees: what changes meanwhile is drawn afterwards, and only once. */
  function refresh(): void {
    if (isRefreshing || document.hidden) {
      isStale = true;
      return;
    }
    isRefreshing = true;
    api
      .state(isRevealed)
      .then(draw, (error: unknown) => say(error instanceof Error ? error.message : String(error), true))
      .finally(() =>
        setTimeout(() => {
          isRefreshing = false;
          catchUp();
        }, PAUSE),
      );
  }

  function catchUp(): void {
    if (!isStale) return;
    isStale = false;
    refresh();
  }

  document.addEventListener('visibilitychange', catchUp);

  parts.createTools(api, act, (reveal) => {
    isRevealed = reveal;
    refresh();
  });
  api.watch(refresh, connection);
}
