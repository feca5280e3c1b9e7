/** A request of Klarna's to the shop, and how its attempts went. Times are ms since the epoch, by the simulator's clock. */
export interface CallbackRecord {
  readonly callback_id: string;
  readonly kind: 'authorization' | 'notification';
  readonly session_id?: string;
  readonly order_id?: string;
  readonly url: string;
  readonly body: Readonly<Record<string, string>>;
  readonly created_at: number;
  /**
   * `waiting` for its first or next attempt, `delivered` with a 2xx, `failed` after the last attempt. `held`: nothing was
   * sent, for the simulator has no address of its own yet.
   */
  state: 'waiting' | 'delivered' | 'failed' | 'held';
  readonly attempts: CallbackAttempt[];
  /** Present while it waits for another attempt. */
  next_attempt_at?: number;
}

export interface CallbackAttempt {
  readonly at: number;
  /** ms of real time. */
  readonly duration_ms: number;
  /** What the shop answered. */
  readonly status?: number;
  /** Why there is no answer. */
  readonly error?: string;
}
