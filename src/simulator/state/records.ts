/** What the simulator remembers. Times are ms since the epoch, by the simulator's own clock. */
import type { AuthorizeResult } from '../../klarna/sdk.ts';
import type {
  CustomerDetails,
  OrderCreated,
  OrderRequest,
  PaymentMethodCategory,
  SessionRequest,
} from '../../klarna/types.ts';

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

export interface AuthorizationRecord {
  readonly authorization_token: string;
  readonly session_id: string;
  readonly payment_method_category: string;
  readonly created_at: number;
  readonly expires_at: number;
  /** What the shopper approved: an order must repeat it. */
  readonly approved: { readonly request: SessionRequest; readonly details: CustomerDetails };
  state: 'open' | 'consumed' | 'cancelled' | 'superseded';
  order_id?: string;
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

export interface OrderRecord {
  readonly order_id: string;
  readonly session_id: string;
  readonly authorization_token: string;
  readonly klarna_reference: string;
  readonly payment_method_category: string;
  readonly created_at: number;
  readonly expires_at: number;
  readonly request: OrderRequest;
  readonly details: CustomerDetails;
  /** What the order call answered, for the repeat with the same body. */
  readonly reply: OrderCreated;
  readonly confirmation?: string;
  status: 'AUTHORIZED';
  fraud_status: 'ACCEPTED';
}
