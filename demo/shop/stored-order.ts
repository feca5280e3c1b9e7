/** An order as the shop keeps it. It holds what was bought and no word about who bought it. */
import type { OrderLine } from '../../src/klarna/types.ts';
import type { MarketCode } from './markets.ts';

export interface StoredOrder {
  /** Klarna's id. */
  readonly order_id: string;
  /** The Klarna session that it was bought in: one order each. */
  readonly session_id?: string;
  /** Or the number of the subscription that it was charged for, with no session and no shopper present. */
  readonly subscription?: string;
  /** The shop's own number, Klarna's `merchant_reference1`. */
  readonly reference: string;
  readonly market: MarketCode;
  readonly currency: string;
  /** Minor units. */
  readonly order_amount: number;
  /** Minor units. */
  readonly order_tax_amount: number;
  readonly order_lines: readonly OrderLine[];
  readonly fraud_status: FraudStatus;
  /** ISO date-time, UTC. */
  readonly created_at: string;
}

/** `PENDING`: Klarna still decides; do not ship. `REJECTED`: it decided against; do not ship at all. */
export type FraudStatus = 'ACCEPTED' | 'PENDING' | 'REJECTED';
