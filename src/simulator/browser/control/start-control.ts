import type { SimulatorState } from '../../control/describe-state.ts';
import type { createApi } from './create-api.ts';
import type { createDom } from './create-dom.ts';
import type { createFormat } from './create-format.ts';
import type { createJson } from './create-json.ts';
import type { createList } from './create-list.ts';
import type { createRow } from './create-row.ts';
import type { createCallbacks } from './panels/create-callbacks.ts';
import type { createClock } from './panels/create-clock.ts';
import type { createOrders } from './panels/create-orders.ts';
import type { createRequests } from './panels/create-requests.ts';
import type { createScript } from './panels/create-script.ts';
import type { createSessions } from './panels/create-sessions.ts';
import type { createTokens } from './panels/create-tokens.ts';
import type { createTools } from './panels/create-tools.ts';
import type { Act, ViewDeps } from './types.ts';

/** All parts of the page. `scripts.ts` collects them. */
export type ControlParts = {
  createApi: typeof createApi;
  createCallbacks: typeof createCallbacks;
  createClock: typeof createClock;
  createDom: typeof createDom;
  createFormat: typeof createFormat;
  createJson: typeof createJson;
  createList: typeof createList;
  createOrders: typeof createOrders;
  createRequests: typeof createRequests;
  createRow: typeof createRow;
  createScript: typeof createScript;
  createSessions: typeof createSessions;
  createTokens: typeof createTokens;
  createTools: typeof createTools;
};

/** The control page. It draws the state, and draws it again after each change that the simulator reports. */
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

  /** A success message disappears after this time. An error stays until the next message. */
  const MESSAGE_MS = 6000;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  const say = (text: string, isBad = false): void => {
    clearTimeout(hiding);
    message.textContent = text;
    message.classList.toggle('bad', isBad);
    if (!isBad) {
      hiding = setTimeout(() => {
        message.textContent = '';
      }, MESSAGE_MS);
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

  /** The pause between two requests for the state: under load, the shop's requests matter more than this page. */
  const REFRESH_PAUSE_MS = 250;

  /**
   * Runs one request at a time, and none while the page is hidden. Changes in the meantime cause one more refresh
   * afterwards.
   */
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
        }, REFRESH_PAUSE_MS),
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
