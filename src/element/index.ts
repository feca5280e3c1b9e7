/** The class, its events and its types, with no side effect: the tag is yours to define. */

export type { KlarnaCheckoutErrorCode } from '../checkout/errors.ts';
export { KlarnaCheckoutError } from '../checkout/errors.ts';
export type { KlarnaCheckoutEventMap } from '../checkout/events.ts';
export {
  KlarnaAuthorizeEvent,
  KlarnaBeforeAuthorizeEvent,
  KlarnaCancelEvent,
  KlarnaCompleteEvent,
  KlarnaErrorEvent,
  KlarnaInvalidEvent,
  KlarnaReadyEvent,
  KlarnaSelectEvent,
  KlarnaStatusEvent,
  KlarnaUnavailableEvent,
} from '../checkout/events.ts';
export type { Explanation } from '../checkout/explain.ts';
export type { CheckoutStatus, UnavailableReason } from '../checkout/machine.ts';
export type { CustomerToken, PlacedOrder } from '../checkout/placed-order.ts';
export type { CheckoutSession } from '../checkout/session.ts';
export type { Address, Customer, CustomerDetails, Intent, PaymentMethodCategory } from '../klarna/types.ts';
export { KlarnaCheckoutButton } from './klarna-checkout-button.ts';
