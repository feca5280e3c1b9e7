/** From nothing to an offer: the session and Klarna's script load side by side, then the widgets load. */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import { measured } from '../diagnostics/performance.ts';
import type { AbandonedSession, Outcome, SessionOptions } from '../endpoint/endpoint.ts';
import { runExclusive } from '../endpoint/exclusive.ts';
import { type CheckoutSession, readHostSession } from '../endpoint/session.ts';
import { shareRequest } from '../endpoint/share-requests.ts';
import { hasReason, KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { isPrerendering, whenActivated } from '../page/prerendering.ts';
import type { StoredPayment } from '../page/tab-storage.ts';
import { SdkClient } from '../sdk/sdk-client.ts';
import { wasInterrupted } from '../state/state.ts';
import type { CheckoutStore, PrepareOptions } from '../state/store.ts';
import type { PlaceOrderStep } from './place-order.ts';
import { findStoredAuthorization } from './resume-multi-step.ts';

interface OpenOptions {
  /** True if the cart may have changed, so that the answer to an earlier request is too old. */
  fresh?: boolean;
  /** The endpoint must not return this session. */
  without?: AbandonedSession | undefined;
}

export class PrepareStep {
  readonly #store: CheckoutStore;
  readonly #placeOrderStep: PlaceOrderStep;
  #run = 0;
  #sdkObject: KlarnaPayments | undefined;
  /** Klarna's window for this session was lost, so the next session must be a new one. */
  #abandoned: { readonly session_id: string | undefined; readonly client_token: string | undefined } | undefined;
  /** Token of the session that was opened last. */
  #client_token: string | undefined;
  /** The last value of the host's `session`. */
  #hostSession: unknown;
  /** Ends the requests of the current run. */
  #abort = new AbortController();
  /** The value that the endpoint got with the last request for a session. */
  #finalize: SessionOptions['finalize'];
  /** A refresh was asked for while the shopper was at Klarna. It runs when they are back. */
  refreshPending = false;

  constructor(store: CheckoutStore, placeOrderStep: PlaceOrderStep) {
    this.#store = store;
    this.#placeOrderStep = placeOrderStep;
  }

  async prepare({ category, notice, fresh = true, anew }: PrepareOptions = {}): Promise<void> {
    const store = this.#store;
    const run = ++this.#run;
    if (anew || wasInterrupted(store.state)) {
      this.#abandoned = { session_id: store.session_id, client_token: this.#client_token };
    }
    if (store.hasLeft) {
      store.dispatch({ type: 'leave' });
      return;
    }
    // The page orders by itself and prepares again. Without an endpoint only the page knows the result of that order.
    if (store.state.status === 'authorized' && store.state.taken && store.cart === undefined) {
      store.tabStorage?.clear();
    }
    const { status } = store.dispatch({ type: 'prepare', run, notice });
    this.refreshPending = status === 'authorizing';
    if (status !== 'preparing') return;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (category !== undefined) store.dispatch({ type: 'select', category });
    try {
      if (isPrerendering()) await whenActivated();
      if (this.#isOver(run)) return;
      store.refreshLimit.count();
      const without = await this.#confirmAbandoned();
      if (this.#isOver(run)) return;
      await measured('prepare', this.#openOffer(run, { fresh, without }));
    } catch (thrown) {
      if (run !== this.#run) return;
      const error = toCheckoutError(thrown, 'session', 'Klarna could not be prepared.');
      if (!hasReason(error, 'already-ordered') || !(await this.#placeOrderStep.recoverOrder())) {
        store.dispatch({ type: 'prepare-failed', run, error });
      }
    }
  }

  /** The order is placed, and the shopper has another cart. */
  prepareNextCart(): Promise<void> {
    this.#store.dispatch({ type: 'next-cart', run: this.#run + 1 });
    return this.prepare();
  }

  /** `finalize` changed after the session was opened; the endpoint still has the old value. */
  get finalizeChanged(): boolean {
    const { endpoint, finalize } = this.#store.host;
    return Boolean(endpoint) && (finalize ?? 'auto') !== (this.#finalize ?? 'auto');
  }

  async openSession(options: OpenOptions = {}): Promise<CheckoutSession> {
    const { timeline, page, cart } = this.#store;
    const session = await this.#requestSession(options);
    this.#rememberIds(session);
    timeline.opened();
    page?.sessionOpened(session);
    if (cart === undefined && session.session_id !== undefined) page?.watchCart(session.session_id);
    return session;
  }

  /** The page's own session is for the start. If there is an endpoint, it knows the cart from then on. */
  #requestSession({ fresh = true, without }: OpenOptions): Promise<CheckoutSession> {
    const { host, parts } = this.#store;
    // Frameworks assign `''` or `undefined` when they remove a value.
    const hostSession = typeof host.session === 'object' ? (host.session ?? undefined) : undefined;
    const isNew = hostSession !== undefined && (hostSession !== this.#hostSession || !host.endpoint);
    this.#hostSession = hostSession;
    this.#finalize = host.finalize;
    return isNew ? readHostSession(hostSession, parts.sessionTimeout()) : this.#askEndpoint(fresh, without);
  }

  #askEndpoint(fresh: boolean, without: AbandonedSession | undefined): Promise<CheckoutSession> {
    const { host, endpoint, cart = '' } = this.#store;
    const { locale, finalize } = host;
    const openSession = (options: SessionOptions) =>
      runExclusive(`klarna-checkout:opening:${cart}`, options.signal, () => endpoint.openSession(options));
    return shareRequest({ cart, openSession, locale, finalize, without, fresh, signal: this.#abort.signal });
  }

  #rememberIds({ session_id, client_token }: CheckoutSession): void {
    if (session_id === undefined || session_id !== this.#abandoned?.session_id) this.#abandoned = undefined;
    this.#store.session_id = session_id;
    this.#client_token = client_token;
  }

  /** Loads the widgets again if another session of the page used Klarna's script, and the script is free now. */
  reclaim(): void {
    const { state, sdk, timeline, prepare } = this.#store;
    if (state.status !== 'ready' || !sdk?.reclaim()) return;
    this.#loadWidgets(state.run, sdk, state.offer.session).catch((thrown: unknown) => {
      timeline.noteError('widgets', toCheckoutError(thrown, 'sdk', 'The widgets did not come back.'));
      void prepare();
    });
  }

  stop(): void {
    this.#abort.abort();
  }

  async #openOffer(run: number, options: OpenOptions): Promise<void> {
    const store = this.#store;
    const stored = store.cart ? store.tabStorage?.load() : undefined;
    if (stored && (await this.#placeOrderStep.resumeOrder(run, stored))) return;
    // A new session would replace the one that was paid, and the shopper would never see that order.
    if (stored?.phase === 'paying' && (await this.#placeOrderStep.findMissed())) return;
    if (this.#isOver(run)) return;
    // Side by side: the script takes as long as the session, and neither needs the other.
    const [{ session, resumed }, sdkObject] = await Promise.all([
      this.#openSessionOf(run, options, stored),
      measured('script', store.parts.loadSdk(store.parts.sdkUrl())),
      store.host.whenPageIsReady?.(),
    ]);
    // Another run has started, or no widget is needed: Klarna offers nothing, or the shopper is already authorized.
    if (this.#isOver(run)) return;
    const sdk = this.#useSdk(sdkObject);
    await sdk.use(session.client_token);
    if (this.#isOver(run)) return;
    if (resumed) {
      await store.host.whenDetailsAreReadable?.();
      if (this.#isOver(run)) return;
      store.dispatch({ type: 'resumed', run, ...resumed });
      await this.#loadReview(sdk, session);
    } else await measured('widgets', this.#loadWidgets(run, sdk, session));
  }

  /** Opens the session of a run, and finds the authorization that an earlier page got for it. */
  async #openSessionOf(run: number, options: OpenOptions, stored: StoredPayment | undefined) {
    const store = this.#store;
    const session = await measured('session', this.openSession(options));
    const resumed = store.isMultiStep
      ? findStoredAuthorization(session, stored ?? store.tabStorage?.load(), store.cart !== undefined)
      : undefined;
    const { authorization_token, ...unauthorized } = session;
    // The last page orders a resumed authorization, so the state must not offer it for a retry.
    store.dispatch({ type: 'session-opened', run, session: resumed ? unauthorized : session });
    return { session, resumed };
  }

  #isOver(run: number): boolean {
    return run !== this.#run || this.#store.state.status !== 'preparing';
  }

  #useSdk(object: KlarnaPayments): SdkClient {
    const store = this.#store;
    if (store.sdk && this.#sdkObject === object) return store.sdk;
    store.sdk?.leave();
    this.#sdkObject = object;
    store.sdk = new SdkClient(object, () => store.dispatch({ type: 'widgets-lost' }));
    return store.sdk;
  }

  /** Loads every category at once, hidden ones too, so that a widget is there when the shopper chooses it. */
  async #loadWidgets(run: number, sdk: SdkClient, session: CheckoutSession): Promise<void> {
    const store = this.#store;
    const failures: { category: string; error: unknown }[] = [];
    const load = async (category: string) => {
      try {
        const result = await sdk.load(category, store.host.container(category));
        const reading = result === 'shown' ? store.host.whenDetailsAreReadable?.() : undefined;
        if (reading) await reading;
        if (result === 'lost') store.dispatch({ type: 'widgets-lost', run });
        else store.dispatch({ type: 'widget-loaded', run, category, show_form: result === 'shown' });
      } catch (error) {
        failures.push({ category, error });
      }
    };
    await Promise.all(session.payment_method_categories.map(({ identifier }) => load(identifier)));
    const [first] = failures;
    if (first === undefined) return;
    // The shopper cannot pay with any widget, and one broke instead of being refused. That is a failure, not a decline.
    if (!this.#isOver(run)) throw first.error;
    for (const { category } of failures) store.dispatch({ type: 'widget-loaded', run, category, show_form: false });
  }

  /** Klarna's picture of the chosen category. If it fails, the category's name is enough. */
  async #loadReview(sdk: SdkClient, { purchase_country = '' }: CheckoutSession): Promise<void> {
    const { host, timeline } = this.#store;
    // Klarna's documentation says US only; its script allows GB as well.
    if (!host.reviewContainer || !['US', 'GB'].includes(purchase_country)) return;
    try {
      await sdk.loadReview(host.reviewContainer());
    } catch (thrown) {
      timeline.noteError('review', toCheckoutError(thrown, 'sdk', 'The payment review could not be shown.'));
    }
  }

  /**
   * Abandons the session only if the endpoint confirms that it is not authorized.
   *
   * @returns the session that the endpoint must not return again
   * @throws {KlarnaCheckoutError} `session` with reason `interrupted` if the page has to set another session
   */
  async #confirmAbandoned(): Promise<AbandonedSession | undefined> {
    const store = this.#store;
    if (!this.#abandoned) return undefined;
    if (!store.host.endpoint) {
      this.#requireNewHostSession();
      return undefined;
    }
    const outcome = await this.#readOutcomeIfOffered();
    if (outcome.status !== 'open') {
      this.#keepSession(outcome);
      return undefined;
    }
    store.tabStorage?.clear();
    const { session_id, client_token } = this.#abandoned ?? {};
    return session_id === undefined ? undefined : { session_id, client_token };
  }

  /** An endpoint may lack `GET /outcome`. Then `POST /session` gets `without`, and must know what became of that session. */
  async #readOutcomeIfOffered(): Promise<Outcome> {
    try {
      return await this.#store.endpoint.readOutcome();
    } catch (thrown) {
      const error = toCheckoutError(thrown, 'order', 'The outcome is not known.');
      if (!hasReason(error, 'not-found')) throw error;
      return { status: 'open' };
    }
  }

  #requireNewHostSession(): void {
    if (this.#store.host.session !== this.#hostSession) return;
    const message =
      'Klarna’s window was abandoned, and its script takes no other call for this session. Set a new `session`.';
    throw new KlarnaCheckoutError('session', message, { reason: 'interrupted' });
  }

  /** The session is authorized or has its order, so it is not abandoned. */
  #keepSession(outcome: Outcome): void {
    if (outcome.status === 'complete') this.#store.dispatch({ type: 'ordered', order: outcome.order });
    this.#abandoned = undefined;
  }
}
