/**
 * A request from Klarna to the shop, and the result of its attempts. Times are ms since the epoch, by the simulator's
 * clock.
 */
export interface CallbackRecord {
  readonly callback_id: string;
  readonly kind: 'authorization' | 'notification';
  readonly session_id?: string;
  readonly order_id?: string;
  readonly url: string;
  readonly body: Readonly<Record<string, string>>;
  readonly created_at: number;
  /**
   * `waiting` for its first or next attempt; `delivered` after a 2xx; `failed` after the last attempt.
   * `held`: nothing was sent, because the simulator does not listen yet and has no address.
   */
  state: 'waiting' | 'delivered' | 'failed' | 'held';
  readonly attempts: CallbackAttempt[];
  /** Present while another attempt is due. */
  next_attempt_at?: number;
}

export interface CallbackAttempt {
  readonly at: number;
  /** ms of real time. */
  readonly duration_ms: number;
  /** The status of the shop's answer. */
  readonly status?: number;
  /** Why there is no answer. */
  readonly error?: string;
}
