/**
 * The checkout: carries out what the machine's states ask for. It fetches the session and Klarna's script side by side,
 * loads the widgets, opens Klarna in the shopper's click, places the order. It draws nothing; whoever draws gives it a
 * host.
 */
import { KLARNA_SDK_URL, type KlarnaPayments } from '../klarna/sdk.ts';
import type { CustomerDetails, PaymentMethodCategory } from '../klarna/types.ts';
import { announce } from './announce.ts';
import { createEndpoint, type Endpoint, type Outcome } from './endpoint.ts';
import { KlarnaCheckoutError, toCheckoutError } from './errors.ts';
import { KlarnaAuthorizeEvent, KlarnaBeforeAuthorizeEvent, KlarnaSelectEvent } from './events.ts';
import { type Explanation, explain } from './explain.ts';
import { readHeldApproval } from './held-approval.ts';
import type { CheckoutHost } from './host.ts';
import {
  type AuthorizeCall,
  type CheckoutAction,
  type CheckoutState,
  type CheckoutStatus,
  categoryOf,
  IDLE,
  type Notice,
  offerOf,
  transition,
} from './machine.ts';
import { measured } from './measure.ts';
import { createMemory, type Memory, type Remembered } from './memory.ts';
import { openShared } from './opening.ts';
import { type PageWatch, type PageWatchFactory, watchPage } from './page-watch.ts';
import { type AuthorizeOutcome, needsFinalize } from './payments.ts';
import type { PlacedOrder } from './placed-order.ts';
import { createRefreshGuard } from './refresh-guard.ts';
import { SdkClient } from './sdk-client.ts';
import { loadSdk } from './sdk-loader.ts';
import { type CheckoutSession, readSession } from './session.ts';
import { Timeline } from './timeline.ts';

/** What a test may put in the place of the real thing. */
export interface CheckoutParts {
  loadSdk?: (url: string) => Promise<KlarnaPayments>;
  createEndpoint?: (address: string) => Endpoint;
  createMemory?: (address: string) => Memory;
  watchPage?: PageWatchFactory;
  /** Address of Klarna's script, asked for at each run. */
  sdkUrl?: () => string;
  followRedirect?: (url: string) => void;
}

export interface PrepareOptions {
  category?: string | undefined;
  /** Why; shown when it is ready. */
  notice?: Notice | undefined;
  /** The cart may have changed: the answer to an earlier question will not do. Default true. */
  fresh?: boolean;
  /** Gives the session up first. */
  anew?: boolean;
}

type VisitOutcome = AuthorizeOutcome | { readonly type: 'authorize-failed'; readonly error: KlarnaCheckoutError };

/**
 * The whole checkout without a picture: `<klarna-checkout-button>` draws exactly this one. It fires the element's events
 * on itself, or where the host wants them.
 */
export class KlarnaCheckout extends EventTarget {
  readonly #host: CheckoutHost;
  readonly #parts: Required<CheckoutParts>;
  readonly #guard = createRefreshGuard();
  readonly #timeline = new Timeline();
  #state: CheckoutState = IDLE;
  #run = 0;
  /** Counts the shopper's visits to Klarna: the answer of one that was left is not the answer of the next. */
  #visit = 0;
  /** `prepare` was called while the shopper paid; it is made up for when they are back. */
  #isStale = false;
  /** Ends what the current run still waits for. Ordering is never among it. */
  #abort = new AbortController();
  #sdk: SdkClient | undefined;
  #sdkObject: KlarnaPayments | undefined;
  #page: PageWatch | undefined;
  /** The host has left; what is under way is seen to its end. */
  #hasLeft = false;

  constructor(host: CheckoutHost, parts: CheckoutParts = {}) {
    super();
    this.#host = host;
    this.#parts = {
      loadSdk,
      createEndpoint,
      createMemory,
      watchPage,
      sdkUrl: () => KLARNA_SDK_URL,
      followRedirect: (url) => window.location.assign(url),
      ...parts,
    };
  }

  /** Each state holds exactly what is true in it; see `machine.ts`. */
  get state(): CheckoutState {
    return this.#state;
  }

  /** Where the checkout stands. */
  get status(): CheckoutStatus {
    return this.#state.status;
  }

  /** The ways to pay that the session offers. Empty until it is there. */
  get categories(): readonly PaymentMethodCategory[] {
    return offerOf(this.#state)?.session.payment_method_categories ?? [];
  }

  /** What the shopper has chosen. */
  get category(): string | undefined {
    return categoryOf(this.#state);
  }

  /** The order, once it is placed. */
  get order(): PlacedOrder | undefined {
    return this.#state.status === 'complete' ? this.#state.order : undefined;
  }

  /** What broke, while `status` is `failed`. */
  get error(): KlarnaCheckoutError | undefined {
    return this.#state.status === 'failed' ? this.#state.error : undefined;
  }

  /**
   * Opens a session, or has the endpoint update the one that is open, and loads the widgets: at the start, when the cart
   * has changed, after a failure. The latest call wins. While the shopper pays it waits until they are back.
   */
  async prepare(options: PrepareOptions = {}): Promise<void> {
    const run = ++this.#run;
    this.#hasLeft = false;
    this.#page ??= this.#watchPage();
    const { status } = this.#apply({ type: 'prepare', run, notice: options.notice });
    this.#isStale = status === 'authorizing';
    if (status !== 'preparing') return;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (options.category !== undefined) this.#apply({ type: 'select', category: options.category });
    try {
      this.#guard.count();
      if (options.anew) await this.#giveUp();
      await measured('prepare', this.#openOffer(run, options.fresh ?? true, this.#abort.signal));
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
    if (!byShopper) return;
    this.#guard.reset();
    if (before !== after && category !== undefined) this.#fire(new KlarnaSelectEvent(category));
  }

  /**
   * Opens Klarna for the chosen category. Must run in the task of the shopper's click, or the browser blocks the pop-up;
   * so nothing is awaited before the SDK is called.
   */
  authorize(): void {
    // Asked before anything happens: an event may only be fired for a click that the machine will take.
    if (!this.#takes('authorize')) return;
    if (this.#page?.isDue) {
      void this.prepare({ notice: { kind: 'expired' } });
      return;
    }
    if (!this.#fire(new KlarnaBeforeAuthorizeEvent())) return;
    this.#visitKlarna('authorize', (sdk, category, details) =>
      sdk.authorize(category, details, this.#host.finalize !== 'manual'),
    );
  }

  /**
   * The last step of a multi-step checkout: has Klarna finalize what it approved, where it wants that, and places the
   * order. Call it in the task of the shopper's click.
   */
  finalize(): void {
    const state = this.#state;
    if (state.status === 'authorized' && state.step === 'order') void this.#approved();
    else if (this.#takes('finalize')) {
      this.#visitKlarna('finalize', (sdk, category, details) => sdk.finalize(category, details));
    }
  }

  /**
   * The cart has changed after the shopper was approved and before the last step: has the endpoint update the session,
   * and Klarna approve it anew, without the widget.
   */
  reauthorize(): void {
    if (!this.#takes('reauthorize')) return;
    const before = offerOf(this.#state)?.session;
    this.#visitKlarna('reauthorize', async (sdk, category, details) => {
      const session = await this.#openSession(true, this.#abort.signal);
      if (session.client_token !== before?.client_token) {
        const message = 'The session that was approved has ended.';
        throw new KlarnaCheckoutError('authorization', message, { reason: 'expired' });
      }
      this.#apply({ type: 'session-updated', session });
      return sdk.reauthorize(category, details);
    });
  }

  /**
   * Tries again what failed: only the order when the shopper is approved, else everything. A page that cancelled
   * `klarna-authorize` hands the order back with it.
   */
  retry(): void {
    this.#guard.reset();
    if (this.#takes('order')) void this.#order();
    else void this.prepare();
  }

  /**
   * The shopper says that Klarna's window is gone, and Klarna's script does not. What was approved in it is ordered; else
   * the session is given up for a new one, for the script would ignore another call for this one.
   */
  async startAgain(): Promise<void> {
    if (this.#state.status !== 'authorizing') return;
    const visit = ++this.#visit;
    if (await this.#takeOutcome(visit, ['complete', 'authorized'])) return;
    this.#sdk?.leaveVisit();
    this.#apply({ type: 'closed', at_once: false });
    this.#memory?.forget();
    await this.prepare({ anew: true });
  }

  /** The shopper comes near: where another button of the page took Klarna's script for its session, takes it back. */
  claim(): void {
    const state = this.#state;
    const sdk = this.#sdk;
    if (state.status !== 'ready' || !sdk?.reclaim()) return;
    this.#loadWidgets(state.run, sdk, state.offer.session).catch((thrown: unknown) => {
      this.#timeline.noteError('widgets', toCheckoutError(thrown, 'sdk', 'The widgets did not come back.'));
      void this.prepare();
    });
  }

  /** The host has left the page. A payment under way goes on. */
  leave(): void {
    this.#hasLeft = true;
    if (this.#apply({ type: 'leave' }).status === 'idle') this.#abort.abort();
    if (!isPaying(this.#state)) this.#stopWatching();
  }

  /** For those who look for a fault. Holds no token and nothing of the customer. */
  explain(): Explanation {
    return explain(this.#state, this.#timeline, {
      endpoint: this.#host.endpoint,
      script_loaded: this.#sdk !== undefined,
    });
  }

  async #openOffer(run: number, fresh: boolean, signal: AbortSignal): Promise<void> {
    const remembered = this.#memory?.recall();
    if (remembered?.phase === 'ordering' && this.#resumeOrder(run, remembered)) return this.#finishOrder();
    const opening = measured('session', this.#openSession(fresh, signal)).then((session) => {
      const isManual = this.#host.finalize === 'manual';
      const held = isManual ? readHeldApproval(session, remembered, this.#hasOwnSession) : undefined;
      const { authorization_token, ...unapproved } = session;
      // What is held is for the last step to order, and not for a retry.
      this.#apply({ type: 'session-opened', run, session: held ? unapproved : session });
      return { session, held };
    });
    // Side by side: the script takes as long as the session, and neither needs the other.
    const script = measured('script', this.#parts.loadSdk(this.#parts.sdkUrl()));
    const [{ session, held }, sdkObject] = await Promise.all([opening, script]);
    const isOver = () => run !== this.#run || this.#state.status !== 'preparing';
    // Another run by now; or nothing to load widgets for: nothing is offered, or the shopper is approved already.
    if (isOver()) return;
    const sdk = this.#useSdk(sdkObject);
    await sdk.use(session.client_token);
    if (isOver()) return;
    if (held) {
      this.#apply({ type: 'resumed', run, ...held });
      await this.#loadReview(sdk, session);
    } else await measured('widgets', this.#loadWidgets(run, sdk, session));
  }

  /** The answer to the order was never seen: a reload in its midst, a tab that died. Asking again makes no second one. */
  #resumeOrder(run: number, { session_id, category, authorization_token }: Remembered): boolean {
    if (authorization_token === undefined) return false;
    const approval = { offer: undefined, session_id, category, authorization_token };
    return this.#apply({ type: 'order-resumed', run, approval }).status === 'ordering';
  }

  async #openSession(fresh: boolean, signal: AbortSignal): Promise<CheckoutSession> {
    const { endpoint: address, locale, finalize } = this.#host;
    const session = this.#hasOwnSession
      ? readSession(this.#host.session, 'The property `session`')
      : await openShared({
          address: address ?? '',
          endpoint: this.#endpoint(address),
          locale,
          finalize,
          fresh,
          signal,
        });
    this.#timeline.opened();
    this.#page?.opened(session);
    return session;
  }

  get #hasOwnSession(): boolean {
    return this.#host.session !== undefined && this.#host.session !== null;
  }

  #endpoint(address = this.#host.endpoint): Endpoint {
    if (address) return this.#parts.createEndpoint(address);
    throw new KlarnaCheckoutError(
      'configuration',
      'Set the attribute `endpoint` to where your server mounts createKlarnaHandler, e.g. endpoint="/klarna".',
    );
  }

  get #memory(): Memory | undefined {
    const { endpoint } = this.#host;
    return endpoint ? this.#parts.createMemory(endpoint) : undefined;
  }

  #useSdk(object: KlarnaPayments): SdkClient {
    if (this.#sdk && this.#sdkObject === object) return this.#sdk;
    this.#sdk?.leave();
    this.#sdkObject = object;
    this.#sdk = new SdkClient(object, () => this.#apply({ type: 'widgets-lost' }));
    return this.#sdk;
  }

  /** Every category at once, hidden ones too: then the widget is there when it is chosen. */
  async #loadWidgets(run: number, sdk: SdkClient, session: CheckoutSession): Promise<void> {
    const broken: unknown[] = [];
    const load = async (category: string) => {
      try {
        const show_form = await sdk.load(category, this.#host.container(category));
        if (show_form !== undefined) this.#apply({ type: 'widget-loaded', run, category, show_form });
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

  /** A picture of the choice, where Klarna draws one. Without it the category's name says as much. */
  async #loadReview(sdk: SdkClient, { purchase_country = '' }: CheckoutSession): Promise<void> {
    // The documentation says US only, Klarna's script allows GB as well.
    if (!this.#host.reviewContainer || !['US', 'GB'].includes(purchase_country)) return;
    try {
      await sdk.loadReview(this.#host.reviewContainer());
    } catch (thrown) {
      this.#timeline.noteError('review', toCheckoutError(thrown, 'sdk', 'The payment review could not be shown.'));
    }
  }

  /** Whether the shopper's press has an effect now. Where another tab pays they are told. */
  #takes(type: AuthorizeCall | 'order'): boolean {
    if (transition(this.#state, { type }) === this.#state) return false;
    this.#guard.reset();
    if (type === 'order' || !this.#page?.isPaidElsewhere) return true;
    this.#apply({ type: 'notice', notice: { kind: 'elsewhere' } });
    return false;
  }

  /** Calls the SDK in this very task. */
  #visitKlarna(
    call: AuthorizeCall,
    start: (sdk: SdkClient, category: string, details: CustomerDetails) => Promise<AuthorizeOutcome>,
  ): void {
    const details = this.#host.customerDetails?.() ?? {};
    const state = this.#apply({ type: call });
    if (state.status !== 'authorizing' || !this.#sdk) return;
    const answer = start(this.#sdk, state.category, details);
    void this.#settleVisit(++this.#visit, this.#sdk, measured(call, answer));
  }

  async #settleVisit(visit: number, sdk: SdkClient, answer: Promise<AuthorizeOutcome>): Promise<void> {
    const isOver = () => visit !== this.#visit || this.#state.status !== 'authorizing';
    let outcome: VisitOutcome;
    try {
      outcome = await answer;
      if (needsFinalize(outcome) && this.#host.finalize !== 'manual' && !isOver()) {
        outcome = await sdk.finalize(categoryOf(this.#state) ?? '', this.#host.customerDetails?.() ?? {});
      }
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'authorization', 'Klarna could not finish.');
      outcome = { type: 'authorize-failed', error };
    }
    if (isOver()) return;
    // Klarna refuses a session that has its order: paid in another tab, or placed by Klarna's callback. Only where the
    // script broke an older approval counts: against Klarna's own "no" the shopper has not been asked.
    if (outcome.type === 'declined' && (await this.#takeOutcome(visit, ['complete']))) return;
    if (outcome.type === 'authorize-failed' && (await this.#takeOutcome(visit, ['complete', 'authorized']))) return;
    if (!isOver()) await this.#returnFromKlarna(outcome);
  }

  async #returnFromKlarna(outcome: VisitOutcome): Promise<void> {
    const held = this.#host.finalize === 'manual';
    const isLastStep = this.#state.status === 'authorizing' && this.#state.call === 'finalize';
    const state = this.#apply(outcome.type === 'approved' ? { ...outcome, held } : outcome);
    if (state.status === 'ready' && this.#isStale) await this.prepare();
    else if (state.status === 'failed' && state.error.reason === 'expired') await this.#beginAnew(state.error);
    else if (state.status === 'unavailable') this.#memory?.forget();
    else if (state.status === 'authorized' && held && !isLastStep) this.#hold();
    else await this.#approved();
  }

  #hold(): void {
    const state = this.#state;
    if (state.status !== 'authorized') return;
    const { category, authorization_token, offer } = state;
    const { session_id, revision } = offer.session;
    this.#memory?.remember({ phase: 'held', session_id, category, authorization_token, revision });
  }

  async #approved(): Promise<void> {
    const state = this.#state;
    if (state.status !== 'authorized' || state.step !== 'order') return;
    if (this.#fire(new KlarnaAuthorizeEvent(state.authorization_token, state.category))) await this.#order();
  }

  async #order(): Promise<void> {
    this.#apply({ type: 'order' });
    await this.#finishOrder();
  }

  async #finishOrder(): Promise<void> {
    const state = this.#state;
    if (state.status !== 'ordering') return;
    const { authorization_token, session_id, category, offer } = state;
    const memory = this.#memory;
    const revision = offer?.session.revision;
    memory?.remember({ phase: 'ordering', session_id, category, authorization_token, revision });
    try {
      const order = await measured('order', this.#endpoint().placeOrder({ authorization_token, session_id }));
      memory?.forget();
      this.#apply({ type: 'ordered', order });
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'order', 'The order could not be placed.');
      const approval_lives = livesOn(error);
      if (!approval_lives) memory?.forget();
      if (error.reason === 'declined') this.#apply({ type: 'declined' });
      else this.#apply({ type: 'order-failed', error, approval_lives });
      if (!approval_lives) await this.#beginAnew(error);
    }
  }

  /** The approval is of no use any more: shows the cart as it is, and asks again. */
  async #beginAnew({ code, reason }: KlarnaCheckoutError): Promise<void> {
    if (this.#state.status !== 'failed' || reason === 'empty-cart') return;
    this.#memory?.forget();
    await this.prepare({ notice: { kind: code === 'cart-changed' ? 'cart-changed' : 'expired' } });
  }

  /** @returns whether the endpoint knew more than Klarna's script did */
  async #takeOutcome(visit: number, wanted: ReadonlyArray<Outcome['status']>): Promise<boolean> {
    if (!this.#host.endpoint || this.#hasOwnSession) return false;
    try {
      const outcome = await this.#endpoint().readOutcome();
      if (visit !== this.#visit || this.#state.status !== 'authorizing') return true;
      if (!wanted.includes(outcome.status)) return false;
      if (outcome.status === 'complete') this.#apply({ type: 'ordered', order: outcome.order });
      if (outcome.status !== 'authorized') return outcome.status === 'complete';
      await this.#returnFromKlarna({ type: 'approved', authorization_token: outcome.authorization_token });
      return true;
    } catch (thrown) {
      this.#timeline.noteError('outcome', toCheckoutError(thrown, 'order', 'The outcome is not known.'));
      return false;
    }
  }

  async #giveUp(): Promise<void> {
    if (!this.#host.endpoint || this.#hasOwnSession) return;
    try {
      await this.#endpoint().cancel();
    } catch (thrown) {
      this.#timeline.noteError('cancel', toCheckoutError(thrown, 'session', 'The session could not be given up.'));
    }
  }

  #watchPage(): PageWatch {
    return this.#parts.watchPage({
      prepare: () => void this.prepare(),
      onElsewhere: (isElsewhere) => {
        if (isElsewhere) this.#apply({ type: 'notice', notice: { kind: 'elsewhere' } });
        else if ('notice' in this.#state && this.#state.notice?.kind === 'elsewhere') void this.prepare();
      },
    });
  }

  #stopWatching(): void {
    this.#page?.stop();
    this.#page = undefined;
    this.#sdk?.leave();
    this.#sdk = undefined;
  }

  #apply(action: CheckoutAction): CheckoutState {
    const before = this.#state;
    const after = transition(before, action);
    if (after === before) return after;
    this.#state = after;
    if (before.status !== after.status) this.#follow(before, after);
    this.#host.update?.(after);
    announce(before, after, {
      fire: (event) => this.#fire(event),
      markInvalid: (invalid_fields) => this.#host.markInvalid?.(invalid_fields),
      followRedirect: this.#parts.followRedirect,
    });
    return this.#state;
  }

  /** What goes with a status whoever brought it about. */
  #follow(before: CheckoutState, after: CheckoutState): void {
    this.#timeline.note(after.status, { category: categoryOf(after) });
    if (after.status === 'failed') {
      this.#timeline.noteError('error', after.error);
      if (!after.approval) this.#page?.failed(after.error);
    } else if (after.status !== 'preparing') this.#page?.recovered();
    if (isPaying(after) && !isPaying(before)) this.#page?.paying();
    if (isPaying(before) && !isPaying(after)) {
      this.#page?.paid(after.status === 'complete');
      if (this.#hasLeft) this.#stopWatching();
    }
  }

  #fire(event: Event): boolean {
    return this.#host.dispatchEvent ? this.#host.dispatchEvent(event) : this.dispatchEvent(event);
  }
}

/** Between the click and the order. An approval that waits for the last step lets other tabs be. */
const isPaying = (state: CheckoutState): boolean =>
  state.status === 'authorizing' || state.status === 'ordering' || (state.status === 'authorized' && !state.held);

/** The endpoint says so where an approval is spent, stale or given back; anything else may be tried again. */
const livesOn = ({ code, reason }: KlarnaCheckoutError): boolean =>
  code !== 'authorization' && code !== 'cart-changed' && reason !== 'expired' && reason !== 'declined';
