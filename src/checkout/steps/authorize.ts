/**
 * The shopper's visits to Klarna: to be approved, to be approved anew, to finalize. Each is begun in the task of a click,
 * and counted: the answer of one that was left is not the answer of the next.
 */
import type { CustomerDetails } from '../../klarna/types.ts';
import { copyDetails } from '../customer-details.ts';
import { measured } from '../diagnostics/performance.ts';
import type { Outcome } from '../endpoint/endpoint.ts';
import { KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { forbidsPopups } from '../page/sandbox.ts';
import { type AuthorizeOutcome, needsFinalize } from '../sdk/klarna-payments.ts';
import type { SdkClient } from '../sdk/sdk-client.ts';
import { type AuthorizeCall, type CheckoutState, categoryOf, offerOf } from '../state/state.ts';
import type { CheckoutStore } from '../state/store.ts';
import type { PlaceOrderStep } from './place-order.ts';
import type { PrepareStep } from './prepare.ts';
import { revisionOf } from './resume-multi-step.ts';

type VisitOutcome = AuthorizeOutcome | { readonly type: 'authorize-failed'; readonly error: KlarnaCheckoutError };

/**
 * A page cannot read its own header. The browser cuts a window of another origin off from a page with it, and says that
 * the window is closed.
 */
const CLOSED_AT_ONCE =
  'its window was gone at once. The browser blocks pop-ups, or the page stands in a sandboxed frame without allow-popups, or it is sent with Cross-Origin-Opener-Policy: same-origin, which cuts the window off and leaves it empty. Send same-origin-allow-popups instead; docs/security.md has the lines.';

/** No setting of the shopper's browser helps. */
const SANDBOXED =
  'The page stands in a sandboxed frame that opens no windows. Give the iframe sandbox="… allow-popups allow-popups-to-escape-sandbox"; docs/security.md has the list.';

export class AuthorizeStep {
  readonly #flow: CheckoutStore;
  readonly #preparation: PrepareStep;
  readonly #ordering: PlaceOrderStep;
  #visit = 0;
  /** As it was at the press: the words on the button said whether it orders. */
  #isMultiStep = false;

  constructor(flow: CheckoutStore, preparation: PrepareStep, ordering: PlaceOrderStep) {
    this.#flow = flow;
    this.#preparation = preparation;
    this.#ordering = ordering;
  }

  /** @param details as the page has let them pass */
  authorize(details: CustomerDetails): void {
    this.#start('authorize', (sdk, category) => sdk.authorize(category, details, !this.#isMultiStep), details);
  }

  finalize(): void {
    this.#start('finalize', (sdk, category, details) => sdk.finalize(category, details));
  }

  reauthorize(): void {
    const before = offerOf(this.#flow.state)?.session;
    this.#start('reauthorize', async (sdk, category, details) => {
      const session = await this.#preparation.openSession();
      if (session.client_token !== before?.client_token) {
        const message = 'The session that was approved has ended.';
        throw new KlarnaCheckoutError('authorization', message, { reason: 'expired' });
      }
      this.#flow.dispatch({ type: 'session-updated', session });
      return sdk.reauthorize(category, details);
    });
  }

  /** Klarna's window is gone, and Klarna's script has not noticed. */
  async startAgain(): Promise<void> {
    const flow = this.#flow;
    if (flow.state.status !== 'authorizing') return;
    // Until the endpoint has answered, Klarna's own answer may still come, and counts.
    const visit = this.#visit;
    if ((await this.#applyEndpointOutcome(visit, ['complete', 'authorized'])) || this.#isOver(visit)) return;
    flow.sdk?.leaveVisit();
    flow.forgetVisit();
    flow.dispatch({ type: 'closed', at_once: false });
    await flow.prepare({ anew: true });
  }

  /** The page was in the back/forward cache: Klarna's window may have closed meanwhile, with nobody there to hear of it. */
  async takeMissedOutcome(): Promise<void> {
    await this.#applyEndpointOutcome(this.#visit, ['complete', 'authorized']);
  }

  /** Calls the SDK in this very task. */
  #start(
    call: AuthorizeCall,
    start: (sdk: SdkClient, category: string, details: CustomerDetails) => Promise<AuthorizeOutcome>,
    given?: CustomerDetails,
  ): void {
    const { host, sdk, isMultiStep } = this.#flow;
    if (!sdk) return;
    const details = given ?? copyDetails(host.customerDetails?.());
    const state = this.#flow.dispatch({ type: call });
    if (state.status !== 'authorizing') return;
    this.#isMultiStep = isMultiStep;
    if (call === 'authorize') this.#remember(state);
    const answer = start(sdk, state.category, details);
    void this.#awaitResult(++this.#visit, sdk, measured(call, answer), details);
  }

  /** The page may be reloaded while Klarna's window is open, and the window answers this page alone. */
  #remember({ offer, category }: Extract<CheckoutState, { status: 'authorizing' }>): void {
    const { cart, memory } = this.#flow;
    if (cart === undefined) return;
    const { session } = offer;
    const { session_id } = session;
    const revision = revisionOf(session);
    memory?.save({ phase: 'paying', session_id, category, authorization_token: undefined, revision });
  }

  #isOver(visit: number): boolean {
    return visit !== this.#visit || this.#flow.state.status !== 'authorizing';
  }

  async #awaitResult(
    visit: number,
    sdk: SdkClient,
    answer: Promise<AuthorizeOutcome>,
    details: CustomerDetails,
  ): Promise<void> {
    let outcome: VisitOutcome;
    try {
      outcome = await answer;
      if (needsFinalize(outcome) && !this.#isMultiStep && !this.#isOver(visit)) {
        outcome = await sdk.finalize(categoryOf(this.#flow.state) ?? '', details);
      }
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'authorization', 'Klarna could not finish.');
      outcome = { type: 'authorize-failed', error };
    }
    if (this.#isOver(visit)) return;
    if (outcome.type === 'closed' && outcome.at_once && forbidsPopups()) {
      outcome = { type: 'authorize-failed', error: new KlarnaCheckoutError('configuration', SANDBOXED) };
    }
    this.#flow.forgetVisit();
    // Klarna refuses a session that has its order: paid in another tab, or placed by Klarna's callback. Only where the
    // script broke an older approval counts: against Klarna's own "no" the shopper has not been asked.
    if (outcome.type === 'declined' && (await this.#applyEndpointOutcome(visit, ['complete']))) return;
    if (outcome.type === 'authorize-failed' && (await this.#applyEndpointOutcome(visit, ['complete', 'authorized'])))
      return;
    if (!this.#isOver(visit)) await this.#applyResult(outcome);
  }

  async #applyResult(outcome: VisitOutcome): Promise<void> {
    const flow = this.#flow;
    const held = this.#isMultiStep;
    if (outcome.type === 'closed' && outcome.at_once) flow.timeline.hint(CLOSED_AT_ONCE);
    const isLastStep = flow.state.status === 'authorizing' && flow.state.call === 'finalize';
    const state = flow.dispatch(outcome.type === 'approved' ? { ...outcome, held } : outcome);
    if (state.status === 'ready' && this.#preparation.refreshPending) await flow.prepare();
    else if (state.status === 'failed' && state.error.reason === 'expired')
      await this.#ordering.restartAfterRejection(state.error);
    else if (state.status === 'unavailable') flow.memory?.clear();
    else if (state.status === 'authorized' && held && !isLastStep) this.#storeForLastPage();
    else await this.#ordering.announceAndOrder();
  }

  /** Until the last step, which may be on another page. */
  #storeForLastPage(): void {
    const { state, memory } = this.#flow;
    if (state.status !== 'authorized') return;
    const { category, authorization_token, offer } = state;
    const { session_id } = offer.session;
    memory?.save({ phase: 'held', session_id, category, authorization_token, revision: revisionOf(offer.session) });
  }

  /** @returns whether the endpoint knew more than Klarna's script did */
  async #applyEndpointOutcome(visit: number, wanted: ReadonlyArray<Outcome['status']>): Promise<boolean> {
    const flow = this.#flow;
    if (!flow.host.endpoint) return false;
    try {
      const outcome = await flow.endpoint.readOutcome();
      if (this.#isOver(visit)) return true;
      if (!wanted.includes(outcome.status)) return false;
      // Nobody waits for the script's own answer any more. A later press would otherwise wait for it for ever.
      flow.sdk?.leaveVisit();
      if (outcome.status !== 'open') flow.forgetVisit();
      if (outcome.status === 'complete') flow.dispatch({ type: 'ordered', order: outcome.order });
      if (outcome.status === 'authorized') {
        await this.#applyResult({ type: 'approved', authorization_token: outcome.authorization_token });
      }
      return true;
    } catch (thrown) {
      flow.timeline.noteError('outcome', toCheckoutError(thrown, 'order', 'The outcome is not known.'));
      return false;
    }
  }
}
