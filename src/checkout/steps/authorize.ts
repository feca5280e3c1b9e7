/**
 * The calls that open Klarna for the shopper: `authorize`, `reauthorize`, `finalize`. Each starts in the task of a click.
 * Calls are numbered, so that the answer of an abandoned call never counts for the next one.
 */
import type { CustomerDetails } from '../../klarna/types.ts';
import { copyDetails } from '../customer-details.ts';
import { measured } from '../diagnostics/performance.ts';
import type { Outcome } from '../endpoint/endpoint.ts';
import { hasReason, KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { forbidsPopups } from '../page/sandbox.ts';
import { type AuthorizeOutcome, needsFinalize } from '../sdk/klarna-payments.ts';
import type { SdkClient } from '../sdk/sdk-client.ts';
import { type AuthorizeCall, categoryOf, offerOf, type State } from '../state/state.ts';
import type { CheckoutStore } from '../state/store.ts';
import type { PlaceOrderStep } from './place-order.ts';
import type { PrepareStep } from './prepare.ts';
import { revisionOf } from './resume-multi-step.ts';

type CallOutcome = AuthorizeOutcome | { readonly type: 'authorize-failed'; readonly error: KlarnaCheckoutError };

/**
 * A page cannot read its own Cross-Origin-Opener-Policy header. With `same-origin` the browser cuts the window of another
 * origin off from the page, and says that the window is closed.
 */
const CLOSED_AT_ONCE =
  'its window closed at once. Possible causes: a pop-up blocker, a sandboxed frame without allow-popups, or Cross-Origin-Opener-Policy: same-origin (send same-origin-allow-popups). See docs/security.md.';

/** No setting of the shopper's browser helps. */
const SANDBOXED =
  'The page is in a sandboxed frame that opens no windows. Give the iframe sandbox="… allow-popups allow-popups-to-escape-sandbox". See docs/security.md.';

export class AuthorizeStep {
  readonly #store: CheckoutStore;
  readonly #prepareStep: PrepareStep;
  readonly #placeOrderStep: PlaceOrderStep;
  #callNumber = 0;
  /** Read at the press, because the button's words said then whether the press orders. */
  #isMultiStep = false;

  constructor(store: CheckoutStore, prepareStep: PrepareStep, placeOrderStep: PlaceOrderStep) {
    this.#store = store;
    this.#prepareStep = prepareStep;
    this.#placeOrderStep = placeOrderStep;
  }

  /** @param details after the listeners of `klarna-before-authorize` have changed them */
  authorize(details: CustomerDetails): void {
    this.#start('authorize', (sdk, category) => sdk.authorize(category, details, !this.#isMultiStep), details);
  }

  finalize(): void {
    this.#start('finalize', (sdk, category, details) => sdk.finalize(category, details));
  }

  reauthorize(): void {
    const before = offerOf(this.#store.state)?.session;
    this.#start('reauthorize', async (sdk, category, details) => {
      const session = await this.#prepareStep.openSession();
      if (session.client_token !== before?.client_token) {
        const message = 'The authorized session has ended.';
        throw new KlarnaCheckoutError('authorization', message, { reason: 'expired' });
      }
      this.#store.dispatch({ type: 'session-updated', session });
      return sdk.reauthorize(category, details);
    });
  }

  /** The shopper says that Klarna's window is gone, and Klarna's script has not noticed. */
  async startAgain(): Promise<void> {
    const store = this.#store;
    if (store.state.status !== 'authorizing') return;
    // Klarna's own answer still counts if it comes before the endpoint's.
    const call = this.#callNumber;
    if ((await this.#applyEndpointOutcome(call, ['complete', 'authorized'])) || this.#isOver(call)) return;
    store.sdk?.abandonCall();
    store.forgetLostPayment();
    store.dispatch({ type: 'closed', at_once: false });
    await store.prepare({ anew: true });
  }

  /** The page was in the back/forward cache, so it may have missed that Klarna's window closed. */
  async applyMissedOutcome(): Promise<void> {
    await this.#applyEndpointOutcome(this.#callNumber, ['complete', 'authorized']);
  }

  /** Calls Klarna's script in the task of the caller. */
  #start(
    call: AuthorizeCall,
    start: (sdk: SdkClient, category: string, details: CustomerDetails) => Promise<AuthorizeOutcome>,
    given?: CustomerDetails,
  ): void {
    const { host, sdk, isMultiStep } = this.#store;
    if (!sdk) return;
    const details = given ?? copyDetails(host.customerDetails?.());
    const state = this.#store.dispatch({ type: call });
    if (state.status !== 'authorizing') return;
    this.#isMultiStep = isMultiStep;
    if (call === 'authorize') this.#storeAsPaying(state);
    const answer = start(sdk, state.category, details);
    void this.#awaitResult(++this.#callNumber, sdk, measured(call, answer), details);
  }

  /** If the page is reloaded while Klarna's window is open, the next page does not get the window's answer. */
  #storeAsPaying({ offer, category }: State<'authorizing'>): void {
    const { cart, tabStorage } = this.#store;
    if (cart === undefined) return;
    const { session } = offer;
    const { session_id } = session;
    const revision = revisionOf(session);
    tabStorage?.save({ phase: 'paying', session_id, category, authorization_token: undefined, revision });
  }

  #isOver(call: number): boolean {
    return call !== this.#callNumber || this.#store.state.status !== 'authorizing';
  }

  async #awaitResult(
    call: number,
    sdk: SdkClient,
    answer: Promise<AuthorizeOutcome>,
    details: CustomerDetails,
  ): Promise<void> {
    let outcome: CallOutcome;
    try {
      outcome = await answer;
      if (needsFinalize(outcome) && !this.#isMultiStep && !this.#isOver(call)) {
        outcome = await sdk.finalize(categoryOf(this.#store.state) ?? '', details);
      }
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'authorization', 'Klarna could not finish.');
      outcome = { type: 'authorize-failed', error };
    }
    if (this.#isOver(call)) return;
    if (outcome.type === 'closed' && outcome.at_once && forbidsPopups()) {
      outcome = { type: 'authorize-failed', error: new KlarnaCheckoutError('configuration', SANDBOXED) };
    }
    this.#store.forgetLostPayment();
    // Klarna declines a session that has its order already: another tab paid it, or Klarna's callback placed the order.
    // After a decline accept only a finished order. After an SDK error, an earlier authorization counts too.
    if (outcome.type === 'declined' && (await this.#applyEndpointOutcome(call, ['complete']))) return;
    if (outcome.type === 'authorize-failed' && (await this.#applyEndpointOutcome(call, ['complete', 'authorized']))) {
      return;
    }
    if (!this.#isOver(call)) await this.#applyResult(outcome);
  }

  async #applyResult(outcome: CallOutcome): Promise<void> {
    const store = this.#store;
    const held = this.#isMultiStep;
    if (outcome.type === 'closed' && outcome.at_once) store.timeline.hint(CLOSED_AT_ONCE);
    const isLastStep = store.state.status === 'authorizing' && store.state.call === 'finalize';
    const state = store.dispatch(outcome.type === 'approved' ? { ...outcome, held } : outcome);
    if (state.status === 'ready' && this.#prepareStep.refreshPending) await store.prepare();
    else if (state.status === 'failed' && hasReason(state.error, 'expired')) {
      await this.#placeOrderStep.restartAfterRejection(state.error);
    } else if (state.status === 'unavailable') store.tabStorage?.clear();
    else if (state.status === 'authorized' && held && !isLastStep) this.#storeForLastPage(state);
    else await this.#placeOrderStep.announceAndOrder();
  }

  /** The last step may be on another page. */
  #storeForLastPage({ category, authorization_token, offer }: State<'authorized'>): void {
    const { session_id } = offer.session;
    const revision = revisionOf(offer.session);
    this.#store.tabStorage?.save({ phase: 'held', session_id, category, authorization_token, revision });
  }

  /** @returns true if the endpoint's answer counts, or the call is over; then Klarna's answer does not count any more */
  async #applyEndpointOutcome(call: number, accepted: ReadonlyArray<Outcome['status']>): Promise<boolean> {
    const store = this.#store;
    if (!store.host.endpoint) return false;
    try {
      const outcome = await store.endpoint.readOutcome();
      if (this.#isOver(call)) return true;
      if (!accepted.includes(outcome.status)) return false;
      // Nobody waits for the script's own answer any more. A later press would otherwise wait for it without end.
      store.sdk?.abandonCall();
      if (outcome.status !== 'open') store.forgetLostPayment();
      if (outcome.status === 'complete') store.dispatch({ type: 'ordered', order: outcome.order });
      if (outcome.status === 'authorized') {
        await this.#applyResult({ type: 'approved', authorization_token: outcome.authorization_token });
      }
      return true;
    } catch (thrown) {
      store.timeline.noteUnknownOutcome(thrown);
      return false;
    }
  }
}
