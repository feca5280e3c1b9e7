/** A subscription as the shop's pages see it. The customer token that pays for it is not in here: it stays on the server. */
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
  /** 0 is the first. The one that a press of the button means, so that a second press means the same. */
  readonly period: number;
  /** `yyyy-mm-dd`, UTC. */
  readonly due_on: string;
  /**
   * - `due`: nobody was asked yet.
   * - `open`: Klarna was asked, and its answer is not known.
   * - `refused`: Klarna said no; the next press is a new try.
   */
  readonly state: 'due' | 'open' | 'refused';
  /** Klarna's, where it refused. */
  readonly error_code?: string;
}
