import { adoptStyles, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { KlarnaCheckout } from '../checkout/checkout.ts';
import { mergeDetails } from '../checkout/customer-details.ts';
import type { Explanation } from '../checkout/diagnostics/explain.ts';
import { SESSION_TIMEOUT_MS } from '../checkout/endpoint/endpoint.ts';
import { areSameHeaders } from '../checkout/endpoint/endpoint-headers.ts';
import type { PlacedOrder } from '../checkout/endpoint/placed-order.ts';
import type { CheckoutSession } from '../checkout/endpoint/session.ts';
import type { KlarnaCheckoutError } from '../checkout/errors.ts';
import { KlarnaAuthorizeEvent, KlarnaBeforeAuthorizeEvent, KlarnaCompleteEvent } from '../checkout/events.ts';
import type { CheckoutHost } from '../checkout/host.ts';
import {
  type CheckoutState,
  type CheckoutStatus,
  categoryOf,
  IDLE,
  type NextStep,
  type Notice,
  offerOf,
} from '../checkout/state/state.ts';
import { KLARNA_SDK_URL } from '../klarna/sdk.ts';
import type { CustomerDetails, PaymentMethodCategory } from '../klarna/types.ts';
import { flag, object, text } from './clean-properties.ts';
import { setCustomState } from './custom-state.ts';
import { type ExplainedField, FormReader, type FormReaderHost } from './customer-details/form-reader.ts';
import { warnOfUsage } from './diagnostics/warn-of-usage.ts';
import { FocusController } from './focus-controller.ts';
import { FormAssociation } from './form/form-association.ts';
import { formStateOf } from './form/form-value.ts';
import { InvalidFields } from './form/invalid-fields.ts';
import { LanguageController } from './language/language-controller.ts';
import { nearestLang } from './language/nearest-lang.ts';
import { toLocale } from './language/to-locale.ts';
import { LabelWarning } from './order-button/label-warning.ts';
import { LazyStart } from './page/lazy-start.ts';
import { whenHydrated } from './page/page-hydration.ts';
import { styles } from './styles/index.ts';
import type { Hint } from './view/status-message.ts';
import { StickyFailure } from './view/sticky-failure.ts';
import { template } from './view/view.ts';
import { type Actions, isHeld, isOrderButton, REVIEW_SLOT, slotName } from './view/view-model.ts';
import { clearLeftovers } from './widgets/leftovers.ts';
import { type Loss, WidgetContainers } from './widgets/widget-containers.ts';

/**
 * Pays with Klarna: shows the ways to pay that Klarna offers for the cart, opens Klarna when the shopper presses the
 * button, and has the merchant's endpoint place the order.
 *
 * Inside a `<form>` (or with `form="id"`) the customer's details are read from its fields by their `autocomplete`
 * tokens. Klarna's widgets live in the light DOM, as children of this element: leave them where they are.
 *
 * @attr endpoint - where your server mounts `createKlarnaHandler`; required unless `session` is given
 * @attr locale - wanted language and country (BCP 47); default: the nearest `lang`
 * @attr payment-method-category - the chosen way to pay
 * @attr finalization - `auto` or `manual`: ordered on a later page
 * @attr theme - `auto`, `light` or `dark`
 * @attr shape - `default`, `pill` or `rect`
 * @attr disabled - nothing can be chosen or pressed
 * @attr name - under which the form posts the `order_id`
 * @attr form - the `id` of the form that it belongs to, where that is not around it
 * @attr required - the form is not valid before it is paid
 * @attr loading - `eager` or `lazy`: begins when the shopper sees it, or nearly, and it is not disabled
 * @attr debug - shows what happened so far, and what became of each field of the form, for developers
 * @attr guess-fields - reads fields without a usable `autocomplete` by their names and ids
 *
 * @fires klarna-ready - at least one way to pay is on the page; `categories`
 * @fires klarna-select - the shopper chose; `category`
 * @fires klarna-before-authorize - cancelable: the shopper may not pay yet
 * @fires klarna-authorize - Klarna approved; `authorization_token`, `category`; cancel it to place the order yourself
 * @fires klarna-complete - the order exists, or the customer token; `order`, `customer_token`; cancel it to not follow `redirect_url`
 * @fires klarna-cancel - the shopper closed Klarna
 * @fires klarna-invalid - Klarna wants details corrected; `invalid_fields`; cancel it to mark them yourself
 * @fires klarna-unavailable - Klarna cannot be used for this order; `reason`
 * @fires klarna-error - something broke; `error`
 * @fires klarna-status - `status` has changed (does not bubble)
 *
 * @slot label - the words on the button; mind the law on order buttons
 * @slot fallback - shown where Klarna cannot be used, or not now: another way to pay
 *
 * @csspart base - everything
 * @csspart ribbon - says that this is not production
 * @csspart methods - the ways to pay
 * @csspart method - one of them
 * @csspart name - its name, from Klarna
 * @csspart badge - its badge, from Klarna
 * @csspart widget - the room of its widget
 * @csspart messages - where the shopper is told what happens
 * @csspart status - a message that can wait
 * @csspart alert - a message that cannot
 * @csspart button - the button
 * @csspart debug - what `debug` shows
 * @csspart start-again - a second one, for a shopper who has been at Klarna for long
 *
 * @cssprop --klarna-text-color
 * @cssprop --klarna-muted-color
 * @cssprop --klarna-surface-color
 * @cssprop --klarna-chosen-color - behind the chosen way to pay
 * @cssprop --klarna-border-color
 * @cssprop --klarna-accent-color - of the radio buttons
 * @cssprop --klarna-button-color
 * @cssprop --klarna-button-text-color
 * @cssprop --klarna-focus-color - of the ring around what has the focus
 * @cssprop --klarna-error-color
 * @cssprop --klarna-success-color
 * @cssprop --klarna-radius
 * @cssprop --klarna-button-radius
 * @cssprop --klarna-reserved-height - room taken for the ways to pay before Klarna has arrived
 *
 * @cssstate status-ready - likewise `status-idle`, `status-preparing` and so on: one for each `status`
 */
export class KlarnaCheckoutButton extends LitElement {
  static override readonly styles = styles;
  static readonly formAssociated = true;

  /** Address of Klarna's script. Settable from script alone, never by markup; for the simulator. */
  static sdkUrl: string = KLARNA_SDK_URL;

  /** Milliseconds that the endpoint has for a session, repeats included. */
  static sessionTimeout: number = SESSION_TIMEOUT_MS;

  /** Where your server mounts `createKlarnaHandler`, e.g. `/klarna`. Required unless `session` is given. */
  @text() endpoint: string | undefined;

  /** Wanted language and country (BCP 47), e.g. `de-AT`. Default: the nearest `lang`. The endpoint decides. */
  @text() locale: string | undefined;

  /** The chosen category. Absent, nothing is preselected when there are several. */
  @text() paymentMethodCategory: string | undefined;

  /**
   * `manual`: a checkout of several pages; the shopper is approved on one, and `finalize()`, or the button, orders on a
   * later one. It is not called `finalize`: frameworks assign an attribute to a property of its name, and would overwrite
   * the method.
   */
  @text('auto') finalization!: 'auto' | 'manual';

  /** `auto` follows the page's colour scheme. */
  @text('auto') theme!: 'auto' | 'light' | 'dark';

  @text('default') shape!: 'default' | 'pill' | 'rect';

  /** Nothing can be chosen or pressed. Also true inside a disabled fieldset. */
  @flag() disabled!: boolean;

  /** Under this name the form posts the `order_id` once it exists, or `tokenized` where only a customer token was made. */
  @text() name: string | undefined;

  /** The form is not valid before it is paid. */
  @flag() required!: boolean;

  /**
   * `lazy`: opens no session and loads nothing of Klarna's until the element is in view, or nearly, and not disabled. For
   * pages where Klarna is one of several ways to pay.
   */
  @text('eager') loading!: 'eager' | 'lazy';

  /** Shows what happened so far, and what to do about the last error. For developers. */
  @flag() debug!: boolean;

  /** The customer's details, sent with `authorize` and never before. Unset, they are read from the form. */
  @object() customer: CustomerDetails | undefined;

  /**
   * Single details that are added to those of the form, or of `customer`, or replace them, in the same shape. For what the
   * form does not ask, such as an email of the step before.
   */
  @object() details: CustomerDetails | undefined;

  /** Fields without a usable `autocomplete` are read by their exact names and ids. */
  @flag() guessFields!: boolean;

  /**
   * A session that the page has opened itself, or a promise of one, in the shape of the endpoint's answer. Where there is an
   * `endpoint` too, that one is asked when the cart changes.
   */
  @object() session: CheckoutSession | Promise<CheckoutSession> | undefined;

  /**
   * Sent with every request to the endpoint and read at each, e.g. `{ 'X-CSRF-Token': token }`. A record, a `Headers` or a
   * list of pairs; anything but an object is unset, and so is a header whose value is null or undefined.
   */
  @object({ hasChanged: (value, old) => !areSameHeaders(value, old) })
  headers: Record<string, string | null | undefined> | Headers | ReadonlyArray<readonly [string, string]> | undefined;

  @state() private panel: typeof import('./diagnostics/debug-panel.ts') | undefined;
  @state() private isOverdue = false;
  @state() private fieldsetDisabled = false;
  @state() private hint: Hint | undefined;
  @state() private unmarked: readonly string[] = [];

  readonly #internals = this.attachInternals();
  readonly #association = new FormAssociation(this, this.#internals, {
    press: () => this.authorize(),
    tell: (words) => {
      this.hint = { words };
    },
    enterField: () => this.#formReader.prepare(),
  });
  readonly #containers = new WidgetContainers(this, (loss) => this.#reload(loss));
  readonly #formReader = new FormReader(this.#asFormReaderHost());
  readonly #invalidFields = new InvalidFields(
    () => this.#formReader.fields(),
    (fields, path) => this.#formReader.find(fields, path),
  );
  readonly #afterFailure = new StickyFailure();
  readonly #checkout = new KlarnaCheckout(this.#asHost(), {
    sdkUrl: () => KlarnaCheckoutButton.sdkUrl,
    sessionTimeout: () => KlarnaCheckoutButton.sessionTimeout,
  });
  readonly #actions: Actions = {
    choose: (category) => this.#checkout.select(category, true),
    press: () => this.authorize(),
    startAgain: () => void this.#checkout.startAgain(),
  };
  #patience: ReturnType<typeof setTimeout> | undefined;
  readonly #lazyStart = new LazyStart(this, () => this.#begin());
  readonly #language = new LanguageController(this, () => [this.#locale, this.#sessionLocale]);
  readonly #labelWarning = new LabelWarning();
  /** With which the session was asked for last. */
  #preparedLocale: string | undefined;
  /** Outlives the states that know no session. */
  #sessionLocale: string | undefined;
  /** Something has been shown in the place kept free. */
  #hasArrived = false;
  /** What the page has chosen, to which a reset returns. */
  #categoryOfPage: string | undefined;
  /** The choice of the shopper or of Klarna, which the page has not written into its markup. */
  #reflectedCategory: string | undefined;
  #wasConnected = false;
  /** The tag was in the HTML before the class was defined: a framework may still hydrate it. Else a script made it. */
  #wasServed = this.isConnected;
  /** The form was reset since it was said. */
  #dismissed: Notice | undefined;

  /** Where the checkout stands. */
  get status(): CheckoutStatus {
    return this.#checkout?.status ?? IDLE.status;
  }

  /** The ways to pay that the session offers. Empty until it is there. */
  get categories(): readonly PaymentMethodCategory[] {
    return this.#checkout.categories;
  }

  /** The order, once it is placed. */
  get order(): PlacedOrder | undefined {
    return this.#checkout.order;
  }

  /** What broke, while `status` is `failed`. */
  get error(): KlarnaCheckoutError | undefined {
    return this.#checkout.error;
  }

  /** The form this belongs to. */
  get form(): HTMLFormElement | null {
    return this.#association.form;
  }

  /**
   * Sets the attribute `form` to an id, or to the id of a form element; anything else removes it. React 19 and Solid assign
   * an attribute to a property of its name, and throw if it has no setter.
   */
  set form(form: HTMLFormElement | string | null | undefined) {
    const id = typeof form === 'string' ? form : form?.id;
    if (id) this.setAttribute('form', id);
    else this.removeAttribute('form');
  }

  get labels(): NodeList {
    return this.#internals.labels;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** The cart has changed: has the endpoint update the session and loads the widgets anew. The latest call wins. */
  async refresh(): Promise<void> {
    // The element looks at the cart when it begins, and when the page puts it back.
    if (this.isConnected && this.#lazyStart.hasBegun) await this.#prepare();
  }

  /** What the button does. Call it in the task of the shopper's click, or the browser blocks Klarna's window. */
  authorize(): void {
    // The selector knows of the fieldset at once.
    if (this.disabled || this.matches(':disabled')) return;
    this.#warnOfAttributes();
    if (this.isConnected && !this.#lazyStart.hasBegun) this.#lazyStart.begin();
    this.hint = undefined;
    const state = this.#state;
    if (state.status === 'failed') this.retry();
    if (state.status === 'authorized' && isHeld(state) && this.#association.reportFields()) this.#lastStep(state.step);
    if (state.status !== 'ready') return;
    const widget = state.category === undefined ? undefined : state.offer.widgets[state.category];
    const isLoading = widget === 'shown' && !this.#formReader.isReadable;
    if (widget !== 'shown' || isLoading) {
      this.hint = widget === undefined ? 'choose' : 'widgetLoading';
      this.#choice?.focus();
      this.#checkout.claim();
      return;
    }
    this.#invalidFields.review();
    if (!this.#association.reportFields()) return;
    this.#invalidFields.remember();
    this.#checkout.authorize();
  }

  /**
   * The last step with `finalization="manual"`: has Klarna finalize what it approved, where it wants that, and places the order.
   * Call it in the task of the shopper's click.
   */
  finalize(): void {
    this.#checkout.finalize();
  }

  /**
   * With `finalization="manual"`, when the cart has changed after the shopper was approved: has the endpoint update the
   * session, and Klarna approve it anew, without a widget.
   */
  reauthorize(): void {
    this.#checkout.reauthorize();
  }

  /**
   * What happened so far, with the last error and what to do about it, and which field of the form fills which detail.
   * Holds no token and no detail of the customer.
   */
  explain(): Explanation & { readonly fields: readonly ExplainedField[] } {
    return { ...this.#checkout.explain(), fields: this.#formReader.explain() };
  }

  /** Tries again what failed; places only the order where Klarna has already approved. */
  retry(): void {
    this.#afterFailure.reset();
    if (this.isConnected && !this.#lazyStart.hasBegun) this.#lazyStart.begin();
    else if (this.isConnected || this.#state.status !== 'idle') this.#checkout.retry();
  }

  /** Focuses the chosen way to pay, or the first, or the button where there is nothing to choose. */
  override focus(options?: FocusOptions): void {
    (this.#choice ?? this.renderRoot.querySelector<HTMLElement>('button'))?.focus(options);
  }

  /** Presses the button. */
  override click(): void {
    this.authorize();
  }

  constructor() {
    super();
    this.addController(new FocusController(this));
    const claim = () => this.#checkout.claim();
    this.addEventListener('pointerenter', claim);
    this.addEventListener('focusin', claim);
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    // A morph removes attributes that the served HTML does not have. The shopper's choice stays.
    const isReflected = this.#reflectedCategory !== undefined && this.#reflectedCategory === this.paymentMethodCategory;
    if (name === 'payment-method-category' && value === null && isReflected) return;
    super.attributeChangedCallback(name, before, value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#wasConnected) {
      this.#categoryOfPage = this.paymentMethodCategory;
      clearLeftovers(this);
      this.#wasServed ||= document.readyState === 'loading';
      if (this.#wasServed) void whenHydrated();
    }
    this.#wasConnected = true;
    // A form that was made in a template has found this element before the page had either.
    this.#association.join(this.form);
    // A microtask later: attributes, properties and `sdkUrl` set in the same task count, and a mere move is no start.
    queueMicrotask(() => {
      this.#warnOfAttributes();
      if (this.isConnected && this.#lazyStart.hasBegun) this.#begin();
      else this.#look();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // It may leave together with its form: what listens in the page would keep both.
    this.#association.join(null);
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#lazyStart.reset();
        // The fields may stay on the page.
        this.#invalidFields.forget();
      }
      // Frames that left the document have lost their widgets, moved or not; before there are any, a move costs nothing.
      if (this.isConnected && this.#containers.isEmpty) return;
      this.#checkout.leave();
      // In a shadow root they are children of its host, which may stay on the page. No payment is under way any more.
      const hasLeft = !this.isConnected || this.status === 'idle' || this.status === 'failed';
      if (hasLeft) this.#containers.drop();
      if (this.isConnected && this.status === 'idle') void this.#prepare(false);
    });
  }

  /**
   * The page moved the element with `moveBefore` (htmx, Astro). Its frames live on, so the checkout stays as it is. A page that
   * moves it into another shadow root leaves the widgets behind, and they are loaded again.
   */
  connectedMoveCallback(): void {
    if (this.#containers.areInPlace) {
      this.#association.join(this.form);
      this.requestUpdate();
      return;
    }
    this.disconnectedCallback();
    this.connectedCallback();
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#association.join(form);
  }

  /** The choice and what was said are undone. An order is not. */
  formResetCallback(): void {
    this.paymentMethodCategory = this.#categoryOfPage;
    this.hint = undefined;
    this.unmarked = [];
    this.#invalidFields.clear();
    const state = this.#state;
    this.#dismissed = 'notice' in state ? state.notice : undefined;
    this.requestUpdate();
  }

  /** The Back button (in some browsers a reload, too): the browser brings back what the shopper had chosen. */
  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string' && state !== '') this.paymentMethodCategory = state;
  }

  formDisabledCallback(disabled: boolean): void {
    // Also called when our own attribute is reflected, in the middle of an update: a change made then would be lost.
    queueMicrotask(() => {
      this.fieldsetDisabled = disabled;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Of what is drawn: a failure that is over in the same task was none to the shopper.
    this.#afterFailure.update(this.#state);
    if (this.debug && changed.has('debug') && this.panel === undefined) void this.#fetchPanel();
    // A page may take its `customer` back.
    const isReadOtherwise = (['guessFields', 'debug', 'customer'] as const).some((name) => changed.has(name));
    if (isReadOtherwise && (this.debug || this.#lazyStart.hasBegun)) this.#formReader.prepare();
    if (!this.hasUpdated) return;
    if (changed.has('paymentMethodCategory')) {
      this.#checkout.select(this.paymentMethodCategory);
      // What is not offered cannot be chosen: the attribute says what is.
      if (offerOf(this.#state)) this.paymentMethodCategory = categoryOf(this.#state);
    }
    // Klarna's own words come with the session, and only the endpoint can have it in another language.
    if (!this.isConnected || !this.#lazyStart.hasBegun) return;
    const localeChanged = !this.session && this.#locale !== this.#preparedLocale;
    // The endpoint has to know who orders, or Klarna's callback would order before the last step.
    const finalizeChanged = changed.has('finalization');
    // The token that the endpoint missed may be there now.
    const state = this.#state;
    if (changed.has('headers') && state.status === 'failed' && state.approval === undefined) void this.#prepare();
    else if (changed.has('endpoint') || changed.has('session') || finalizeChanged || localeChanged)
      void this.#prepare();
  }

  protected override updated(): void {
    if (!this.#lazyStart.hasBegun) queueMicrotask(() => this.#look());
    this.#updateForm();
    this.#labelWarning.look(this.renderRoot, {
      language: this.#language.language,
      purchase_country: offerOf(this.#state)?.session.purchase_country,
      isOrderButton: isOrderButton(this.#state, this.finalization === 'manual'),
    });
  }

  protected override render(): TemplateResult {
    return template(
      {
        state: this.#shown,
        displayedState: this.#afterFailure.displayed(this.#shown),
        needsFallback: this.#afterFailure.needsFallback,
        disabled: this.disabled || this.fieldsetDisabled,
        isMultiStep: this.finalization === 'manual',
        isOverdue: this.isOverdue,
        strings: this.#language.strings,
        language: this.#language.language,
        hint: this.hint,
        unmarked: this.unmarked,
        panel: this.debug ? this.panel?.debugPanel(this.explain(), (text) => void copy(text)) : undefined,
        hasArrived: this.#hasArrived,
      },
      this.#actions,
    );
  }

  get #state(): CheckoutState {
    return this.#checkout?.state ?? IDLE;
  }

  /** The chosen radio, or the first. */
  get #choice(): HTMLElement | null {
    return (
      this.renderRoot.querySelector<HTMLElement>('input:checked:enabled') ??
      this.renderRoot.querySelector('input:enabled')
    );
  }

  get #shown(): CheckoutState {
    const state = this.#state;
    if (!('notice' in state) || state.notice === undefined || state.notice !== this.#dismissed) return state;
    return { ...state, notice: undefined };
  }

  /** The language and country that the shopper is meant to be spoken to in, as the page says. */
  get #locale(): string | undefined {
    return toLocale(this.locale) ?? toLocale(nearestLang(this));
  }

  #look(): void {
    if (this.isConnected) this.#lazyStart.look(this.loading === 'lazy');
  }

  #begin(): void {
    this.#checkout.enter();
    if (this.status === 'idle') void this.#prepare(false);
  }

  async #fetchPanel(): Promise<void> {
    try {
      this.panel = await import('./diagnostics/debug-panel.ts');
      adoptStyles(this.renderRoot as ShadowRoot, [styles, this.panel.panelStyles]);
    } catch (cause) {
      console.warn(`<${this.localName}>: the debug panel could not be loaded. explain() tells the same.`, cause);
    }
  }

  #lastStep(step: NextStep['step']): void {
    if (step === 'reauthorize') this.reauthorize();
    else this.finalize();
  }

  #prepare(fresh = true): Promise<void> {
    this.#preparedLocale = this.#locale;
    this.#afterFailure.reset();
    return this.#checkout.prepare({ category: this.paymentMethodCategory, fresh });
  }

  /** The widgets were taken out of the page, by a library that morphs it or by `replaceChildren()`. */
  #reload(loss: Loss): void {
    const { status } = this;
    const offer = offerOf(this.#state);
    const widgets = Object.values(offer?.widgets ?? {});
    // Klarna's frame is gone, and with it the answer to what the shopper does in the window.
    if (status === 'authorizing' && loss === 'containers') {
      this.#checkout.leave();
      this.#containers.drop();
      this.#checkout.enter();
    }
    // Before they are loaded there is nothing to load again; while they load, a frame may be Klarna's to change.
    const isLoading = status === 'preparing' && loss === 'containers' && widgets.includes('loading');
    const isReady = status === 'ready' && widgets.includes('shown');
    const isHeldBack = status === 'authorized' && isHeld(this.#state);
    if (isLoading || isReady || isHeldBack) void this.#prepare(false);
  }

  #asHost(): CheckoutHost {
    const element = this;
    return {
      get endpoint() {
        return element.endpoint;
      },
      get session() {
        return element.session;
      },
      get headers() {
        return element.headers;
      },
      get locale() {
        return element.#locale;
      },
      dispatchEvent: (event) => element.#dispatch(event),
      get finalize() {
        return element.finalization;
      },
      container: (category) => element.#containers.of(slotName(category)),
      whenPageIsReady: () => (element.#wasServed ? whenHydrated() : undefined),
      whenDetailsAreReadable: () => element.#formReader.whenReadable(),
      reviewContainer: () => element.#containers.of(REVIEW_SLOT),
      customerDetails: () => element.#readDetails(),
      markInvalid: (invalid_fields) => {
        const message = element.#language.strings.fieldInvalid;
        element.unmarked = element.#invalidFields.mark(element.form, invalid_fields, message);
      },
      update: (state) => element.#show(state),
    };
  }

  #asFormReaderHost(): FormReaderHost {
    const element = this;
    return {
      element,
      get form() {
        return element.form;
      },
      get hasCustomer() {
        return element.customer !== undefined;
      },
      get guessFields() {
        return element.guessFields;
      },
      get debug() {
        return element.debug;
      },
      get purchase_country() {
        return offerOf(element.#state)?.session.purchase_country;
      },
      get isReady() {
        return element.status === 'ready';
      },
      requestUpdate: () => element.requestUpdate(),
    };
  }

  #readDetails(): CustomerDetails {
    return mergeDetails(this.customer ?? this.#formReader.read(), this.details ?? {});
  }

  #dispatch(event: Event): boolean {
    const allowed = this.dispatchEvent(event);
    if (event instanceof KlarnaBeforeAuthorizeEvent && allowed) this.#warnOfNoDetails(event.customer);
    if (event instanceof KlarnaAuthorizeEvent && !allowed) this.#followCancelled();
    if (!(event instanceof KlarnaCompleteEvent) || !allowed || !this.#association.posts) return allowed;
    // In the place of the redirect: the form knows where the page wants to go.
    this.#association.post();
    return false;
  }

  /** The page orders itself, and soon shows its confirmation. If it does not, nobody may have meant to cancel the event. */
  #followCancelled(): void {
    const { order } = this;
    setTimeout(() => {
      const isWaiting = this.isConnected && this.status === 'authorized' && this.order === order;
      if (isWaiting) void warnOfUsage('cancelled', this);
    }, CANCELLED_PATIENCE_MS);
  }

  /** Frameworks that draw the element before it is defined write objects into attributes. */
  #warnOfAttributes(): void {
    for (const name of ['customer', 'session', 'headers']) {
      if (this.hasAttribute(name)) void warnOfUsage('attribute', this, name);
    }
  }

  /** The form reader warns of a form that gives nothing. */
  #warnOfNoDetails(details: CustomerDetails): void {
    const isEmpty = Object.values(details).every((part) => Object.keys(part ?? {}).length === 0);
    if (isEmpty && this.form === null && this.customer === undefined) void warnOfUsage('details', this);
  }

  #updateForm(): void {
    const { paymentMethodCategory: category, required, renderRoot: root } = this;
    this.#association.update(formStateOf(this.#state, { category, required, strings: this.#language.strings, root }));
  }

  #show(state: CheckoutState): void {
    const category = categoryOf(state);
    this.#sessionLocale = offerOf(state)?.session.locale ?? this.#sessionLocale;
    if (state.status !== 'ready' || category !== undefined) this.hint = undefined;
    if (state.status === 'authorizing') {
      this.unmarked = [];
      this.#invalidFields.clear();
    }
    if (state.status !== 'idle' && state.status !== 'complete') {
      if (category !== this.paymentMethodCategory) this.#reflectedCategory = category;
      this.paymentMethodCategory = category;
    }
    this.#updateForm();
    this.#formReader.prepare();
    clearTimeout(this.#patience);
    this.isOverdue = false;
    if (state.status === 'authorizing') {
      this.#patience = setTimeout(() => {
        this.isOverdue = true;
      }, PATIENCE);
    }
    this.#hasArrived ||= state.status !== 'idle' && state.status !== 'preparing';
    setCustomState(this.#internals, `status-${state.status}`);
    if (state.status === 'failed' && state.error.code === 'configuration') {
      console.error(`<${this.localName}>: ${state.error.message}`);
    }
    this.requestUpdate();
  }
}

const copy = async (text: string): Promise<void> => {
  try {
    // A page without https has no clipboard at all.
    await navigator.clipboard.writeText(text);
  } catch (cause) {
    console.warn('The browser let nothing be copied; here it is.', text, cause);
  }
};

/** Milliseconds for a page that cancelled `klarna-authorize` to place the order and go on. */
const CANCELLED_PATIENCE_MS = 10_000;

/** Milliseconds at Klarna after which the shopper is shown a way back. Most are done by then. */
const PATIENCE = 45_000;

declare global {
  interface HTMLElementTagNameMap {
    'klarna-checkout-button': KlarnaCheckoutButton;
  }
}
