/** From nothing to an offer: the session and Klarna's script side by side, then the widgets. */
import type { KlarnaPayments } from '../../klarna/sdk.ts';
import { measured } from '../diagnostics/performance.ts';
import type { GivenUp, SessionOptions } from '../endpoint/endpoint.ts';
import { runExclusive } from '../endpoint/exclusive.ts';
import { type CheckoutSession, readGiven } from '../endpoint/session.ts';
import { shareRequest } from '../endpoint/share-requests.ts';
import { KlarnaCheckoutError, toCheckoutError } from '../errors.ts';
import { isPrerendering, whenActivated } from '../page/prerendering.ts';
import { SdkClient } from '../sdk/sdk-client.ts';
import { wasInterrupted } from '../state/state.ts';
import type { CheckoutStore, PrepareOptions } from '../state/store.ts';
import type { PlaceOrderStep } from './place-order.ts';
import { readHeldApproval } from './resume-multi-step.ts';

interface Wanted {
  /** The cart may have changed: the answer to an earlier question will not do. */
  fresh?: boolean;
  /** One that was given up. */
  without?: GivenUp | undefined;
}

export class PrepareStep {
  readonly #flow: CheckoutStore;
  readonly #ordering: PlaceOrderStep;
  #run = 0;
  #sdkObject: KlarnaPayments | undefined;
  /** Its window is gone, or out of reach: the next session has to be another one. */
  #abandoned: { readonly session_id: string | undefined; readonly client_token: string | undefined } | undefined;
  /** Of the session that was opened last. */
  #client_token: string | undefined;
  /** The session of the page that was taken last. */
  #hostSession: unknown;
  /** Ends what the current run still waits for. */
  #abort = new AbortController();
  /** As the endpoint was told when the session was asked for. */
  #finalize: SessionOptions['finalize'];
  /** Asked for while the shopper paid; to be made up for when they are back. */
  refreshPending = false;

  constructor(flow: CheckoutStore, ordering: PlaceOrderStep) {
    this.#flow = flow;
    this.#ordering = ordering;
  }

  async prepare({ category, notice, fresh = true, anew }: PrepareOptions = {}): Promise<void> {
    const flow = this.#flow;
    const run = ++this.#run;
    if (anew || wasInterrupted(flow.state)) {
      this.#abandoned = { session_id: flow.session_id, client_token: this.#client_token };
    }
    if (flow.hasLeft) {
      flow.dispatch({ type: 'leave' });
      return;
    }
    // What the page has taken to order itself, and asks anew about: without an endpoint only the page knows what became of it.
    if (flow.state.status === 'authorized' && flow.state.taken && flow.cart === undefined) flow.memory?.clear();
    const { status } = flow.dispatch({ type: 'prepare', run, notice });
    this.refreshPending = status === 'authorizing';
    if (status !== 'preparing') return;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (category !== undefined) flow.dispatch({ type: 'select', category });
    try {
      if (isPrerendering()) await whenActivated();
      if (this.#isOver(run)) return;
      flow.guard.count();
      const without = await this.#giveUp();
      if (this.#isOver(run)) return;
      await measured('prepare', this.#openOffer(run, { fresh, without }));
    } catch (thrown) {
      if (run !== this.#run) return;
      const error = toCheckoutError(thrown, 'session', 'Klarna could not be prepared.');
      if (error.reason !== 'already-ordered' || !(await this.#ordering.recoverOrder())) {
        flow.dispatch({ type: 'prepare-failed', run, error });
      }
    }
  }

  /** The order is placed, and the shopper has another cart. */
  prepareNextCart(): Promise<void> {
    this.#flow.dispatch({ type: 'next-cart', run: this.#run + 1 });
    return this.prepare();
  }

  /** The host has changed its mind about who orders, and the endpoint goes by what it was told. */
  get finalizeChanged(): boolean {
    const { endpoint, finalize } = this.#flow.host;
    return Boolean(endpoint) && (finalize ?? 'auto') !== (this.#finalize ?? 'auto');
  }

  async openSession({ fresh = true, without }: Wanted = {}): Promise<CheckoutSession> {
    const { host, timeline, page, cart } = this.#flow;
    // Frameworks assign `''` or `undefined` when they remove a value.
    const given = typeof host.session === 'object' ? (host.session ?? undefined) : undefined;
    // The page's own is for the start. Where there is an endpoint, that one knows the cart from then on.
    const isNew = given !== undefined && (given !== this.#hostSession || !host.endpoint);
    this.#hostSession = given;
    this.#finalize = host.finalize;
    const session = isNew ? await readGiven(given, this.#flow.parts.sessionTimeout()) : await this.#ask(fresh, without);
    if (session.session_id === undefined || session.session_id !== this.#abandoned?.session_id)
      this.#abandoned = undefined;
    this.#flow.session_id = session.session_id;
    this.#client_token = session.client_token;
    timeline.opened();
    page?.sessionOpened(session);
    if (cart === undefined && session.session_id !== undefined) page?.watchCart(session.session_id);
    return session;
  }

  #ask(fresh: boolean, without: GivenUp | undefined): Promise<CheckoutSession> {
    const { host, endpoint, cart = '' } = this.#flow;
    const { locale, finalize } = host;
    const openSession = (options: SessionOptions) =>
      runExclusive(`klarna-checkout:opening:${cart}`, options.signal, () => endpoint.openSession(options));
    return shareRequest({ cart, openSession, locale, finalize, without, fresh, signal: this.#abort.signal });
  }

  /** Loads the widgets again, where another session of the page took Klarna's script and it is free by now. */
  reclaim(): void {
    const { state, sdk, timeline, prepare } = this.#flow;
    if (state.status !== 'ready' || !sdk?.reclaim()) return;
    this.#loadWidgets(state.run, sdk, state.offer.session).catch((thrown: unknown) => {
      timeline.noteError('widgets', toCheckoutError(thrown, 'sdk', 'The widgets did not come back.'));
      void prepare();
    });
  }

  stop(): void {
    this.#abort.abort();
  }

  async #openOffer(run: number, wanted: Wanted): Promise<void> {
    const flow = this.#flow;
    const remembered = flow.cart ? flow.memory?.load() : undefined;
    if (remembered && (await this.#ordering.resumeOrder(run, remembered))) return;
    // A new session would take the place of the one that was paid, and the order would never be told.
    if (remembered?.phase === 'paying' && (await this.#ordering.findMissed())) return;
    if (this.#isOver(run)) return;
    const opening = measured('session', this.openSession(wanted)).then((session) => {
      const held = flow.isMultiStep
        ? readHeldApproval(session, remembered ?? flow.memory?.load(), flow.cart !== undefined)
        : undefined;
      const { authorization_token, ...unapproved } = session;
      // What is held is for the last step to order, and not for a retry.
      flow.dispatch({ type: 'session-opened', run, session: held ? unapproved : session });
      return { session, held };
    });
    // Side by side: the script takes as long as the session, and neither needs the other.
    const script = measured('script', flow.parts.loadSdk(flow.parts.sdkUrl()));
    const [{ session, held }, sdkObject] = await Promise.all([opening, script, flow.host.whenPageIsReady?.()]);
    // Another run by now; or nothing to load widgets for: nothing is offered, or the shopper is approved already.
    if (this.#isOver(run)) return;
    const sdk = this.#useSdk(sdkObject);
    await sdk.use(session.client_token);
    if (this.#isOver(run)) return;
    if (held) {
      await flow.host.whenDetailsAreReadable?.();
      if (this.#isOver(run)) return;
      flow.dispatch({ type: 'resumed', run, ...held });
      await this.#loadReview(sdk, session);
    } else await measured('widgets', this.#loadWidgets(run, sdk, session));
  }

  #isOver(run: number): boolean {
    return run !== this.#run || this.#flow.state.status !== 'preparing';
  }

  #useSdk(object: KlarnaPayments): SdkClient {
    const flow = this.#flow;
    if (flow.sdk && this.#sdkObject === object) return flow.sdk;
    flow.sdk?.leave();
    this.#sdkObject = object;
    flow.sdk = new SdkClient(object, () => flow.dispatch({ type: 'widgets-lost' }));
    return flow.sdk;
  }

  /** Every category at once, hidden ones too: then the widget is there when it is chosen. */
  async #loadWidgets(run: number, sdk: SdkClient, session: CheckoutSession): Promise<void> {
    const flow = this.#flow;
    const broken: unknown[] = [];
    const load = async (category: string) => {
      try {
        const show_form = await sdk.load(category, flow.host.container(category));
        const reading = show_form ? flow.host.whenDetailsAreReadable?.() : undefined;
        if (reading) await reading;
        if (show_form === undefined) flow.dispatch({ type: 'widgets-lost', run });
        else flow.dispatch({ type: 'widget-loaded', run, category, show_form });
      } catch (error) {
        broken.push(error);
        return category;
      }
    };
    const identifiers = session.payment_method_categories.map(({ identifier }) => identifier);
    const missing = (await Promise.all(identifiers.map(load))).filter((category) => category !== undefined);
    if (broken.length === 0) return;
    // Nothing to pay with, and at least one widget broke instead of being refused: that is a failure, not a "no".
    if (!this.#isOver(run)) throw broken[0];
    for (const category of missing) flow.dispatch({ type: 'widget-loaded', run, category, show_form: false });
  }

  /** A picture of the choice, where Klarna draws one. Without it the category's name says as much. */
  async #loadReview(sdk: SdkClient, { purchase_country = '' }: CheckoutSession): Promise<void> {
    const { host, timeline } = this.#flow;
    // The documentation says US only, Klarna's script allows GB as well.
    if (!host.reviewContainer || !['US', 'GB'].includes(purchase_country)) return;
    try {
      await sdk.loadReview(host.reviewContainer());
    } catch (thrown) {
      timeline.noteError('review', toCheckoutError(thrown, 'sdk', 'The payment review could not be shown.'));
    }
  }

  /**
   * Only a session that nobody has approved is left: while that is not known the shopper gets no other one.
   *
   * @returns which session the endpoint is to leave
   */
  async #giveUp(): Promise<GivenUp | undefined> {
    const flow = this.#flow;
    if (!this.#abandoned) return undefined;
    if (!flow.host.endpoint) {
      if (flow.host.session !== this.#hostSession) return undefined;
      const message =
        'Klarna’s window was left, and its script takes no other call for this session. Set a new `session`.';
      throw new KlarnaCheckoutError('session', message, { reason: 'interrupted' });
    }
    const outcome = await flow.endpoint.readOutcome();
    if (outcome.status === 'complete') flow.dispatch({ type: 'ordered', order: outcome.order });
    if (outcome.status !== 'open') {
      this.#abandoned = undefined;
      return undefined;
    }
    flow.memory?.clear();
    const { session_id, client_token } = this.#abandoned ?? {};
    return session_id === undefined ? undefined : { session_id, client_token };
  }
}
