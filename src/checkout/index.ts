/** The checkout without HTML, for pages that draw everything themselves. `<klarna-checkout-button>` uses it too. */

export type { Address, Customer, CustomerDetails, Intent, PaymentMethodCategory } from '../klarna/types.ts';
export { KlarnaCheckout } from './checkout.ts';
export type { Explanation } from './diagnostics/explain.ts';
export type { CustomerToken, PlacedOrder } from './endpoint/placed-order.ts';
export type { CheckoutSession } from './endpoint/session.ts';
export { KlarnaCheckoutError, type KlarnaCheckoutErrorCode } from './errors.ts';
export type { KlarnaCheckoutEventMap } from './events.ts';
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
} from './events.ts';
export type { CheckoutHost } from './host.ts';
export type {
  CheckoutState,
  CheckoutStatus,
  Notice,
  Offer,
  UnavailableReason,
  WidgetStatus,
} from './state/state.ts';
export type { PrepareOptions } from './state/store.ts';
