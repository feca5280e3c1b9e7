/**
 * What all parts of a checkout share: its state, and what goes with a change of it whoever brought it about. The parts
 * (`preparation.ts`, `visits.ts`, `ordering.ts`) carry out what a state asks for.
 */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import type { Endpoint, EndpointOptions } from '../endpoint/endpoint.ts';
import { nameOf } from '../endpoint/endpoint-url.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import type { CheckoutHost } from '../host.ts';
import type { PageLifecycle, PageWatchFactory } from '../page/page-lifecycle.ts';
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

/** What a test may put in the place of the real thing. */
export interface CheckoutParts {
  loadSdk?: (url: string) => Promise<KlarnaPayments>;
  createEndpoint?: (address: string, options: EndpointOptions) => Endpoint;
  createMemory?: (cart: string) => TabStorage;
  watchPage?: PageWatchFactory;
  /** Address of Klarna's script, asked for at each run. */
  sdkUrl?: () => string;
  /** Milliseconds for a session, repeats included; asked for at each run. */
  sessionTimeout?: () => number;
  followRedirect?: (url: string) => void;
  schedule?: Schedule;
}

export interface PrepareOptions {
  category?: string | undefined;
  /** Why; shown when it is ready. */
  notice?: Notice | undefined;
  /** The cart may have changed: the answer to an earlier question will not do. Default true. */
  fresh?: boolean;
  /** Another session, not this one. */
  anew?: boolean;
}

export interface FlowOptions {
  host: CheckoutHost;
  parts: Required<CheckoutParts>;
  /** @returns false where a listener cancelled the event */
  fire(event: Event): boolean;
  prepare(options?: PrepareOptions): Promise<void>;
  /** The shopper is back at the page; `persisted` if it comes out of the back/forward cache. */
  returned(persisted: boolean): void;
}

export class CheckoutStore {
  readonly host: CheckoutHost;
  readonly parts: Required<CheckoutParts>;
  readonly fire: (event: Event) => boolean;
  readonly prepare: (options?: PrepareOptions) => Promise<void>;
  readonly #returned: (persisted: boolean) => void;
  readonly timeline = new Timeline();
  readonly guard = createRefreshLimit();
  /** Klarna's script with the session of the current offer. */
  sdk: SdkClient | undefined;
  /** Of the session that was opened last. */
  session_id: string | undefined;
  #state: CheckoutState = IDLE;
  #page: PageLifecycle | undefined;
  #hasLeft = false;

  constructor({ host, parts, fire, prepare, returned }: FlowOptions) {
    this.host = host;
    this.parts = parts;
    this.fire = fire;
    this.prepare = prepare;
    this.#returned = returned;
  }

  get state(): CheckoutState {
    return this.#state;
  }

  /** The host is not on the page. What is under way is seen to its end, and nothing is begun. */
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
   * Names the cart among all that the tabs of this browser show: an endpoint knows one for each shopper, whatever sessions
   * were opened for it. Undefined where the page opened the session itself.
   */
  get cart(): string | undefined {
    const { endpoint } = this.host;
    return endpoint ? nameOf(endpoint) : undefined;
  }

  /** By the session where the page opened that itself: then there is none before it is there. */
  get memory(): TabStorage | undefined {
    const name = this.cart ?? this.session_id;
    return name ? this.parts.createMemory(name) : undefined;
  }

  /** A payment that began before this page, or this element, came, and whose end is not known. */
  get lostVisit(): StoredPayment | undefined {
    const remembered = this.cart === undefined ? undefined : this.memory?.load();
    return remembered?.phase === 'paying' ? remembered : undefined;
  }

  /** The end of the visit to Klarna is known. What is held for the last step stays. */
  forgetVisit(): void {
    if (this.lostVisit) this.memory?.clear();
  }

  /** @throws {KlarnaCheckoutError} `configuration` */
  get endpoint(): Endpoint {
    const { endpoint, headers } = this.host;
    if (endpoint) return this.parts.createEndpoint(endpoint, { headers, sessionTimeout: this.parts.sessionTimeout() });
    throw new KlarnaCheckoutError(
      'configuration',
      'Set the attribute `endpoint` to where your server mounts createKlarnaHandler, e.g. endpoint="/klarna". Without it, set `session`, cancel `klarna-authorize` and place the order yourself.',
    );
  }

  /** Whether the shopper's press has an effect now. Where another tab pays they are told. */
  takes(type: AuthorizeCall | 'order'): boolean {
    if (transition(this.#state, { type }) === this.#state) return false;
    this.guard.reset();
    if (type === 'order' || !this.#page?.isPaidElsewhere) return true;
    this.dispatch({ type: 'notice', notice: { kind: 'elsewhere' } });
    return false;
  }

  dispatch(action: CheckoutAction): CheckoutState {
    const before = this.#state;
    const after = transition(before, action);
    if (after === before) return after;
    this.#state = after;
    if (before.status !== after.status) this.#follow(before, after);
    this.host.update?.(after);
    fireEvents(before, after, {
      fire: this.fire,
      markInvalid: (invalid_fields) => this.host.markInvalid?.(invalid_fields),
      followRedirect: this.parts.followRedirect,
    });
    // Known before there was an offer to say it at.
    if (before.status === 'preparing' && this.#state.status === 'ready' && this.#page?.isPaidElsewhere) {
      this.dispatch({ type: 'notice', notice: { kind: 'elsewhere' } });
    }
    return this.#state;
  }

  /** The host is on the page. */
  enter(): void {
    this.#hasLeft = false;
    this.#page ??= this.parts.watchPage({
      prepare: () => void this.prepare(),
      onReturn: this.#returned,
      onElsewhere: (isElsewhere) => {
        if (isElsewhere) this.dispatch({ type: 'notice', notice: { kind: 'elsewhere' } });
        else if ('notice' in this.#state && this.#state.notice?.kind === 'elsewhere') void this.prepare();
      },
    });
    const { cart } = this;
    // Before there is a session: an order that is taken up after a reload has none.
    if (cart !== undefined && !isPaying(this.#state)) this.#page.watchCart(cart);
  }

  leave(): void {
    this.#hasLeft = true;
    this.dispatch({ type: 'leave' });
    if (!isPaying(this.#state)) this.#stopWatching();
  }

  #follow(before: CheckoutState, after: CheckoutState): void {
    this.timeline.note(after.status, { category: categoryOf(after) });
    if (after.status === 'failed') {
      this.timeline.noteError('error', after.error);
      if (!after.approval) this.#page?.preparationFailed(after.error);
    } else if (after.status !== 'preparing') this.#page?.preparationSucceeded();
    if (isPaying(after) && !isPaying(before)) this.#page?.paymentStarted();
    if (after.status === 'complete') this.forgetVisit();
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
