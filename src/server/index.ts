export type {
  CustomerTokenCreated,
  CustomerTokenOrder,
  CustomerTokenRead,
  CustomerTokenRequest,
} from '../klarna/customer-token.ts';
export type { Region } from '../klarna/markets.ts';
export type {
  Capture,
  CaptureRequest,
  ManagedOrder,
  MerchantReferences,
  Refund,
  RefundRequest,
  ShippingInfo,
} from '../klarna/order-management.ts';
export type {
  Address,
  Customer,
  CustomerDetails,
  Intent,
  KlarnaErrorBody,
  MerchantUrls,
  Order,
  OrderCreated,
  OrderLine,
  OrderLineType,
  OrderRequest,
  PaymentMethodCategory,
  SessionCreated,
  SessionRead,
  SessionRequest,
  Subscription,
} from '../klarna/types.ts';
export { createKlarnaHandler, type KlarnaHandler } from './handler.ts';
export type { CustomerTokensApi } from './klarna-api/customer-tokens-api.ts';
export type { KlarnaEnvironment } from './klarna-api/environment.ts';
export { createKlarnaApi, type KlarnaApi, type KlarnaApiOptions } from './klarna-api/klarna-api.ts';
export { KlarnaApiError, type KlarnaFailure } from './klarna-api/klarna-api-error.ts';
export type { OrdersApi } from './klarna-api/orders-api.ts';
export type { PaymentsApi } from './klarna-api/payments-api.ts';
export type {
  CustomerTokenContext,
  GetOrderEvent,
  KlarnaHandlerOptions,
  KlarnaNotification,
  OrderContext,
  SavedOrder,
} from './options.ts';
export { checkOrder, type OrderProblem } from './order-check/check-order.ts';
export {
  discountLines,
  feeLines,
  type GiftCard,
  giftCardLine,
  grossLine,
  netLines,
  type OrderDiscount,
  type OrderFee,
  salesTaxLine,
  salesTaxOn,
  sumOrder,
  type TaxedItem,
  type UntaxedItem,
  untaxedLine,
} from './order-lines/index.ts';
export { openPageSession, type PageSession, type PageSessionOptions } from './page-session.ts';
