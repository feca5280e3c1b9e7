/**
 * Stores charges: one row for each period of a subscription, written before the call to Klarna. A second request finds
 * that row and uses the same key, so that Klarna answers both with one order.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { StoredOrder } from '../../shop/stored-order.ts';
import { inTransaction } from './database.ts';
import type { OrderRepository } from './order-repository.ts';

export interface Charge {
  readonly subscription: string;
  readonly period: number;
  /** Counts Klarna's refusals. Klarna stores a refusal with its key, so a new attempt needs a new key. */
  readonly attempt: number;
  /** ms since the epoch: the first call to Klarna with this attempt's key. */
  readonly asked_at: number;
}

type OpenedCharge =
  | { readonly state: 'open'; readonly charge: Charge }
  | { readonly state: 'paid'; readonly order_id: string }
  /** This is not the next period, or it costs nothing. */
  | { readonly state: 'not-due' }
  /** The subscription has ended, so this period is never charged. */
  | { readonly state: 'cancelled' };

export class ChargeRepository {
  readonly #database: DatabaseSync;
  readonly #orders: OrderRepository;
  readonly #statements;

  constructor(database: DatabaseSync, orders: OrderRepository) {
    this.#database = database;
    this.#orders = orders;
    this.#statements = {
      find: database.prepare('SELECT * FROM charges WHERE subscription = ? AND period = ?'),
      last: database.prepare(`
        SELECT period, state, status FROM charges JOIN subscriptions ON reference = subscription
        WHERE subscription = ? ORDER BY period DESC LIMIT 1`),
      insert: database.prepare(
        "INSERT INTO charges (subscription, period, state, attempt, asked_at) VALUES (?, ?, 'open', 1, ?)",
      ),
      retry: database.prepare(`
        UPDATE charges SET state = 'open', attempt = attempt + 1, asked_at = ?, error_code = NULL
        WHERE subscription = ? AND period = ?`),
      pay: database.prepare("UPDATE charges SET state = 'paid', order_id = ? WHERE subscription = ? AND period = ?"),
      refuse: database.prepare(`
        UPDATE charges SET state = 'refused', error_code = ?
        WHERE subscription = ? AND period = ? AND attempt = ? AND state = 'open'`),
      listOpen: database.prepare("SELECT * FROM charges WHERE state = 'open' ORDER BY asked_at"),
    };
  }

  /**
   * Call it before the call to Klarna.
   *
   * @param now ms since the epoch
   */
  open(subscription: string, period: number, now: number): OpenedCharge {
    return inTransaction(this.#database, (): OpenedCharge => {
      const row = this.#statements.find.get(subscription, period);
      if (row?.state === 'paid') return { state: 'paid', order_id: String(row.order_id) };
      const last = this.#statements.last.get(subscription);
      const isNext = Number(last?.period) + 1 === period && (last?.state === 'paid' || last?.state === 'free');
      if (row ? row.state === 'free' : !isNext) return { state: 'not-due' };
      if (row?.state !== 'open' && last?.status === 'CANCELLED') return { state: 'cancelled' };
      if (!row) this.#statements.insert.run(subscription, period, now);
      if (row?.state === 'refused') this.#statements.retry.run(now, subscription, period);
      return { state: 'open', charge: toCharge(this.#statements.find.get(subscription, period)) };
    });
  }

  /** Stores the order and marks the charge as paid, both or neither. May be repeated. */
  pay({ subscription, period }: Charge, order: StoredOrder): void {
    inTransaction(this.#database, () => {
      this.#orders.add(order);
      this.#statements.pay.run(order.order_id, subscription, period);
    });
  }

  /** Klarna has refused this attempt. */
  refuse({ subscription, period, attempt }: Charge, error_code: string): void {
    this.#statements.refuse.run(error_code, subscription, period, attempt);
  }

  /** The charges whose result is unknown: Klarna was asked, or a crash may have prevented it. */
  listOpen(): Charge[] {
    return this.#statements.listOpen.all().map(toCharge);
  }
}

const toCharge = (row: Record<string, unknown> | undefined): Charge => ({
  subscription: String(row?.subscription),
  period: Number(row?.period),
  attempt: Number(row?.attempt),
  asked_at: Number(row?.asked_at),
});
