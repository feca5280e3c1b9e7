/**
 * Each event of the checkout is a subclass of `Event` with named fields. All except `klarna-status` bubble and cross shadow
 * roots. `HTMLElementEventMap` lists them, so `addEventListener` is typed without a cast.
 */
import type { CustomerDetails, PaymentMethodCategory } from '../klarna/types.ts';
import type { CustomerToken, PlacedOrder } from './endpoint/placed-order.ts';
import type { KlarnaCheckoutError } from './errors.ts';
import type { CheckoutStatus, UnavailableReason } from './state/state.ts';

const PUBLIC: EventInit = { bubbles: true, composed: true };
const CANCELABLE: EventInit = { ...PUBLIC, cancelable: true };

/** At least one widget is on the page, so the shopper can pay. */
export class KlarnaReadyEvent extends Event {
  static readonly eventName = 'klarna-ready';
  readonly categories: readonly PaymentMethodCategory[];
  constructor(categories: readonly PaymentMethodCategory[]) {
    super(KlarnaReadyEvent.eventName, PUBLIC);
    this.categories = categories;
  }
}

/** The shopper chose a category. Not fired if code chose it. */
export class KlarnaSelectEvent extends Event {
  static readonly eventName = 'klarna-select';
  /** `identifier` of one of the session's `payment_method_categories`. */
  readonly category: string;
  constructor(category: string) {
    super(KlarnaSelectEvent.eventName, PUBLIC);
    this.category = category;
  }
}

/** Before Klarna opens. Cancel it synchronously if the shopper may not pay yet (e.g. terms not accepted). */
export class KlarnaBeforeAuthorizeEvent extends Event {
  static readonly eventName = 'klarna-before-authorize';
  /** The details for Klarna: a copy, which a listener may change synchronously. */
  customer: CustomerDetails;
  constructor(customer: CustomerDetails = {}) {
    super(KlarnaBeforeAuthorizeEvent.eventName, CANCELABLE);
    this.customer = customer;
  }
}

/** Klarna authorized. By default the endpoint places the order. Cancel the event to place it yourself. */
export class KlarnaAuthorizeEvent extends Event {
  static readonly eventName = 'klarna-authorize';
  /** For one order, valid 60 minutes. */
  readonly authorization_token: string;
  readonly category: string;
  constructor(authorization_token: string, category: string) {
    super(KlarnaAuthorizeEvent.eventName, CANCELABLE);
    this.authorization_token = authorization_token;
    this.category = category;
  }
}

/**
 * The order exists, or the customer token if the intent is `tokenize`. By default the browser opens `order.redirect_url`.
 * Cancel the event to stay on the page.
 */
export class KlarnaCompleteEvent extends Event {
  static readonly eventName = 'klarna-complete';
  readonly order: PlacedOrder;
  /** The token of a subscription. The shop's server has it too. */
  readonly customer_token: CustomerToken | undefined;
  constructor(order: PlacedOrder) {
    super(KlarnaCompleteEvent.eventName, CANCELABLE);
    this.order = order;
    this.customer_token = order.customer_token;
  }
}

/** The shopper closed Klarna. Not an error: the checkout is ready as before the click. */
export class KlarnaCancelEvent extends Event {
  static readonly eventName = 'klarna-cancel';
  constructor() {
    super(KlarnaCancelEvent.eventName, PUBLIC);
  }
}

/** Klarna wants details corrected. By default the form's fields are marked. Cancel the event to show it yourself. */
export class KlarnaInvalidEvent extends Event {
  static readonly eventName = 'klarna-invalid';
  /** Klarna's paths, such as `billing_address.email`. */
  readonly invalid_fields: readonly string[];
  constructor(invalid_fields: readonly string[]) {
    super(KlarnaInvalidEvent.eventName, CANCELABLE);
    this.invalid_fields = invalid_fields;
  }
}

/** The shopper cannot use Klarna for this order: Klarna offers nothing, or declined. Not an error. */
export class KlarnaUnavailableEvent extends Event {
  static readonly eventName = 'klarna-unavailable';
  readonly reason: UnavailableReason;
  constructor(reason: UnavailableReason) {
    super(KlarnaUnavailableEvent.eventName, PUBLIC);
    this.reason = reason;
  }
}

/** Something failed. The shopper sees a message and can continue. `error.code` says who has to act. */
export class KlarnaErrorEvent extends Event {
  static readonly eventName = 'klarna-error';
  readonly error: KlarnaCheckoutError;
  constructor(error: KlarnaCheckoutError) {
    super(KlarnaErrorEvent.eventName, PUBLIC);
    this.error = error;
  }
}

/** `status` has changed, e.g. for pages that lock their form during a payment. Does not bubble. */
export class KlarnaStatusEvent extends Event {
  static readonly eventName = 'klarna-status';
  readonly status: CheckoutStatus;
  constructor(status: CheckoutStatus) {
    super(KlarnaStatusEvent.eventName);
    this.status = status;
  }
}

export interface KlarnaCheckoutEventMap {
  'klarna-ready': KlarnaReadyEvent;
  'klarna-select': KlarnaSelectEvent;
  'klarna-before-authorize': KlarnaBeforeAuthorizeEvent;
  'klarna-authorize': KlarnaAuthorizeEvent;
  'klarna-complete': KlarnaCompleteEvent;
  'klarna-cancel': KlarnaCancelEvent;
  'klarna-invalid': KlarnaInvalidEvent;
  'klarna-unavailable': KlarnaUnavailableEvent;
  'klarna-error': KlarnaErrorEvent;
  'klarna-status': KlarnaStatusEvent;
}

/** The events that bubble, so that a page may listen on `document` or `window`. */
type KlarnaBubblingEventMap = Omit<KlarnaCheckoutEventMap, 'klarna-status'>;

declare global {
  interface HTMLElementEventMap extends KlarnaCheckoutEventMap {}
  interface DocumentEventMap extends KlarnaBubblingEventMap {}
  interface WindowEventMap extends KlarnaBubblingEventMap {}
}
