/** An order in the shop's database. It contains the products and nothing about the shopper. */
import type { OrderLine } from '../../src/klarna/types.ts';
import type { MarketCode } from './markets.ts';

export interface StoredOrder {
  /** Klarna's id. */
  readonly order_id: string;
  /** The Klarna session of the purchase. A session has one order. */
  readonly session_id?: string;
  /** Instead, for a charge without session and shopper: the number of its subscription. */
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

/** `PENDING`: Klarna still decides, do not ship. `REJECTED`: Klarna decided against it, never ship. */
export type FraudStatus = 'ACCEPTED' | 'PENDING' | 'REJECTED';
