import type { CustomerTokenCreated } from '../klarna/customer-token.ts';
import type { OrderCreated, OrderRequest, SessionRead, SessionRequest } from '../klarna/types.ts';
import type { KlarnaApiOptions } from './klarna-api/klarna-api.ts';

/** The reason why the handler asks for the cart. */
export interface GetOrderEvent {
  /** `session`: to open or update a session. `order`: to compare the cart with what the shopper authorized. */
  type: 'session' | 'order';
  /** The page's language as the browser sent it, BCP 47. For `session` only. */
  locale?: string;
  /** Klarna's id. For `order` only. */
  session_id?: string;
}

/** The facts about an order that exists at Klarna. */
export interface OrderContext {
  session_id: string;
  /** The session at Klarna, with the lines, amounts and addresses of the purchase. Save these, and not the current cart. */
  session: SessionRead;
  /** The order body that Klarna got. */
  order: OrderRequest;
  /** The token that goes with this order, if the intent makes one. Any other token of the session is void. */
  customer_token?: CustomerTokenCreated;
  /** Who asked for the order. With `callback` it is Klarna's server, so `request` has no cookies of the shopper. */
  door: 'browser' | 'callback';
  request: Request;
}

/** The facts about a customer token that exists at Klarna. */
export type CustomerTokenContext = Omit<OrderContext, 'order' | 'customer_token'>;

/** An order as the shop has saved it. */
export interface SavedOrder extends Omit<OrderCreated, 'fraud_status'> {
  /** `REJECTED`: Klarna rejected the pending order. */
  fraud_status: OrderCreated['fraud_status'] | 'REJECTED';
}

/** Klarna decided about a pending order. */
export interface KlarnaNotification {
  order_id: string;
  event_type: 'FRAUD_RISK_ACCEPTED' | 'FRAUD_RISK_REJECTED' | 'FRAUD_RISK_STOPPED' | (string & {});
}

type Awaitable<T> = T | Promise<T>;

export interface KlarnaHandlerOptions extends KlarnaApiOptions {
  /**
   * At least 32 characters, the same on every machine; `openssl rand -base64 32` makes one. Pass a list to rotate secrets:
   * the first one encrypts, all of them decrypt.
   */
  secret: string | readonly string[] | undefined;
  /**
   * The shop's cart as a Klarna session body, without customer details. It is the only source of amounts. Null means that
   * there is nothing to buy.
   */
  getOrder(request: Request, event: GetOrderEvent): Awaitable<SessionRequest | null>;
  /**
   * Saves the order. The handler may call it again with the same `order_id`, also from another process at the same time: make
   * `order_id` unique in the database. If it throws, the browser or Klarna sends the request again.
   */
  onOrder(order: OrderCreated, context: OrderContext): Awaitable<unknown>;
  /**
   * Saves a customer token. Every `intent` except `buy` needs it. The handler may call it again with the same `token_id`. If
   * the session also buys, this call comes before `onOrder`.
   */
  onCustomerToken?: ((token: CustomerTokenCreated, context: CustomerTokenContext) => Awaitable<unknown>) | undefined;
  /** Finds the order that the shop has saved for a session, in Klarna's form. Klarna's session does not name its order. */
  findOrder?: ((session_id: string) => Awaitable<SavedOrder | null | undefined>) | undefined;
  /**
   * Klarna has decided about a `PENDING` order: hours later, and perhaps more than once. If this function is given, the
   * handler gives Klarna the URL for that. If it throws, Klarna calls again.
   */
  onNotification?: ((event: KlarnaNotification, request: Request) => Awaitable<unknown>) | undefined;
  /**
   * Gets the errors that the shopper cannot correct: from Klarna, the network, or the shop's own functions. Errors of this
   * package hold no credentials and no personal data. @default console.error
   */
  onError?: ((error: unknown, request: Request) => unknown) | undefined;
  /**
   * Gets a promise that settles when `onError` is done, to keep the platform awake. Workers and Lambda stop a function
   * once it has answered. The promise never rejects. `request` is the request that the handler was called with.
   */
  waitUntil?: ((promise: Promise<unknown>, request: Request) => unknown) | undefined;
  /**
   * The mount's URL for Klarna and the shopper, e.g. `https://shop.example/klarna`. Required in production, and
   * there it must be https and reachable from the internet. @default the request's origin and mount, from its `Host` header
   */
  publicUrl?: string | URL | undefined;
  /**
   * Origins of other pages that may use the handler (CORS with credentials), e.g. `['https://shop.example']` for a handler at
   * api.shop.example. @default none
   */
  origins?: readonly string[] | undefined;
  /** The only path that counts as the mount, e.g. `/klarna`. @default any */
  basePath?: string | undefined;
}
