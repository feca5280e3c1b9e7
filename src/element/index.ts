/** The class, its events and its types. Importing this file defines no tag. */

export type { Explanation } from '../checkout/diagnostics/explain.ts';
export type { CustomerToken, PlacedOrder } from '../checkout/endpoint/placed-order.ts';
export type { CheckoutSession } from '../checkout/endpoint/session.ts';
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
export type { CheckoutStatus, UnavailableReason } from '../checkout/state/state.ts';
export type { Address, Customer, CustomerDetails, Intent, PaymentMethodCategory } from '../klarna/types.ts';
export { KlarnaCheckoutButton } from './klarna-checkout-button.ts';
