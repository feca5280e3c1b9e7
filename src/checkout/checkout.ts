/**
 * The checkout: prepares an offer, opens Klarna in the shopper's click, places the order. It draws nothing; whoever draws
 * gives it a host. What happens is decided by `machine.ts`; the parts here carry it out.
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
import { createMemory } from './page/tab-storage.ts';
import { scheduleTimeout } from './schedule.ts';
import { loadSdk } from './sdk/load-sdk.ts';
import { type CheckoutState, type CheckoutStatus, categoryOf, offerOf } from './state/state.ts';
import { type CheckoutParts, CheckoutStore, type PrepareOptions } from './state/store.ts';
import { AuthorizeStep } from './steps/authorize.ts';
import { PlaceOrderStep } from './steps/place-order.ts';
import { PrepareStep } from './steps/prepare.ts';
import { PageReturn } from './steps/return-to-page.ts';

/**
 * The whole checkout without a picture: `<klarna-checkout-button>` draws exactly this one. It fires the element's events
 * on itself, or where the host wants them.
 */
export class KlarnaCheckout extends CheckoutEventTarget {
  readonly #flow: CheckoutStore;
  readonly #ordering: PlaceOrderStep;
  readonly #preparation: PrepareStep;
  readonly #visits: AuthorizeStep;
  readonly #pageReturn: PageReturn;

  constructor(host: CheckoutHost, parts: CheckoutParts = {}) {
    super();
    this.#flow = new CheckoutStore({
      host,
      parts: {
        loadSdk,
        createEndpoint,
        createMemory,
        watchPage,
        sdkUrl: () => KLARNA_SDK_URL,
        sessionTimeout: () => SESSION_TIMEOUT_MS,
        followRedirect,
        schedule: scheduleTimeout,
        ...parts,
      },
      fire: (event) => (host.dispatchEvent ? host.dispatchEvent(event) : this.dispatchEvent(event)),
      prepare: (options) => this.#prepare(options),
      returned: (persisted) => void this.#pageReturn.returned(persisted),
    });
    this.#ordering = new PlaceOrderStep(this.#flow);
    this.#preparation = new PrepareStep(this.#flow, this.#ordering);
    this.#visits = new AuthorizeStep(this.#flow, this.#preparation, this.#ordering);
    this.#pageReturn = new PageReturn(this.#flow, this.#ordering, this.#preparation, this.#visits);
  }

  /** Each state holds exactly what is true in it; see `machine.ts`. */
  get state(): CheckoutState {
    return this.#flow.state;
  }

  /** Where the checkout stands. */
  get status(): CheckoutStatus {
    return this.state.status;
  }

  /** The ways to pay that the session offers. Empty until it is there. */
  get categories(): readonly PaymentMethodCategory[] {
    return offerOf(this.state)?.session.payment_method_categories ?? [];
  }

  /** What the shopper has chosen. */
  get category(): string | undefined {
    return categoryOf(this.state);
  }

  /** The order, once it is placed. */
  get order(): PlacedOrder | undefined {
    return this.state.status === 'complete' ? this.state.order : undefined;
  }

  /** What broke, while `status` is `failed`. */
  get error(): KlarnaCheckoutError | undefined {
    return this.state.status === 'failed' ? this.state.error : undefined;
  }

  /**
   * Opens a session, or has the endpoint update the one that is open, and loads the widgets: at the start, when the cart
   * has changed, after a failure. The latest call wins. While the shopper pays it waits until they are back.
   */
  prepare(options?: PrepareOptions): Promise<void> {
    this.enter();
    return this.#prepare(options);
  }

  async #prepare(options?: PrepareOptions): Promise<void> {
    await this.#preparation.prepare(options);
    this.#pageReturn.prepared();
  }

  /** Chooses a category. `byShopper` fires `klarna-select`. */
  select(category: string | undefined, byShopper = false): void {
    const before = this.state;
    const after = this.#flow.dispatch({ type: 'select', category });
    if (!byShopper) return;
    this.#flow.guard.reset();
    if (before !== after && category !== undefined) this.#flow.fire(new KlarnaSelectEvent(category));
  }

  /**
   * Opens Klarna for the chosen category. Must run in the task of the shopper's click, or the browser blocks the pop-up;
   * so nothing is awaited before the SDK is called.
   */
  authorize(): void {
    const flow = this.#flow;
    // Enter in a field, or a script, presses with no pointer that came near before.
    this.claim();
    // Asked before anything happens: an event may only be fired for a click that the machine will take.
    if (!flow.takes('authorize')) return;
    const isAbandoned = flow.sdk?.isAbandoned ?? false;
    // Left at Klarna, by another button of the page, say. An old session has no words: nobody has done anything with it.
    if (isAbandoned) void this.prepare({ notice: { kind: 'closed', at_once: false }, anew: true });
    else if (flow.page?.isDue || this.#preparation.finalizeChanged) void this.prepare({ notice: { kind: 'renewed' } });
    else {
      const event = new KlarnaBeforeAuthorizeEvent(copyDetails(flow.host.customerDetails?.()));
      if (flow.fire(event)) this.#visits.authorize(copyDetails(event.customer));
    }
  }

  /**
   * The last step of a multi-step checkout: has Klarna finalize what it approved, where it wants that, and places the
   * order. Call it in the task of the shopper's click.
   */
  finalize(): void {
    const { state } = this;
    if (state.status === 'authorized' && state.step === 'order') void this.#ordering.announceAndOrder();
    else if (this.#flow.takes('finalize')) this.#visits.finalize();
  }

  /**
   * The cart has changed after the shopper was approved and before the last step: has the endpoint update the session,
   * and Klarna approve it anew, without the widget.
   */
  reauthorize(): void {
    if (this.#flow.takes('reauthorize')) this.#visits.reauthorize();
  }

  /**
   * Tries again what failed: only the order when the shopper is approved, else everything. A page that cancelled
   * `klarna-authorize` hands the order back with it.
   */
  retry(): void {
    this.#flow.guard.reset();
    if (this.#flow.takes('order')) void this.#ordering.order();
    else void this.prepare();
  }

  /**
   * The shopper says that Klarna's window is gone, and Klarna's script does not. What was approved in it is ordered; else
   * the session is given up for a new one, for the script would ignore another call for this one.
   */
  startAgain(): Promise<void> {
    return this.#visits.startAgain();
  }

  /** The shopper comes near: where another button of the page took Klarna's script for its session, takes it back. */
  claim(): void {
    this.#preparation.reclaim();
  }

  /** The host is on the page, or on it again. `prepare` says so, too. */
  enter(): void {
    this.#flow.enter();
  }

  /** The host has left the page. A payment under way goes on. */
  leave(): void {
    this.#flow.leave();
    this.#pageReturn.stop();
    if (this.status === 'idle') this.#preparation.stop();
  }

  /** For those who look for a fault. Holds no token and nothing of the customer. */
  explain(): Explanation {
    const { state, timeline, host, sdk } = this.#flow;
    const endpoint = host.endpoint && mountOf(host.endpoint).path;
    return explain(state, timeline, { endpoint, script_loaded: sdk !== undefined });
  }
}
