/**
 * Every event of the checkout is an `Event` subclass of its own with named fields; all bubble and cross shadow roots.
 * They are listed in `HTMLElementEventMap`, so `addEventListener` is typed without a cast.
 */
import type { CustomerDetails, PaymentMethodCategory } from '../klarna/types.ts';
import type { CustomerToken, PlacedOrder } from './endpoint/placed-order.ts';
import type { KlarnaCheckoutError } from './errors.ts';
import type { CheckoutStatus, UnavailableReason } from './state/state.ts';

const PUBLIC: EventInit = { bubbles: true, composed: true };
const CANCELABLE: EventInit = { ...PUBLIC, cancelable: true };

/** At least one widget is on the page and can be paid with. */
export class KlarnaReadyEvent extends Event {
  static readonly eventName = 'klarna-ready';
  readonly categories: readonly PaymentMethodCategory[];
  constructor(categories: readonly PaymentMethodCategory[]) {
    super(KlarnaReadyEvent.eventName, PUBLIC);
    this.categories = categories;
  }
}

/** The shopper chose a category. Never fired for what code chose. */
export class KlarnaSelectEvent extends Event {
  static readonly eventName = 'klarna-select';
  /** `identifier` of one of the session's `payment_method_categories`. */
  readonly category: string;
  constructor(category: string) {
    super(KlarnaSelectEvent.eventName, PUBLIC);
    this.category = category;
  }
}

/** Before Klarna is asked. Cancel it, synchronously, where the shopper may not pay yet (terms not accepted). */
export class KlarnaBeforeAuthorizeEvent extends Event {
  static readonly eventName = 'klarna-before-authorize';
  /** The details that Klarna is sent: a copy, which a listener may change, synchronously. */
  customer: CustomerDetails;
  constructor(customer: CustomerDetails = {}) {
    super(KlarnaBeforeAuthorizeEvent.eventName, CANCELABLE);
    this.customer = customer;
  }
}

/** Klarna approved. Cancel it to place the order yourself; by default it is placed at the endpoint. */
export class KlarnaAuthorizeEvent extends Event {
  static readonly eventName = 'klarna-authorize';
  /** Single use, valid 60 minutes. */
  readonly authorization_token: string;
  readonly category: string;
  constructor(authorization_token: string, category: string) {
    super(KlarnaAuthorizeEvent.eventName, CANCELABLE);
    this.authorization_token = authorization_token;
    this.category = category;
  }
}

/**
 * The order exists, or the customer token where nothing was to be bought. Cancel it to stay on the page; by default the
 * browser follows `order.redirect_url`.
 */
export class KlarnaCompleteEvent extends Event {
  static readonly eventName = 'klarna-complete';
  readonly order: PlacedOrder;
  /** Of a subscription; the shop's server has it too. */
  readonly customer_token: CustomerToken | undefined;
  constructor(order: PlacedOrder) {
    super(KlarnaCompleteEvent.eventName, CANCELABLE);
    this.order = order;
    this.customer_token = order.customer_token;
  }
}

/** The shopper closed Klarna. Not an error: everything is as it was before the click. */
export class KlarnaCancelEvent extends Event {
  static readonly eventName = 'klarna-cancel';
  constructor() {
    super(KlarnaCancelEvent.eventName, PUBLIC);
  }
}

/** Klarna wants details corrected. Cancel it to show that yourself; by default the form's fields are marked. */
export class KlarnaInvalidEvent extends Event {
  static readonly eventName = 'klarna-invalid';
  /** Klarna's paths, such as `billing_address.email`. */
  readonly invalid_fields: readonly string[];
  constructor(invalid_fields: readonly string[]) {
    super(KlarnaInvalidEvent.eventName, CANCELABLE);
    this.invalid_fields = invalid_fields;
  }
}

/** Klarna cannot be used for this order: it offers nothing, or it declined. Not an error. */
export class KlarnaUnavailableEvent extends Event {
  static readonly eventName = 'klarna-unavailable';
  readonly reason: UnavailableReason;
  constructor(reason: UnavailableReason) {
    super(KlarnaUnavailableEvent.eventName, PUBLIC);
    this.reason = reason;
  }
}

/** Something broke. The shopper sees a message and a way on; `error.code` says who has to act. */
export class KlarnaErrorEvent extends Event {
  static readonly eventName = 'klarna-error';
  readonly error: KlarnaCheckoutError;
  constructor(error: KlarnaCheckoutError) {
    super(KlarnaErrorEvent.eventName, PUBLIC);
    this.error = error;
  }
}

/** `status` has changed: for pages that lock their form while the shopper pays. Does not bubble. */
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

/** What a page may listen for in one place for all: the rest does not bubble. */
type KlarnaBubblingEventMap = Omit<KlarnaCheckoutEventMap, 'klarna-status'>;

declare global {
  interface HTMLElementEventMap extends KlarnaCheckoutEventMap {}
  interface DocumentEventMap extends KlarnaBubblingEventMap {}
  interface WindowEventMap extends KlarnaBubblingEventMap {}
}
