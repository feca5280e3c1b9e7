import type { AuthorizeResult } from '../klarna/sdk.ts';
import type { FetchHandler } from '../node/http-adapter.ts';
import { createBrowserSide } from './frames/browser-side.ts';
import { listen } from './listen.ts';
import type { Listening, ListenOptions, SimulatorOptions } from './options.ts';
import { createRestApi, isRestPath } from './rest/rest-api.ts';
import { authorizeAsShopper, type ShopperCall } from './shopper.ts';
import { createIds } from './state/ids.ts';
import type { OrderRecord, SessionRecord } from './state/records.ts';
import { createState } from './state/state.ts';

export interface KlarnaSimulator {
  (request: Request): Promise<Response>;
  /** An own origin for it; needed as soon as a browser takes part. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** What a shopper does in the pop-up, done at once: for tests without a browser. */
  authorize(session_id: string, call?: ShopperCall): AuthorizeResult;
  /** Oldest first; to be read, not written. */
  sessions(): readonly SessionRecord[];
  orders(): readonly OrderRecord[];
}

const CAPACITY = 10_000;

/**
 * Klarna Payments that runs offline: its REST API and its SDK, as one function from `Request` to `Response`.
 *
 * It remembers in memory only, and moves no money.
 *
 * @example
 * const klarna = await createKlarnaSimulator().listen({ port: 3001 });
 * // the merchant's half: environment: new URL(klarna.url); the page: <script src={klarna.sdkUrl}>
 */
export function createKlarnaSimulator(options: SimulatorOptions = {}): KlarnaSimulator {
  const { username, password, public_url, capacity = CAPACITY } = options;
  const state = createState({
    now: options.now ?? Date.now,
    ids: createIds(String(options.seed ?? crypto.randomUUID())),
    merchant_name: options.merchant_name ?? 'Your business name',
    categories: options.payment_method_categories,
    capacity,
  });
  let listeningAt: string | undefined;
  const originOf = (request: Request): string =>
    public_url ? new URL(public_url).origin : (listeningAt ?? new URL(request.url).origin);

  const rest = createRestApi(state, { username, password }, originOf);
  const browserSide = createBrowserSide(state, originOf);
  const handle = async (request: Request): Promise<Response> =>
    isRestPath(new URL(request.url).pathname) ? rest(request) : browserSide(request);

  return Object.assign(handle, {
    listen: async (where: ListenOptions = {}) => {
      const listening = await listen(handle satisfies FetchHandler, where);
      listeningAt = listening.url;
      return listening;
    },
    authorize: (session_id: string, call?: ShopperCall) => authorizeAsShopper(state, session_id, call),
    sessions: () => state.sessions.values(),
    orders: () => state.orders.values(),
  });
}
