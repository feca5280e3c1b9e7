import type { AuthorizeResult } from '../klarna/sdk.ts';
import type { FetchHandler } from '../node/http-adapter.ts';
import type { CallbackRecord } from './callbacks/callback-record.ts';
import { addSteps } from './control/add-steps.ts';
import { createControl, isControlPath } from './control/control.ts';
import { createBrowserSide } from './frames/browser-side.ts';
import { isWildcard, listen } from './listen.ts';
import { isSdkAge, type Listening, type ListenOptions, type SimulatorOptions } from './options.ts';
import { createRestApi, isRestPath } from './rest/rest-api.ts';
import type { Step } from './script/step.ts';
import { authorizeAsShopper, type ShopperCall } from './shopper.ts';
import type { CustomerTokenRecord, OrderRecord, SessionRecord } from './state/records.ts';
import { createState, resetState } from './state/state.ts';
import { isWebAddress } from './web-address.ts';

export interface KlarnaSimulator {
  (request: Request): Promise<Response>;
  /** Serves the simulator on an origin of its own. A browser needs this. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Does at once what a shopper does in the pop-up, for tests without a browser. */
  authorize(session_id: string, call?: ShopperCall): AuthorizeResult;
  /** ms since the epoch, by the simulator's clock. */
  now(): number;
  /**
   * Moves the clock forward: 48 hours take no time. Settles when everything that became due is done, including repeated
   * callbacks.
   */
  advance(ms: number): Promise<void>;
  /** Scripts the next events, in order: for one session, or for the session that comes next. @throws {ScriptError} */
  script(steps: readonly Step[], options?: { session_id?: string }): void;
  /** Settles when no callback is in progress. */
  settled(): Promise<void>;
  /** Resets everything: records and script are empty, the clock and the ids start from the beginning. */
  reset(): void;
  /** Oldest first. Read it, do not change it. */
  sessions(): readonly SessionRecord[];
  orders(): readonly OrderRecord[];
  customerTokens(): readonly CustomerTokenRecord[];
  callbacks(): readonly CallbackRecord[];
}

const DEFAULT_CAPACITY = 10_000;

/** @throws {TypeError} that says what to do */
function checkOptions({ capacity, public_url, sdk }: SimulatorOptions): void {
  if (capacity !== undefined && !(Number.isInteger(capacity) && capacity >= 1)) {
    throw new TypeError('`capacity` must be a whole number, 1 or more.');
  }
  if (public_url !== undefined && !isWebAddress(public_url)) {
    throw new TypeError('`public_url` must be a whole address, like https://klarna.shop.example.');
  }
  if (sdk !== undefined && !isSdkAge(sdk)) throw new TypeError(`\`sdk\` must be 'current' or '2023', not '${sdk}'.`);
}

/**
 * Klarna Payments offline: its REST API and its SDK, as one function from `Request` to `Response`.
 *
 * It stores everything in memory and moves no money.
 *
 * @example
 * const klarna = await createKlarnaSimulator().listen({ port: 3001 });
 * // the merchant's server: environment: new URL(klarna.url); the page: <script src={klarna.sdkUrl}>
 */
export function createKlarnaSimulator(options: SimulatorOptions = {}): KlarnaSimulator {
  const { username, password, public_url, capacity = DEFAULT_CAPACITY, rate_limit = false, sdk = 'current' } = options;
  checkOptions(options);
  let isListening = false;
  let listeningAt: string | undefined;
  const state = createState({
    now: options.now ?? Date.now,
    seed: String(options.seed ?? crypto.randomUUID()),
    merchant_name: options.merchant_name ?? 'Your business name',
    categories: options.payment_method_categories,
    bare_payment_method: options.bare_payment_method ?? false,
    billing_country_overrides: options.billing_country_overrides ?? false,
    capacity,
    log: options.log ?? console.warn,
    fetch: options.fetch ?? globalThis.fetch,
    isSending: () => options.fetch !== undefined || isListening,
  });
  const originOf = (request: Request): string =>
    public_url ? new URL(public_url).origin : (listeningAt ?? new URL(request.url).origin);

  const rest = createRestApi(state, { credentials: { username, password }, rate_limit, originOf });
  const control = createControl(state, public_url && new URL(public_url).host);
  const browserSide = createBrowserSide(state, originOf, sdk);
  const handle = async (request: Request): Promise<Response> => {
    // A test may have moved its injected clock. Run everything that is due before this request is answered.
    void state.clock.runDue();
    const { pathname } = new URL(request.url);
    if (isRestPath(pathname)) return rest(request);
    return isControlPath(pathname) ? control(request) : browserSide(request);
  };

  return Object.assign(handle, {
    listen: async (where: ListenOptions = {}) => {
      const listening = await listen(handle satisfies FetchHandler, where);
      isListening = true;
      // On a wildcard address the simulator has many names. Then each browser uses the name under which it reached the
      // simulator.
      listeningAt = isWildcard(where.host) ? undefined : listening.url;
      const close = (): Promise<void> => {
        isListening = false;
        listeningAt = undefined;
        state.callbacks.abort();
        return listening.close();
      };
      return { ...listening, close };
    },
    authorize(session_id: string, call?: ShopperCall) {
      const result = authorizeAsShopper(state, session_id, call);
      state.changes.notify();
      return result;
    },
    now: state.now,
    async advance(ms: number) {
      await state.clock.advance(ms);
      state.changes.notify();
    },
    script(steps: readonly Step[], { session_id }: { session_id?: string } = {}) {
      addSteps(state, steps, session_id);
      state.changes.notify();
    },
    settled: () => state.callbacks.settled(),
    reset: () => resetState(state),
    sessions: () => state.sessions.values(),
    orders: () => state.orders.values(),
    customerTokens: () => state.customer_tokens.values(),
    callbacks: () => state.callbacks.values(),
  });
}
