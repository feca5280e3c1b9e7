/**
 * A script is a list of steps. A step is data, so a test can write it, send it over HTTP, and the control page can show
 * it.
 */

/** Names of the REST calls, for steps about a call. */
export const CALLS = [
  'create_session',
  'read_session',
  'update_session',
  'create_order',
  'cancel_authorization',
  'create_customer_token',
  'read_customer_token',
  'create_token_order',
  'cancel_customer_token',
  'read_order',
  'update_order_authorization',
  'update_merchant_references',
  'update_customer_details',
  'acknowledge_order',
  'cancel_order',
  'extend_authorization_time',
  'release_remaining_authorization',
  'create_capture',
  'list_captures',
  'read_capture',
  'add_capture_shipping_info',
  'trigger_send_out',
  'read_due_date_options',
  'extend_due_date',
  'add_order_shipping_info',
  'create_refund',
  'read_refund',
] as const;

export type CallName = (typeof CALLS)[number];

export const SHOPPER_OUTCOMES = ['approve', 'decline', 'cancel', 'invalid', 'pending'] as const;

/** The end of the next `authorize()`, without a person in the pop-up. */
export interface ShopperStep {
  outcome: (typeof SHOPPER_OUTCOMES)[number];
  /** With `invalid`: the paths of the invalid fields. Default: `billing_address.email`. */
  fields?: string[];
  /** With `pending`: Klarna's later decision about the order. Default: `accept`. */
  decision?: 'accept' | 'reject';
  /** With `pending`: minutes from the order to the decision, by the simulator's clock. Default: 5. */
  minutes?: number;
  /** ms by the simulator's clock before the page gets its answer. */
  latency_ms?: number;
  /**
   * When the authorization callback is sent. `before`: its first attempt is over before the page gets the
   * authorization. `after`: a second later. `never`: not at all. Default: at the same time, because Klarna promises no
   * order.
   */
  callback?: 'before' | 'after' | 'never';
  /** Klarna approves, but the page never gets the answer. */
  network?: 'breaks';
}

export const FAILURES = ['reset', 'lost', 429, 500, 502, 503] as const;

/** A step for the next REST call of that name. */
export interface CallStep {
  /** `answer`: as usual, after `latency_ms`. `fail`: see `with`. */
  outcome: 'answer' | 'fail';
  call: CallName;
  /**
   * `reset`: the connection breaks before the call is read. `lost`: the call is done, but its answer never arrives. A
   * number: an answer with that status, and nothing is done; 500 in Klarna's words, 502 and 503 as from a proxy.
   * Default: 500.
   */
  with?: (typeof FAILURES)[number];
  /** An error answer of Klarna's, with any content: `{ status: 403, error_code: 'PAYMENT_METHOD_FAILED' }`. */
  refusal?: { status: number; error_code: string; error_messages?: string[] };
  latency_ms?: number;
}

export type Step = ShopperStep | CallStep;

export const isCallStep = (step: Step): step is CallStep => 'call' in step;
