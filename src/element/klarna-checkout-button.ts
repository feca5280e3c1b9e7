import { adoptStyles, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { KlarnaCheckout } from '../checkout/checkout.ts';

import type { Explanation } from '../checkout/diagnostics/explain.ts';
import { SESSION_TIMEOUT_MS } from '../checkout/endpoint/endpoint.ts';
import { areSameHeaders } from '../checkout/endpoint/endpoint-headers.ts';
import type { PlacedOrder } from '../checkout/endpoint/placed-order.ts';
import type { CheckoutSession } from '../checkout/endpoint/session.ts';
import type { KlarnaCheckoutError } from '../checkout/errors.ts';
import { KlarnaAuthorizeEvent, KlarnaBeforeAuthorizeEvent, KlarnaCompleteEvent } from '../checkout/events.ts';

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
import { createCheckoutHost } from './checkout-host.ts';
import { flag, object, text } from './clean-properties.ts';
import { setCustomState } from './custom-state.ts';
import type { ExplainedField } from './customer-details/form-field.ts';
import { FormReader } from './customer-details/form-reader.ts';
import { checkAttributes, checkCancelled, checkDetails } from './diagnostics/element-checks.ts';
import { FocusController } from './focus-controller.ts';
import { FormAssociation } from './form/form-association.ts';
import { formStateOf } from './form/form-value.ts';
import { InvalidFields } from './form/invalid-fields.ts';
import { LanguageController } from './language/language-controller.ts';
import { nearestLang } from './language/nearest-lang.ts';
import { toLocale } from './language/to-locale.ts';
import { LabelWarning } from './order-button/label-warning.ts';
import { OverdueTimer } from './overdue-timer.ts';
import { LazyStart } from './page/lazy-start.ts';
import { wasServed, whenHydrated } from './page/page-hydration.ts';
import { whenMayStart } from './page/start.ts';
import { styles } from './styles/index.ts';
import type { Hint } from './view/status-message.ts';
import { StickyFailure } from './view/sticky-failure.ts';
import { renderCheckout } from './view/view.ts';
import { type Actions, isOrderButton, waitsForLastPress } from './view/view-model.ts';
import { clearLeftovers } from './widgets/leftovers.ts';
import { type Loss, WidgetContainers } from './widgets/widget-containers.ts';

/**
 * Pays with Klarna. It shows the ways to pay that Klarna offers for the cart. It opens Klarna when the shopper presses
 * the button, and then asks the merchant's endpoint to place the order.
 *
 * Inside a `<form>` (or with `form="id"`) it reads the customer's details from the fields, by their `autocomplete`
 * tokens. Klarna's widgets are children of this element in the light DOM. Do not move them.
 *
 * @attr endpoint - the path at which your server mounts `createKlarnaHandler`; required unless `session` is given
 * @attr locale - wanted language and country (BCP 47); default: the nearest `lang`
 * @attr payment-method-category - the chosen way to pay
 * @attr finalization - `auto`, or `manual`: a later page places the order
 * @attr theme - `auto`, `light` or `dark`
 * @attr shape - `default`, `pill` or `rect`
 * @attr disabled - nothing can be chosen or pressed
 * @attr name - the form posts the `order_id` under this name
 * @attr form - the `id` of its form, if the element stands outside of that form
 * @attr required - the form is invalid until payment
 * @attr loading - `eager`, or `lazy`: starts when the element is almost in view and not disabled
 * @attr debug - for developers: shows a timeline, and how each field of the form is read
 * @attr guess-fields - reads fields without a usable `autocomplete` by their names and ids
 *
 * @fires klarna-ready - at least one way to pay is on the page; `categories`
 * @fires klarna-select - the shopper chose a way to pay; `category`
 * @fires klarna-before-authorize - the shopper pressed the button; `customer`; cancel it to keep Klarna closed
 * @fires klarna-authorize - Klarna approved; `authorization_token`, `category`; cancel it to place the order yourself
 * @fires klarna-complete - the order or the customer token exists; `order`, `customer_token`; cancel it to stay on the page
 * @fires klarna-cancel - the shopper closed Klarna
 * @fires klarna-invalid - Klarna wants details corrected; `invalid_fields`; cancel it to mark them yourself
 * @fires klarna-unavailable - Klarna cannot be used for this order; `reason`
 * @fires klarna-error - something failed; `error`
 * @fires klarna-status - `status` has changed (does not bubble)
 *
 * @slot label - the words on the button; mind the law on order buttons
 * @slot fallback - another way to pay, shown if Klarna cannot be used
 *
 * @csspart base - everything
 * @csspart ribbon - the note that this is not production
 * @csspart methods - the ways to pay
 * @csspart method - one way to pay
 * @csspart name - its name, from Klarna
 * @csspart badge - its badge, from Klarna
 * @csspart widget - the area of its widget
 * @csspart messages - the messages to the shopper
 * @csspart status - a message that screen readers read after the current sentence
 * @csspart alert - a message that screen readers read at once
 * @csspart button - the button
 * @csspart debug - the panel of `debug`
 * @csspart start-again - a second button, shown after 45 seconds at Klarna
 *
 * @cssprop --klarna-text-color
 * @cssprop --klarna-muted-color
 * @cssprop --klarna-surface-color
 * @cssprop --klarna-chosen-color - background of the chosen way to pay
 * @cssprop --klarna-border-color
 * @cssprop --klarna-accent-color - radio buttons
 * @cssprop --klarna-button-color
 * @cssprop --klarna-button-text-color
 * @cssprop --klarna-focus-color - the focus ring
 * @cssprop --klarna-error-color
 * @cssprop --klarna-success-color
 * @cssprop --klarna-radius
 * @cssprop --klarna-button-radius
 * @cssprop --klarna-reserved-height - height reserved for the ways to pay until Klarna has loaded
 *
 * @cssstate status-ready - one for each `status`: `status-idle`, `status-preparing` and so on
 */
export class KlarnaCheckoutButton extends LitElement {
  static override readonly styles = styles;
  static readonly formAssociated = true;

  /** Address of Klarna's script. Only a script can set it, never markup. For the simulator. */
  static sdkUrl: string = KLARNA_SDK_URL;

  /** Milliseconds that the endpoint has to open a session, retries included. */
  static sessionTimeout: number = SESSION_TIMEOUT_MS;

  /** The path at which your server mounts `createKlarnaHandler`, e.g. `/klarna`. Required unless `session` is given. */
  @text() endpoint: string | undefined;

  /** Wanted language and country (BCP 47), e.g. `de-AT`. Default: the nearest `lang`. The endpoint decides. */
  @text() locale: string | undefined;

  /** The chosen category. If it is absent and there are several, none is preselected. */
  @text() paymentMethodCategory: string | undefined;

  /**
   * `manual` is for a checkout of several pages: Klarna authorizes on one page, and `finalize()` or the button orders on a
   * later page. The name is not `finalize`, because a framework that assigns attributes to properties would overwrite the
   * method.
   */
  @text('auto') finalization!: 'auto' | 'manual';

  /** `auto` follows the page's colour scheme. */
  @text('auto') theme!: 'auto' | 'light' | 'dark';

  @text('default') shape!: 'default' | 'pill' | 'rect';

  /** Nothing can be chosen or pressed. Also true inside a disabled fieldset. */
  @flag() disabled!: boolean;

  /** The form posts the `order_id` under this name, or `tokenized` if the purchase made only a customer token. */
  @text() name: string | undefined;

  /** The form is invalid until payment. */
  @flag() required!: boolean;

  /**
   * `lazy` opens no session and loads nothing from Klarna until the element is almost in view and not disabled. Use it on
   * a page that has other ways to pay.
   */
  @text('eager') loading!: 'eager' | 'lazy';

  /** For developers: shows a timeline, the last error and how each field of the form is read. */
  @flag() debug!: boolean;

  /** The customer's details, sent with `authorize` and never before. If unset, the element reads them from the form. */
  @object() customer: CustomerDetails | undefined;

  /**
   * Details that the form does not ask for, such as an email from an earlier step. Same shape as `customer`. Each one
   * replaces the same detail of the form or of `customer`.
   */
  @object() details: CustomerDetails | undefined;

  /** Reads fields without a usable `autocomplete` by their exact names and ids. */
  @flag() guessFields!: boolean;

  /**
   * A session that the page opened itself, or a promise of one, in the shape of the endpoint's answer. If there is also an
   * `endpoint`, the element asks the endpoint when the cart changes.
   */
  @object() session: CheckoutSession | Promise<CheckoutSession> | undefined;

  /**
   * Sent with every request to the endpoint, e.g. `{ 'X-CSRF-Token': token }`, and read again for each request. A record, a
   * `Headers` or a list of pairs. A header whose value is null or undefined is not sent.
   */
  @object({ hasChanged: (value, old) => !areSameHeaders(value, old) })
  headers: Record<string, string | null | undefined> | Headers | ReadonlyArray<readonly [string, string]> | undefined;

  @state() private panel: typeof import('./view/debug-panel.ts') | undefined;
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
  readonly #formReader = new FormReader(this, () => offerOf(this.#state)?.session.purchase_country);
  readonly #invalidFields = new InvalidFields(
    () => this.#formReader.fields(),
    (fields, path) => this.#formReader.find(fields, path),
  );
  readonly #stickyFailure = new StickyFailure();
  readonly #overdueTimer = new OverdueTimer(() => this.requestUpdate());
  readonly #checkout = new KlarnaCheckout(
    createCheckoutHost(this, this.#containers, this.#formReader, () => this.#locale, {
      dispatchEvent: (event) => this.#dispatch(event),
      whenPageIsReady: () => (this.#wasServed ? whenHydrated() : undefined),
      markInvalid: (invalid_fields) => {
        const message = this.#language.strings.fieldInvalid;
        this.unmarked = this.#invalidFields.mark(this.form, invalid_fields, message);
      },
      update: (state) => this.#show(state),
    }),
    {
      // A subclass may have its own. `cdn.js` exports one.
      sdkUrl: () => this.#class.sdkUrl,
      sessionTimeout: () => this.#class.sessionTimeout,
    },
  );
  readonly #actions: Actions = {
    choose: (category) => this.#checkout.select(category, true),
    press: () => this.authorize(),
    startAgain: () => void this.#checkout.startAgain(),
  };

  readonly #lazyStart = new LazyStart(this, () => this.#begin());
  readonly #language = new LanguageController(this, () => [this.#locale, this.#sessionLocale]);
  readonly #labelWarning = new LabelWarning();
  /** The locale of the last request for a session. */
  #preparedLocale: string | undefined;
  /** The locale of the last session. It stays in states that have no session. */
  #sessionLocale: string | undefined;
  /** The element has shown something in the reserved area. */
  #hasArrived = false;
  /** The page's choice. A reset of the form returns to it. */
  #categoryOfPage: string | undefined;
  /** The choice of the shopper or of Klarna. The page's markup does not have it. */
  #reflectedCategory: string | undefined;
  #wasConnected = false;
  /** The tag was in the HTML before the class was defined, so a framework may still hydrate it. */
  #wasServed = wasServed(this);
  /** The notice at the time of the last reset of the form. It is no longer shown. */
  #dismissed: Notice | undefined;

  /** The state of the checkout. */
  get status(): CheckoutStatus {
    return this.#checkout?.status ?? IDLE.status;
  }

  /** The ways to pay that the session offers. Empty until there is a session. */
  get categories(): readonly PaymentMethodCategory[] {
    return this.#checkout.categories;
  }

  /** The order, once it is placed. */
  get order(): PlacedOrder | undefined {
    return this.#checkout.order;
  }

  /** The last error, while `status` is `failed`. */
  get error(): KlarnaCheckoutError | undefined {
    return this.#checkout.error;
  }

  /** The form of this element. */
  get form(): HTMLFormElement | null {
    return this.#association.form;
  }

  /**
   * Sets the attribute `form` to an id, or to the id of a form element. Any other value removes it. React 19 and Solid
   * assign an attribute to the property of its name, and throw if the property has no setter.
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

  /** Call it when the cart has changed. The endpoint updates the session, and the widgets load again. The latest call wins. */
  async refresh(): Promise<void> {
    // Otherwise the element asks for the cart when it starts, or when the page inserts it again.
    if (this.isConnected && this.#lazyStart.hasBegun) await this.#prepare();
  }

  /** Presses the button. Call it in the task of the shopper's click, or the browser blocks Klarna's window. */
  authorize(): void {
    // `fieldsetDisabled` is set a microtask later; the selector matches at once.
    if (this.disabled || this.matches(':disabled')) return;
    void checkAttributes(this);
    if (this.isConnected && !this.#lazyStart.hasBegun) this.#lazyStart.begin();
    this.hint = undefined;
    const state = this.#state;
    if (state.status === 'failed') this.retry();
    if (state.status === 'authorized' && waitsForLastPress(state) && this.#association.reportFields())
      this.#lastStep(state.step);
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
   * The last step with `finalization="manual"`: finalizes the authorization if Klarna asks for that, and places the order.
   * Call it in the task of the shopper's click.
   */
  finalize(): void {
    this.#checkout.finalize();
  }

  /**
   * Call it if the cart has changed since Klarna authorized, with `finalization="manual"`. The endpoint updates the session,
   * and Klarna authorizes again without a widget.
   */
  reauthorize(): void {
    this.#checkout.reauthorize();
  }

  /**
   * A report for developers: a timeline, the last error with advice, and which field of the form fills which detail. It
   * holds no token and no detail of the customer.
   */
  explain(): Explanation & { readonly fields: readonly ExplainedField[] } {
    return { ...this.#checkout.explain(), fields: this.#formReader.explain() };
  }

  /** Repeats the step that failed. If Klarna has authorized, that is only the order. */
  retry(): void {
    this.#stickyFailure.reset();
    if (this.isConnected && !this.#lazyStart.hasBegun) this.#lazyStart.begin();
    else if (this.isConnected || this.#state.status !== 'idle') this.#checkout.retry();
  }

  /** Focuses the chosen way to pay, else the first, else the button. */
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
    // A library that morphs the page removes attributes that the served HTML does not have. Keep the shopper's choice.
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
    // In a template the form was associated before the element came into the page.
    this.#association.join(this.form);
    // The page may set attributes, properties and `sdkUrl`, or move the element, in the same task.
    whenMayStart(() => {
      void checkAttributes(this, this.#wasServed ? whenHydrated() : undefined);
      if (this.isConnected && this.#lazyStart.hasBegun) this.#begin();
      else this.#look();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The element may leave with its form. A listener in the page would keep both in memory.
    this.#association.join(null);
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#lazyStart.reset();
        // The fields may stay on the page, so unmark them.
        this.#invalidFields.forget();
      }
      // An iframe that leaves the document loses its widget, even if it comes back. Without widgets a move costs nothing.
      if (this.isConnected && this.#containers.isEmpty) return;
      this.#checkout.leave();
      // In a shadow root the containers are children of its host, which may stay on the page. No payment is in progress.
      const hasLeft = !this.isConnected || this.status === 'idle' || this.status === 'failed';
      if (hasLeft) this.#containers.drop();
      if (this.isConnected && this.status === 'idle') void this.#prepare(false);
    });
  }

  /**
   * The page moved the element with `moveBefore` (htmx, Astro). The iframes stay alive, so the checkout continues. If the
   * page moved it into another shadow root, the containers are in the wrong place, so the widgets load again.
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

  /** Undoes the choice and the messages. An order stays. */
  formResetCallback(): void {
    this.paymentMethodCategory = this.#categoryOfPage;
    this.hint = undefined;
    this.unmarked = [];
    this.#invalidFields.clear();
    const state = this.#state;
    this.#dismissed = 'notice' in state ? state.notice : undefined;
    this.requestUpdate();
  }

  /** The browser restores the shopper's choice after Back, and in some browsers after a reload. */
  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string' && state !== '') this.paymentMethodCategory = state;
  }

  formDisabledCallback(disabled: boolean): void {
    // The browser also calls this when our own attribute is reflected, during an update. A change then would be lost.
    queueMicrotask(() => {
      this.fieldsetDisabled = disabled;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Only rendered states count: the shopper never sees an error that is resolved before the next render.
    this.#stickyFailure.update(this.#state);
    if (this.debug && changed.has('debug') && this.panel === undefined) void this.#fetchPanel();
    // If the page removes `customer`, the element reads the form.
    const readsOtherwise = (['guessFields', 'debug', 'customer'] as const).some((name) => changed.has(name));
    if (readsOtherwise && (this.debug || this.#lazyStart.hasBegun)) this.#formReader.prepare();
    if (!this.hasUpdated) return;
    if (changed.has('paymentMethodCategory')) {
      this.#checkout.select(this.paymentMethodCategory);
      // A category that the session does not offer cannot be chosen. Then the attribute returns to the actual choice.
      if (offerOf(this.#state)) this.paymentMethodCategory = categoryOf(this.#state);
    }
    // Klarna's texts come with the session, so a new language needs a session from the endpoint.
    if (!this.isConnected || !this.#lazyStart.hasBegun) return;
    const localeChanged = !this.session && this.#locale !== this.#preparedLocale;
    // The endpoint has to know of `manual`. Otherwise Klarna's callback would place the order before the last step.
    const finalizeChanged = changed.has('finalization');
    // The headers may now have the CSRF token that the endpoint missed.
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
    return renderCheckout(
      {
        state: this.#shown,
        displayedState: this.#stickyFailure.displayed(this.#shown),
        needsFallback: this.#stickyFailure.needsFallback,
        disabled: this.disabled || this.fieldsetDisabled,
        isMultiStep: this.finalization === 'manual',
        isOverdue: this.#overdueTimer.isOverdue,
        strings: this.#language.strings,
        language: this.#language.language,
        hint: this.hint,
        unmarked: this.unmarked,
        panel: this.debug ? this.panel?.debugPanel(this.explain()) : undefined,
        hasArrived: this.#hasArrived,
      },
      this.#actions,
    );
  }

  get #class(): typeof KlarnaCheckoutButton {
    return this.constructor as typeof KlarnaCheckoutButton;
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

  /** The language and country that the page wants. */
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
      this.panel = await import('./view/debug-panel.ts');
      adoptStyles(this.renderRoot as ShadowRoot, [styles, this.panel.panelStyles]);
    } catch (cause) {
      console.warn(`<${this.localName}>: the debug panel could not be loaded. explain() returns the same data.`, cause);
    }
  }

  #lastStep(step: NextStep['step']): void {
    if (step === 'reauthorize') this.reauthorize();
    else this.finalize();
  }

  #prepare(fresh = true): Promise<void> {
    this.#preparedLocale = this.#locale;
    this.#stickyFailure.reset();
    return this.#checkout.prepare({ category: this.paymentMethodCategory, fresh });
  }

  /** A library that morphs the page, or `replaceChildren()`, removed the widgets from the page. */
  #reload(loss: Loss): void {
    const { status } = this;
    const offer = offerOf(this.#state);
    const widgets = Object.values(offer?.widgets ?? {});
    // Klarna's iframe is gone, so no answer comes from Klarna's window.
    if (status === 'authorizing' && loss === 'containers') {
      this.#checkout.leave();
      this.#containers.drop();
      this.#checkout.enter();
    }
    // While the widgets load, Klarna's script may replace an iframe itself, so only a lost container counts.
    const isLoading = status === 'preparing' && loss === 'containers' && widgets.includes('loading');
    const isReady = status === 'ready' && widgets.includes('shown');
    if (isLoading || isReady || waitsForLastPress(this.#state)) void this.#prepare(false);
  }

  #dispatch(event: Event): boolean {
    const allowed = this.dispatchEvent(event);
    if (event instanceof KlarnaBeforeAuthorizeEvent && allowed) checkDetails(this, event.customer);
    if (event instanceof KlarnaAuthorizeEvent && !allowed) checkCancelled(this);
    if (!(event instanceof KlarnaCompleteEvent) || !allowed || !this.#association.posts) return allowed;
    // The form is posted instead of Klarna's redirect.
    this.#association.post();
    return false;
  }

  #updateForm(): void {
    const { paymentMethodCategory: category, required, renderRoot: root } = this;
    this.#association.update(formStateOf(this.#state, { category, required, strings: this.#language.strings, root }));
  }

  /** Shows a new state of the checkout. */
  #show(state: CheckoutState): void {
    this.#sessionLocale = offerOf(state)?.session.locale ?? this.#sessionLocale;
    this.#hasArrived ||= state.status !== 'idle' && state.status !== 'preparing';
    this.#dropMessages(state);
    this.#followCategory(state);
    this.#updateForm();
    this.#formReader.prepare();
    this.#overdueTimer.update(state);
    setCustomState(this.#internals, `status-${state.status}`);
    if (state.status === 'failed' && state.error.code === 'configuration') {
      console.error(`<${this.localName}>: ${state.error.message}`);
    }
    this.requestUpdate();
  }

  /** Removes the hint and the marks on fields as soon as they no longer apply. */
  #dropMessages(state: CheckoutState): void {
    if (state.status !== 'ready' || state.category !== undefined) this.hint = undefined;
    if (state.status !== 'authorizing') return;
    this.unmarked = [];
    this.#invalidFields.clear();
  }

  /** Reflects the choice of the shopper or of Klarna. */
  #followCategory(state: CheckoutState): void {
    if (state.status === 'idle' || state.status === 'complete') return;
    const category = categoryOf(state);
    if (category !== this.paymentMethodCategory) this.#reflectedCategory = category;
    this.paymentMethodCategory = category;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'klarna-checkout-button': KlarnaCheckoutButton;
  }
}
