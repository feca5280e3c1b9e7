/**
 * The checkout: prepares an offer, opens Klarna in the shopper's click, places the order. It draws nothing; the host
 * draws. `state/transition.ts` decides what may follow, and the classes in `steps/` do it.
 */
import { KLARNA_SDK_URL } from '../klarna/sdk.ts';
import type { PaymentMethodCategory } from '../klarna/types.ts';
import { copyDetails } from './customer-details.ts';
import { type Explanation, explain } from './diagnostics/explain.ts';
import { createEndpoint, SESSION_TIMEOUT_MS } from './endpoint/endpoint.ts';
import { mountOf } from './endpoint/endpoint-url.ts';
import type { PlacedOrder } from './endpoint/placed-order.ts';
import type { KlarnaCheckoutError } from './errors.ts';
import { CheckoutEventTarget } from './event-target.ts';
import { KlarnaBeforeAuthorizeEvent, KlarnaSelectEvent } from './events.ts';
import type { CheckoutHost } from './host.ts';
import { followRedirect } from './page/follow-redirect.ts';
import { watchPage } from './page/page-lifecycle.ts';
import { createTabStorage } from './page/tab-storage.ts';
import { scheduleTimeout } from './schedule.ts';
import { loadSdk } from './sdk/load-sdk.ts';
import { type CheckoutState, type CheckoutStatus, categoryOf, offerOf } from './state/state.ts';
import { type CheckoutParts, CheckoutStore, type PrepareOptions } from './state/store.ts';
import { AuthorizeStep } from './steps/authorize.ts';
import { PlaceOrderStep } from './steps/place-order.ts';
import { PrepareStep } from './steps/prepare.ts';
import { ReturnToPage } from './steps/return-to-page.ts';

/**
 * The whole checkout without HTML: `<klarna-checkout-button>` draws this class. It fires the element's events on itself,
 * or on the host if that has `dispatchEvent`.
 */
export class KlarnaCheckout extends CheckoutEventTarget {
  readonly #store: CheckoutStore;
  readonly #placeOrderStep: PlaceOrderStep;
  readonly #prepareStep: PrepareStep;
  readonly #authorizeStep: AuthorizeStep;
  readonly #returnToPage: ReturnToPage;

  constructor(host: CheckoutHost, parts: CheckoutParts = {}) {
    super();
    this.#store = new CheckoutStore({
      host,
      parts: {
        loadSdk,
        createEndpoint,
        createTabStorage,
        watchPage,
        sdkUrl: () => KLARNA_SDK_URL,
        sessionTimeout: () => SESSION_TIMEOUT_MS,
        followRedirect,
        schedule: scheduleTimeout,
        ...parts,
      },
      fire: (event) => (host.dispatchEvent ? host.dispatchEvent(event) : this.dispatchEvent(event)),
      prepare: (options) => this.#prepare(options),
      returned: (persisted) => void this.#returnToPage.returned(persisted),
    });
    this.#placeOrderStep = new PlaceOrderStep(this.#store);
    this.#prepareStep = new PrepareStep(this.#store, this.#placeOrderStep);
    this.#authorizeStep = new AuthorizeStep(this.#store, this.#prepareStep, this.#placeOrderStep);
    this.#returnToPage = new ReturnToPage(this.#store, this.#placeOrderStep, this.#prepareStep, this.#authorizeStep);
  }

  /** Each state holds exactly the facts that are true in it. `CheckoutState` lists them. */
  get state(): CheckoutState {
    return this.#store.state;
  }

  /** The name of the current state. */
  get status(): CheckoutStatus {
    return this.state.status;
  }

  /** The categories that the session offers. Empty until the session is there. */
  get categories(): readonly PaymentMethodCategory[] {
    return offerOf(this.state)?.session.payment_method_categories ?? [];
  }

  /** The category that the shopper has chosen. */
  get category(): string | undefined {
    return categoryOf(this.state);
  }

  /** The order, once it is placed. */
  get order(): PlacedOrder | undefined {
    return this.state.status === 'complete' ? this.state.order : undefined;
  }

  /** The error, while `status` is `failed`. */
  get error(): KlarnaCheckoutError | undefined {
    return this.state.status === 'failed' ? this.state.error : undefined;
  }

  /**
   * Opens a session, or lets the endpoint update the open one, and loads the widgets. Call it at the start, when the cart
   * has changed, and after a failure. The latest call wins. While the shopper is at Klarna, the call waits.
   */
  prepare(options?: PrepareOptions): Promise<void> {
    this.enter();
    return this.#prepare(options);
  }

  async #prepare(options?: PrepareOptions): Promise<void> {
    await this.#prepareStep.prepare(options);
    this.#returnToPage.prepared();
  }

  /** Chooses a category. `byShopper` fires `klarna-select`. */
  select(category: string | undefined, byShopper = false): void {
    const before = this.state;
    const after = this.#store.dispatch({ type: 'select', category });
    if (!byShopper) return;
    this.#store.refreshLimit.reset();
    if (before !== after && category !== undefined) this.#store.fire(new KlarnaSelectEvent(category));
  }

  /**
   * Opens Klarna for the chosen category. Must run in the task of the shopper's click, or the browser blocks the pop-up;
   * so nothing is awaited before the SDK is called.
   */
  authorize(): void {
    const store = this.#store;
    // Enter in a field, or a script, presses without the pointer coming near first.
    this.claim();
    store.notePress('authorize');
    // Checked before the event: the event may only fire for a press that can start a payment.
    if (!store.can('authorize')) return;
    const isAbandoned = store.sdk?.isAbandoned ?? false;
    // Another button abandoned this session at Klarna, so open a new one and show "closed". A session that is merely old is
    // renewed without that notice.
    if (isAbandoned) void this.prepare({ notice: { kind: 'closed', at_once: false }, anew: true });
    else if (store.page?.isSessionTooOld || this.#prepareStep.finalizeChanged) {
      void this.prepare({ notice: { kind: 'renewed' } });
    } else {
      const event = new KlarnaBeforeAuthorizeEvent(copyDetails(store.host.customerDetails?.()));
      if (store.fire(event)) this.#authorizeStep.authorize(copyDetails(event.customer));
    }
  }

  /**
   * The last step of a multi-page checkout. Klarna finalizes the authorization, if it wants that, and the order is placed.
   * Call it in the task of the shopper's click.
   */
  finalize(): void {
    const { state } = this;
    if (state.status === 'authorized' && state.step === 'order') void this.#placeOrderStep.announceAndOrder();
    else this.#startCall('finalize');
  }

  /**
   * The cart has changed between the authorization and the last step. The endpoint updates the session, and Klarna
   * authorizes again, without the widget.
   */
  reauthorize(): void {
    this.#startCall('reauthorize');
  }

  #startCall(call: 'finalize' | 'reauthorize'): void {
    this.#store.notePress(call);
    if (this.#store.can(call)) this.#authorizeStep[call]();
  }

  /**
   * Tries again after a failure: only the order if the shopper is authorized, else everything. A page that cancelled
   * `klarna-authorize` leaves the order to the checkout with it.
   */
  retry(): void {
    this.#store.refreshLimit.reset();
    if (this.#store.can('order')) void this.#placeOrderStep.order();
    else void this.prepare();
  }

  /**
   * The shopper says that Klarna's window is gone, and Klarna's script has not noticed. If the endpoint knows an
   * authorization, it is ordered. Else a new session replaces this one: the script would ignore another call for it.
   */
  startAgain(): Promise<void> {
    return this.#authorizeStep.startAgain();
  }

  /** The shopper comes near. If another session of the page uses Klarna's script, this one loads its widgets again. */
  claim(): void {
    this.#prepareStep.reclaim();
  }

  /** The host is on the page, or on it again. `prepare` includes it. */
  enter(): void {
    this.#store.enter();
  }

  /** The host has left the page. A running order continues. */
  leave(): void {
    this.#store.leave();
    this.#returnToPage.stop();
    if (this.status === 'idle') this.#prepareStep.stop();
  }

  /** A report for developers and support. It holds no token and no customer data. */
  explain(): Explanation {
    const { state, timeline, host, sdk } = this.#store;
    const endpoint = host.endpoint && mountOf(host.endpoint).path;
    return explain(state, timeline, { endpoint, script_loaded: sdk !== undefined });
  }
}
