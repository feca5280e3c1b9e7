/**
 * The state of one checkout, and the effects of each change: the host draws, events fire, the page's watchers are told.
 * The classes in `steps/` do the work that a state asks for.
 */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import type { Endpoint, EndpointOptions } from '../endpoint/endpoint.ts';
import { nameOf } from '../endpoint/endpoint-url.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import type { CheckoutHost } from '../host.ts';
import type { PageLifecycle, WatchPage } from '../page/page-lifecycle.ts';
import { createRefreshLimit } from '../page/refresh-limit.ts';
import type { StoredPayment, TabStorage } from '../page/tab-storage.ts';
import type { Schedule } from '../schedule.ts';
import type { SdkClient } from '../sdk/sdk-client.ts';
import { fireEvents } from './fire-events.ts';
import {
  type AuthorizeCall,
  type CheckoutAction,
  type CheckoutState,
  categoryOf,
  IDLE,
  isPaying,
  type Notice,
} from './state.ts';
import { Timeline } from './timeline.ts';
import { transition } from './transition.ts';

/** A test may replace each of these. */
export interface CheckoutParts {
  loadSdk?: (url: string) => Promise<KlarnaPayments>;
  createEndpoint?: (address: string, options: EndpointOptions) => Endpoint;
  createTabStorage?: (cart: string) => TabStorage;
  watchPage?: WatchPage;
  /** Address of Klarna's script, read at each run. */
  sdkUrl?: () => string;
  /** Milliseconds for a session, repeats included; read at each run. */
  sessionTimeout?: () => number;
  followRedirect?: (url: string) => void;
  schedule?: Schedule;
}

export interface PrepareOptions {
  category?: string | undefined;
  /** The reason, shown when the checkout is ready. */
  notice?: Notice | undefined;
  /** True if the cart may have changed, so that the answer to an earlier request is too old. Default true. */
  fresh?: boolean;
  /** Asks for another session than the current one. */
  anew?: boolean;
}

interface StoreOptions {
  host: CheckoutHost;
  parts: Required<CheckoutParts>;
  /** @returns false if a listener cancelled the event */
  fire(event: Event): boolean;
  prepare(options?: PrepareOptions): Promise<void>;
  /** The shopper is back at the page; `persisted` if the page comes from the back/forward cache. */
  returned(persisted: boolean): void;
}

const PAYING_ELSEWHERE: CheckoutAction = { type: 'notice', notice: { kind: 'elsewhere' } };

export class CheckoutStore {
  readonly host: CheckoutHost;
  readonly parts: Required<CheckoutParts>;
  readonly fire: (event: Event) => boolean;
  readonly prepare: (options?: PrepareOptions) => Promise<void>;
  readonly #returned: (persisted: boolean) => void;
  readonly timeline = new Timeline();
  readonly refreshLimit = createRefreshLimit();
  /** Klarna's script with the session of the current offer. */
  sdk: SdkClient | undefined;
  /** Id of the session that was opened last. */
  session_id: string | undefined;
  #state: CheckoutState = IDLE;
  #page: PageLifecycle | undefined;
  #hasLeft = false;

  constructor({ host, parts, fire, prepare, returned }: StoreOptions) {
    this.host = host;
    this.parts = parts;
    this.fire = fire;
    this.prepare = prepare;
    this.#returned = returned;
  }

  get state(): CheckoutState {
    return this.#state;
  }

  /** The host is not on the page: the checkout finishes a running order and starts nothing new. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  get page(): PageLifecycle | undefined {
    return this.#page;
  }

  get isMultiStep(): boolean {
    return this.host.finalize === 'manual';
  }

  /**
   * Names the cart for all tabs of this browser: an endpoint has one cart for each shopper, however many sessions it
   * opened. Undefined if the page opened the session itself.
   */
  get cart(): string | undefined {
    const { endpoint } = this.host;
    return endpoint ? nameOf(endpoint) : undefined;
  }

  /** Its key is the cart, or the session if the page opened that itself. Undefined until one of them is known. */
  get tabStorage(): TabStorage | undefined {
    const name = this.cart ?? this.session_id;
    return name ? this.parts.createTabStorage(name) : undefined;
  }

  /** A payment of an earlier page, or of an element that was removed, whose result is unknown. */
  get lostPayment(): StoredPayment | undefined {
    const stored = this.cart === undefined ? undefined : this.tabStorage?.load();
    return stored?.phase === 'paying' ? stored : undefined;
  }

  /** The result of the payment is known. An authorization that is stored for the last page stays. */
  forgetLostPayment(): void {
    if (this.lostPayment) this.tabStorage?.clear();
  }

  /** @throws {KlarnaCheckoutError} `configuration` */
  get endpoint(): Endpoint {
    const { endpoint, headers } = this.host;
    if (endpoint) return this.parts.createEndpoint(endpoint, { headers, sessionTimeout: this.parts.sessionTimeout() });
    throw new KlarnaCheckoutError(
      'configuration',
      'Set the attribute `endpoint` to the path of createKlarnaHandler, e.g. endpoint="/klarna". Or set `session`, cancel `klarna-authorize` and place the order yourself.',
    );
  }

  /** Whether the action has an effect now. No call to Klarna can start while another tab is paying. */
  can(type: AuthorizeCall | 'order'): boolean {
    return this.#changesState(type) && (type === 'order' || !this.#page?.isPayingElsewhere);
  }

  /** The shopper pressed the button for `call`. Shows the notice if another tab is paying. */
  notePress(call: AuthorizeCall): void {
    if (!this.#changesState(call)) return;
    this.refreshLimit.reset();
    if (this.#page?.isPayingElsewhere) this.dispatch(PAYING_ELSEWHERE);
  }

  dispatch(action: CheckoutAction): CheckoutState {
    const before = this.#state;
    this.#apply(action);
    // Another tab may have started paying while this checkout had no offer to show the notice on.
    if (before.status === 'preparing' && this.#state.status === 'ready' && this.#page?.isPayingElsewhere) {
      this.#apply(PAYING_ELSEWHERE);
    }
    return this.#state;
  }

  /** The host is on the page. */
  enter(): void {
    this.#hasLeft = false;
    this.#page ??= this.parts.watchPage({
      prepare: () => void this.prepare(),
      onReturn: this.#returned,
      onPayingElsewhere: (isPayingElsewhere) => {
        if (isPayingElsewhere) this.dispatch(PAYING_ELSEWHERE);
        else if ('notice' in this.#state && this.#state.notice?.kind === 'elsewhere') void this.prepare();
      },
    });
    const { cart } = this;
    // Before the session is there: an order that is resumed after a reload has no session.
    if (cart !== undefined && !isPaying(this.#state)) this.#page.watchCart(cart);
  }

  leave(): void {
    this.#hasLeft = true;
    this.dispatch({ type: 'leave' });
    if (!isPaying(this.#state)) this.#stopWatching();
  }

  #changesState(type: AuthorizeCall | 'order'): boolean {
    return transition(this.#state, { type }) !== this.#state;
  }

  #apply(action: CheckoutAction): void {
    const before = this.#state;
    const after = transition(before, action);
    if (after === before) return;
    this.#state = after;
    if (before.status !== after.status) this.#noteStatus(before, after);
    this.host.update?.(after);
    fireEvents(before, after, {
      fire: this.fire,
      markInvalid: (invalid_fields) => this.host.markInvalid?.(invalid_fields),
      followRedirect: this.parts.followRedirect,
    });
  }

  /** Tells the timeline and the page's watchers about a new status. */
  #noteStatus(before: CheckoutState, after: CheckoutState): void {
    this.timeline.note(after.status, { category: categoryOf(after) });
    if (after.status === 'failed') {
      this.timeline.noteError('error', after.error);
      if (!after.approval) this.#page?.preparationFailed(after.error);
    } else if (after.status !== 'preparing') this.#page?.preparationSucceeded();
    if (isPaying(after) && !isPaying(before)) this.#page?.paymentStarted();
    if (after.status === 'complete') this.forgetLostPayment();
    if (after.status === 'complete' && !isPaying(before)) this.#page?.paymentEnded(true);
    if (isPaying(before) && !isPaying(after)) {
      this.#page?.paymentEnded(after.status === 'complete');
      if (this.#hasLeft) this.#stopWatching();
    }
  }

  #stopWatching(): void {
    this.#page?.stop();
    this.#page = undefined;
    this.sdk?.leave();
    this.sdk = undefined;
  }
}
