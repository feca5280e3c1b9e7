/** The simulator's records. Times are ms since the epoch, by the simulator's own clock. */
import type { CustomerTokenCreated } from '../../klarna/customer-token.ts';
import type { Capture, ManagedOrder, Refund, ShippingInfo } from '../../klarna/order-management.ts';
import type { AuthorizeResult } from '../../klarna/sdk.ts';
import type {
  CustomerDetails,
  OrderCreated,
  OrderRequest,
  PaymentMethodCategory,
  SessionRequest,
} from '../../klarna/types.ts';
import type { ShopperStep } from '../script/step.ts';

export type CategoryIdentifier = 'klarna' | 'pay_now' | 'pay_later' | 'pay_over_time';

export interface SessionRecord {
  readonly session_id: string;
  readonly client_token: string;
  /** The origin under which the browser reaches the simulator: for the pages, frames and redirects of this session. */
  readonly origin: string;
  readonly created_at: number;
  readonly expires_at: number;
  /** The current cart. Customer details that came with it are in `details`. */
  request: SessionRequest;
  details: CustomerDetails;
  payment_method_categories: PaymentMethodCategory[];
  status: 'incomplete' | 'complete';
  /** The newest authorization. Older ones stay in the index as `superseded`. */
  authorization?: AuthorizationRecord;
  /** The shopper's newest attempt. */
  attempt?: AttemptRecord;
  order_id?: string;
}

/** Klarna's second check of an order: its decision, and how many minutes after the order it comes. */
export interface Pending {
  readonly decision: 'accept' | 'reject';
  readonly minutes: number;
}

export interface AuthorizationRecord {
  readonly authorization_token: string;
  readonly session_id: string;
  readonly payment_method_category: string;
  readonly created_at: number;
  readonly expires_at: number;
  /** The contents that the shopper approved. An order must repeat them. */
  readonly approved: { readonly request: SessionRequest; readonly details: CustomerDetails };
  readonly callback?: ShopperStep['callback'];
  /** Present if the order will be pending at first. */
  readonly pending?: Pending;
  state: 'open' | 'consumed' | 'cancelled' | 'superseded';
  order_id?: string;
  /** The customer token that was created with it, if any. */
  token_id?: string;
}

/** An `authorize()` call, from the click to the shopper's decision. */
export interface AttemptRecord {
  readonly attempt_id: string;
  readonly session_id: string;
  readonly payment_method_category: string;
  readonly auto_finalize: boolean;
  readonly created_at: number;
  /** Absent until the shopper decides. */
  result?: AuthorizeResult;
}

export interface CustomerTokenRecord {
  readonly token_id: string;
  readonly session_id: string;
  readonly payment_method_category: string;
  readonly purchase_country: string;
  readonly created_at: number;
  readonly details: CustomerDetails;
  /** The answer of the call, for a repeat. */
  readonly reply: CustomerTokenCreated;
  readonly confirmation?: string;
  status: 'ACTIVE' | 'CANCELLED';
}

export interface OrderRecord {
  readonly order_id: string;
  /**
   * Either `authorization_token` or `token_id` is present: the order was placed with an authorization, or charged to a
   * customer token.
   */
  readonly session_id?: string;
  readonly authorization_token?: string;
  readonly token_id?: string;
  readonly klarna_reference: string;
  readonly payment_method_category: string;
  readonly created_at: number;
  expires_at: number;
  /** The order as it was placed. A repeat is compared with it. Changes by order management are in `current`. */
  readonly request: OrderRequest;
  readonly current: Current;
  details: CustomerDetails;
  /** The answer of the order call, for a repeat with the same body. */
  readonly reply: OrderCreated;
  readonly confirmation?: string;
  readonly notification?: string;
  status: ManagedOrder['status'];
  fraud_status: ManagedOrder['fraud_status'];
  readonly captures: CaptureRecord[];
  readonly refunds: RefundRecord[];
  readonly shipping_info: ShippingInfo[];
  /** The part of the authorization that was released. It can no longer be captured. */
  released_amount: number;
}

/** The part of an order that order management may change. Amounts are in minor units. */
type Current = Pick<OrderRequest, 'order_amount' | 'order_lines' | 'merchant_reference1' | 'merchant_reference2'>;

export type CaptureRecord = Required<Pick<Capture, 'capture_id' | 'klarna_reference' | 'refunded_amount'>> &
  Capture & {
    /** Extra days for the shopper to pay. No answer of Klarna's shows them. */
    extended_days?: number;
  };

export type RefundRecord = Required<Pick<Refund, 'refund_id'>> & Refund;

/** The answer to a REST call, as data. It can be stored for an idempotency key, recorded, or dropped by a script. */
export interface Reply {
  status: number;
  /** Absent if there is no body. An error's body gets its `correlation_id` when it is sent. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** The stored answer of an idempotency key. */
export interface StoredAnswer {
  readonly reply: Reply;
  readonly expires_at: number;
}
