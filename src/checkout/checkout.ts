/**
 * The checkout: carries out what the machine's states ask for. It fetches the session and Klarna's script side by side,
 * loads the widgets, opens Klarna in the shopper's click, places the order. It draws nothing; whoever draws gives it a
 * host.
 */
import { KLARNA_SDK_URL, type KlarnaPayments } from '../klarna/sdk.ts';
import type { CustomerDetails } from '../klarna/types.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { KlarnaCheckoutError, toCheckoutError } from './errors.ts';
import {
  KlarnaAuthorizeEvent,
  KlarnaBeforeAuthorizeEvent,
  KlarnaCancelEvent,
  KlarnaCompleteEvent,
  KlarnaErrorEvent,
  KlarnaInvalidEvent,
  KlarnaReadyEvent,
  KlarnaSelectEvent,
  KlarnaStatusEvent,
  KlarnaUnavailableEvent,
} from './events.ts';
import { type CheckoutAction, type CheckoutState, categoryOf, IDLE, transition } from './machine.ts';
import * as payments from './payments.ts';
import { loadSdk } from './sdk-loader.ts';
import { type CheckoutSession, readSession } from './session.ts';

/** What the checkout asks of whoever draws it. */
export interface CheckoutHost {
  /** Events are fired here. */
  dispatchEvent(event: Event): boolean;
  /** Where the merchant's handler is mounted, e.g. `/klarna`. */
  readonly endpoint: string | undefined;
  /** A session that the page opened itself; then the endpoint is not asked for one. */
  readonly session: unknown;
  /** Wanted language and country, BCP 47. */
  readonly locale: string | undefined;
  /** A place in the light DOM for the widget of a category; the same element each time. */
  container(category: string): HTMLElement;
  /** Read at the click and not before: no customer data leaves the page until the shopper pays. */
  customerDetails(): CustomerDetails;
  /** Shows which details Klarna wants corrected, by Klarna's paths (`billing_address.email`). */
  markInvalid(invalid_fields: readonly string[]): void;
  /** Draw the new state. */
  update(state: CheckoutState): void;
}

/** What a test may put in the place of the real thing. */
export interface CheckoutParts {
  loadSdk?: (url: string) => Promise<KlarnaPayments>;
  createEndpoint?: (address: string) => Endpoint;
  /** Address of Klarna's script, asked for at each run. */
  sdkUrl?: () => string;
  followRedirect?: (url: string) => void;
}

export class Checkout {
  readonly #host: CheckoutHost;
  readonly #parts: Required<CheckoutParts>;
  #state: CheckoutState = IDLE;
  #run = 0;
  /** `prepare` was called while the shopper paid; it is made up for when they are back. */
  #isStale = false;
  /** Ends what the current run still waits for. Ordering is never among it. */
  #abort = new AbortController();
  #payments: KlarnaPayments | undefined;
  /** The token that `init` has seen last: another one makes Klarna's script forget its widgets. */
  #client_token: string | undefined;

  constructor(host: CheckoutHost, parts: CheckoutParts = {}) {
    this.#host = host;
    this.#parts = {
      loadSdk,
      createEndpoint,
      sdkUrl: () => KLARNA_SDK_URL,
      followRedirect: (url) => window.location.assign(url),
      ...parts,
    };
  }

  get state(): CheckoutState {
    return this.#state;
  }

  /**
   * Opens a session, or has the endpoint update the one that is open, and loads the widgets: at the start, when the cart
   * has changed, after a failure. The latest call wins. While the shopper pays it waits until they are back.
   */
  async prepare(category?: string): Promise<void> {
    const run = ++this.#run;
    const { status } = this.#apply({ type: 'prepare', run });
    this.#isStale = status === 'authorizing';
    if (status !== 'preparing') return;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (category !== undefined) this.#apply({ type: 'select', category });
    try {
      await this.#openOffer(run, this.#abort.signal);
    } catch (thrown) {
      if (run !== this.#run) return;
      const error = toCheckoutError(thrown, 'session', 'Klarna could not be prepared.');
      this.#apply({ type: 'prepare-failed', run, error });
    }
  }

  /** Chooses a category. `byShopper` fires `klarna-select`. */
  select(category: string | undefined, byShopper = false): void {
    const before = this.#state;
    const after = this.#apply({ type: 'select', category });
    if (byShopper && before !== after && category !== undefined) {
      this.#host.dispatchEvent(new KlarnaSelectEvent(category));
    }
  }

  /**
   * Opens Klarna for the chosen category. Must run in the task of the shopper's click, or the browser blocks the pop-up;
   * so nothing is awaited before the SDK is called.
   */
  authorize(): void {
    // Asked before anything happens: an event may only be fired for a click that the machine will take.
    if (transition(this.#state, { type: 'authorize' }) === this.#state) return;
    if (!this.#host.dispatchEvent(new KlarnaBeforeAuthorizeEvent())) return;
    const details = this.#host.customerDetails();
    const state = this.#apply({ type: 'authorize' });
    if (state.status !== 'authorizing' || !this.#payments) return;
    const { category } = state;
    void this.#settleAuthorization(this.#payments, payments.authorize(this.#payments, category, details));
  }

  /**
   * Tries again what failed: only the order when the shopper is approved, else everything. A page that cancelled
   * `klarna-authorize` hands the order back with it.
   */
  retry(): void {
    if (transition(this.#state, { type: 'order' }) !== this.#state) void this.#order();
    else void this.prepare();
  }

  /** The host has left the page. A payment under way goes on. */
  leave(): void {
    if (this.#apply({ type: 'leave' }).status === 'idle') this.#abort.abort();
  }

  async #openOffer(run: number, signal: AbortSignal): Promise<void> {
    const opening = this.#openSession(signal).then((session) => {
      this.#apply({ type: 'session-opened', run, session });
      return session;
    });
    // Side by side: the script takes as long as the session, and neither needs the other.
    const [session, sdk] = await Promise.all([opening, this.#parts.loadSdk(this.#parts.sdkUrl())]);
    // Another run by now; or nothing to load widgets for: nothing is offered, or the shopper is approved already.
    if (run !== this.#run || this.#state.status !== 'preparing') return;
    this.#payments = sdk;
    if (session.client_token !== this.#client_token) {
      payments.init(sdk, session.client_token);
      this.#client_token = session.client_token;
    }
    await this.#loadWidgets(run, sdk, session);
  }

  async #openSession(signal: AbortSignal): Promise<CheckoutSession> {
    const { session, endpoint, locale } = this.#host;
    if (session !== undefined && session !== null) return readSession(session, 'The property `session`');
    return this.#endpoint(endpoint).openSession({ locale, signal });
  }

  #endpoint(address: string | undefined): Endpoint {
    if (address) return this.#parts.createEndpoint(address);
    throw new KlarnaCheckoutError(
      'configuration',
      'Set the attribute `endpoint` to where your server mounts createKlarnaHandler, e.g. endpoint="/klarna".',
    );
  }

  /** Every category at once, hidden ones too: then the widget is there when it is chosen. */
  async #loadWidgets(run: number, sdk: KlarnaPayments, session: CheckoutSession): Promise<void> {
    const broken: unknown[] = [];
    const load = async (category: string) => {
      try {
        const show_form = await payments.load(sdk, this.#host.container(category), category);
        this.#apply({ type: 'widget-loaded', run, category, show_form });
      } catch (error) {
        broken.push(error);
        return category;
      }
    };
    const identifiers = session.payment_method_categories.map(({ identifier }) => identifier);
    const missing = (await Promise.all(identifiers.map(load))).filter((category) => category !== undefined);
    if (broken.length === 0) return;
    // Nothing to pay with, and at least one widget broke instead of being refused: that is a failure, not a "no".
    if (run === this.#run && this.#state.status === 'preparing') throw broken[0];
    for (const category of missing) this.#apply({ type: 'widget-loaded', run, category, show_form: false });
  }

  async #settleAuthorization(sdk: KlarnaPayments, answer: Promise<payments.AuthorizeOutcome>): Promise<void> {
    let outcome: payments.AuthorizeOutcome;
    try {
      outcome = await answer;
      if (payments.needsFinalize(outcome)) outcome = await payments.finalize(sdk, categoryOf(this.#state));
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'authorization', 'Klarna could not finish.');
      this.#apply({ type: 'authorize-failed', error });
      return;
    }
    const state = this.#apply(outcome);
    if (state.status === 'ready' && this.#isStale) void this.prepare();
    if (state.status !== 'authorized' || state.authorization_token === undefined) return;
    const { authorization_token, category } = state;
    if (this.#host.dispatchEvent(new KlarnaAuthorizeEvent(authorization_token, category))) await this.#order();
  }

  async #order(): Promise<void> {
    const state = this.#apply({ type: 'order' });
    if (state.status !== 'ordering') return;
    const { authorization_token, offer } = state;
    try {
      const { session_id } = offer.session;
      const order = await this.#endpoint(this.#host.endpoint).placeOrder({ authorization_token, session_id });
      this.#apply({ type: 'ordered', order });
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'order', 'The order could not be placed.');
      if (error.reason === 'declined') this.#apply({ type: 'declined' });
      else this.#apply({ type: 'order-failed', error, approval_lives: livesOn(error) });
    }
  }

  #apply(action: CheckoutAction): CheckoutState {
    const before = this.#state;
    const after = transition(before, action);
    if (after === before) return after;
    this.#state = after;
    this.#host.update(after);
    this.#announce(before, after);
    return this.#state;
  }

  #announce(before: CheckoutState, after: CheckoutState): void {
    const fire = (event: Event) => this.#host.dispatchEvent(event);
    if (before.status !== after.status) fire(new KlarnaStatusEvent(after.status));
    switch (after.status) {
      case 'ready':
        if (before.status === 'preparing') fire(new KlarnaReadyEvent(after.offer.session.payment_method_categories));
        if (before.status !== 'authorizing') return;
        if (after.notice?.kind === 'closed') fire(new KlarnaCancelEvent());
        if (after.notice?.kind === 'invalid') {
          const { invalid_fields } = after.notice;
          if (fire(new KlarnaInvalidEvent(invalid_fields))) this.#host.markInvalid(invalid_fields);
        }
        return;
      case 'unavailable':
        fire(new KlarnaUnavailableEvent(after.reason));
        return;
      case 'failed':
        fire(new KlarnaErrorEvent(after.error));
        return;
      case 'complete': {
        const { order } = after;
        if (fire(new KlarnaCompleteEvent(order)) && order.redirect_url) this.#parts.followRedirect(order.redirect_url);
        return;
      }
      default:
    }
  }
}

/** The endpoint says so where an approval is spent, stale or given back; anything else may be tried again. */
const livesOn = ({ code, reason }: KlarnaCheckoutError): boolean =>
  code !== 'authorization' && code !== 'cart-changed' && reason !== 'expired';
