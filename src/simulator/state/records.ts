/** What the simulator remembers. Times are ms since the epoch, by the simulator's own clock. */
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

export interface SessionRecord {
  readonly session_id: string;
  readonly client_token: string;
  /** Where the browser reaches the simulator: the origin of pages, frames and redirects of this session. */
  readonly origin: string;
  readonly created_at: number;
  readonly expires_at: number;
  /** What is bought, as it stands now; customer details that came with it are moved to `details`. */
  request: SessionRequest;
  details: CustomerDetails;
  payment_method_categories: PaymentMethodCategory[];
  status: 'incomplete' | 'complete';
  /** The newest authorization. Older ones stay in the index as `superseded`. */
  authorization?: AuthorizationRecord;
  /** The newest try of the shopper. */
  attempt?: AttemptRecord;
  order_id?: string;
}

/** Klarna's second look at an order: what it will find, and how many minutes after the order. */
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
  /** What the shopper approved: an order must repeat it. */
  readonly approved: { readonly request: SessionRequest; readonly details: CustomerDetails };
  readonly callback?: ShopperStep['callback'];
  /** Present when the order will be pending at first. */
  readonly pending?: Pending;
  state: 'open' | 'consumed' | 'cancelled' | 'superseded';
  order_id?: string;
  /** The customer token made with it, if one was. */
  token_id?: string;
}

/** One `authorize()` from the click to the shopper's decision. */
export interface AttemptRecord {
  readonly attempt_id: string;
  readonly session_id: string;
  readonly payment_method_category: string;
  readonly auto_finalize: boolean;
  readonly created_at: number;
  /** Absent while the shopper decides. */
  result?: AuthorizeResult;
}

export interface CustomerTokenRecord {
  readonly token_id: string;
  readonly session_id: string;
  readonly payment_method_category: string;
  readonly purchase_country: string;
  readonly created_at: number;
  readonly details: CustomerDetails;
  /** What the call answered, for the repeat. */
  readonly reply: CustomerTokenCreated;
  readonly confirmation?: string;
  status: 'ACTIVE' | 'CANCELLED';
}

export interface OrderRecord {
  readonly order_id: string;
  /** One of the two: an order is placed with an authorization, or charged to a customer token. */
  readonly session_id?: string;
  readonly authorization_token?: string;
  readonly token_id?: string;
  readonly klarna_reference: string;
  readonly payment_method_category: string;
  readonly created_at: number;
  expires_at: number;
  /** As it was placed: a repeat is compared with it. What order management changes is in `current`. */
  readonly request: OrderRequest;
  readonly current: Current;
  details: CustomerDetails;
  /** What the order call answered, for the repeat with the same body. */
  readonly reply: OrderCreated;
  readonly confirmation?: string;
  readonly notification?: string;
  status: ManagedOrder['status'];
  fraud_status: ManagedOrder['fraud_status'];
  readonly captures: CaptureRecord[];
  readonly refunds: RefundRecord[];
  readonly shipping_info: ShippingInfo[];
  /** What was given back of the authorization: it can no more be captured. */
  released_amount: number;
}

/** The part of an order that order management may change. Amounts in minor units. */
type Current = Pick<OrderRequest, 'order_amount' | 'order_lines' | 'merchant_reference1' | 'merchant_reference2'>;

export type CaptureRecord = Required<Pick<Capture, 'capture_id' | 'klarna_reference' | 'refunded_amount'>> &
  Capture & {
    /** Days that the shopper was given on top. Klarna shows them in no answer. */
    extended_days?: number;
  };

export type RefundRecord = Required<Pick<Refund, 'refund_id'>> & Refund;

/** The answer to a REST call, as data. It can be stored for an idempotency key, recorded, or dropped by a script. */
export interface Reply {
  status: number;
  /** Absent: no body at all. An error's gets its `correlation_id` when it is sent. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** The answer of an idempotency key. */
export interface StoredAnswer {
  readonly reply: Reply;
  readonly expires_at: number;
}
