/** A subscription as the shop's pages see it. The customer token that pays for it stays on the server. */
import type { SubscriptionTerms } from './price-charge.ts';

export interface StoredSubscription extends SubscriptionTerms {
  /** The shop's own number. */
  readonly reference: string;
  /** `yyyy-mm-dd`, UTC. */
  readonly started_on: string;
  readonly status: 'ACTIVE' | 'CANCELLED';
  readonly next: NextCharge;
}

export interface NextCharge {
  /** 0 is the first. The button names this period, so that a second press means the same charge. */
  readonly period: number;
  /** `yyyy-mm-dd`, UTC. */
  readonly due_on: string;
  /**
   * - `due`: Klarna was not asked yet.
   * - `open`: Klarna was asked, and its answer is unknown.
   * - `refused`: Klarna refused; the next press is a new attempt.
   */
  readonly state: 'due' | 'open' | 'refused';
  /** Klarna's code, if it refused. */
  readonly error_code?: string;
}
