import type { CustomerTokenCreated } from '../klarna/customer-token.ts';
import type { OrderCreated, OrderRequest, SessionRead, SessionRequest } from '../klarna/types.ts';
import type { KlarnaApiOptions } from './klarna-api/klarna-api.ts';

/** Why the shop's cart is asked for. */
export interface GetOrderEvent {
  /** `session`: a session is opened or brought up to date. `order`: the cart is compared with what was approved. */
  type: 'session' | 'order';
  /** What the page shows, BCP 47, as the browser said it. For `session` only. */
  locale?: string;
  /** Klarna's id. For `order` only. */
  session_id?: string;
}

/** What is known when an order exists. */
export interface OrderContext {
  session_id: string;
  /** What Klarna holds: the lines, amounts and addresses that were bought. Save these, not the cart of this moment. */
  session: SessionRead;
  /** The order as it was sent. */
  order: OrderRequest;
  /** The token that goes with this order, if the intent makes one. Any other token of the session is void. */
  customer_token?: CustomerTokenCreated;
  /** `callback`: Klarna's server asked, so `request` has no cookies of the shopper. */
  door: 'browser' | 'callback';
  request: Request;
}

/** What is known when a customer token exists. */
export type CustomerTokenContext = Omit<OrderContext, 'order' | 'customer_token'>;

/** An order as the shop has saved it. */
export interface SavedOrder extends Omit<OrderCreated, 'fraud_status'> {
  /** `REJECTED`: a pending one that Klarna decided against. */
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
   * At least 32 characters, the same on every machine; `openssl rand -base64 32` makes one. A list rotates: the first
   * seals, all open.
   */
  secret: string | readonly string[] | undefined;
  /**
   * The shop's cart as a Klarna session body, without customer details: the only source of amounts. Null: there is
   * nothing to buy.
   */
  getOrder(request: Request, event: GetOrderEvent): Awaitable<SessionRequest | null>;
  /**
   * Saves the order. May be called again with the same `order_id`, by another process at the same time too: let the
   * database hold `order_id` unique. What it throws makes the browser, or Klarna, come again.
   */
  onOrder(order: OrderCreated, context: OrderContext): Awaitable<unknown>;
  /**
   * Saves a customer token: needed for every `intent` but `buy`. May be called again with the same `token_id`, like
   * `onOrder`, and comes before it where the session also buys.
   */
  onCustomerToken?: ((token: CustomerTokenCreated, context: CustomerTokenContext) => Awaitable<unknown>) | undefined;
  /** The order that the shop has saved for a session, in Klarna's form. Klarna's session does not name its order. */
  findOrder?: ((session_id: string) => Awaitable<SavedOrder | null | undefined>) | undefined;
  /**
   * Klarna decided about a `PENDING` order: hours later, and perhaps more than once. With it, the handler gives Klarna
   * the address for that. What it throws makes Klarna come again.
   */
  onNotification?: ((event: KlarnaNotification, request: Request) => Awaitable<unknown>) | undefined;
  /**
   * Faults that the shopper cannot mend: of Klarna, of the network, of the shop's own functions. What this package made
   * holds no credentials and no personal data. @default console.error
   */
  onError?: ((error: unknown, request: Request) => unknown) | undefined;
  /**
   * Keeps the platform awake until the promise settles: it ends what `onError` has begun. Workers and Lambda stop a
   * function once it has answered. The promise never rejects. `request` is the one that the handler was called with.
   */
  waitUntil?: ((promise: Promise<unknown>, request: Request) => unknown) | undefined;
  /**
   * Where Klarna and the shopper reach the mount, e.g. `https://shop.example/klarna`. Required in production, and then https
   * and reachable from the internet. @default the request's own origin and mount, as the `Host` header says it
   */
  publicUrl?: string | URL | undefined;
  /**
   * Origins of other pages that may ask, e.g. `['https://shop.example']` for a handler at api.shop.example: CORS with
   * credentials. @default none
   */
  origins?: readonly string[] | undefined;
  /** The only path that counts as the mount, e.g. `/klarna`. @default any */
  basePath?: string | undefined;
}
