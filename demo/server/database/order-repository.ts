/**
 * Stores orders. Storing is idempotent, because Klarna's callback and the shopper's browser may both report the same
 * order.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { OrderLine } from '../../../src/klarna/types.ts';
import type { MarketCode } from '../../shop/markets.ts';
import type { Quantities } from '../../shop/price-cart.ts';
import type { FraudStatus, StoredOrder } from '../../shop/stored-order.ts';
import type { CartRepository } from './cart-repository.ts';
import { inTransaction } from './database.ts';

const MAX_LISTED = 100;

export class OrderRepository {
  readonly #database: DatabaseSync;
  readonly #carts: CartRepository;
  readonly #statements;

  constructor(database: DatabaseSync, carts: CartRepository) {
    this.#database = database;
    this.#carts = carts;
    this.#statements = {
      insert: database.prepare(`
        INSERT INTO orders (order_id, session_id, subscription, reference, market, currency, order_amount,
                            order_tax_amount, order_lines, fraud_status, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id) DO NOTHING`),
      find: database.prepare('SELECT * FROM orders WHERE order_id = ?'),
      findBySession: database.prepare('SELECT * FROM orders WHERE session_id = ?'),
      list: database.prepare('SELECT * FROM orders ORDER BY created_at DESC, order_id LIMIT ?'),
      setFraudStatus: database.prepare('UPDATE orders SET fraud_status = ? WHERE order_id = ?'),
    };
  }

  /**
   * Stores the order and takes the bought products out of the cart, both or neither.
   *
   * @param others products that were bought with it and are in none of its lines
   * @returns whether the order was new
   * @throws if the session already has *another* order; that must never happen, so it must not pass unseen
   */
  add(order: StoredOrder, others: Quantities = {}): boolean {
    return inTransaction(this.#database, () => {
      const { changes } = this.#statements.insert.run(
        order.order_id,
        order.session_id ?? null,
        order.subscription ?? null,
        order.reference,
        order.market,
        order.currency,
        order.order_amount,
        order.order_tax_amount,
        JSON.stringify(order.order_lines),
        order.fraud_status,
        order.created_at,
      );
      const isNew = Number(changes) === 1;
      if (isNew) this.#carts.takeOut(order.reference, { ...goodsOf(order.order_lines), ...others });
      return isNew;
    });
  }

  find(order_id: string): StoredOrder | undefined {
    return toOrder(this.#statements.find.get(order_id));
  }

  findBySession(session_id: string): StoredOrder | undefined {
    return toOrder(this.#statements.findBySession.get(session_id));
  }

  /** The newest first. */
  list(limit = MAX_LISTED): StoredOrder[] {
    return this.#statements.list.all(limit).flatMap((row) => toOrder(row) ?? []);
  }

  /** @returns whether there is such an order */
  setFraudStatus(order_id: string, fraud_status: FraudStatus): boolean {
    return Number(this.#statements.setFraudStatus.run(fraud_status, order_id).changes) === 1;
  }
}

const goodsOf = (order_lines: readonly OrderLine[]): Quantities =>
  Object.fromEntries(
    order_lines.flatMap(({ type, reference, quantity }) =>
      type === 'physical' && reference ? [[reference, quantity] as const] : [],
    ),
  );

/** The table's own checks guarantee the types of a row. */
function toOrder(row: Record<string, unknown> | undefined): StoredOrder | undefined {
  if (!row) return undefined;
  return {
    order_id: String(row.order_id),
    ...(row.session_id !== null && { session_id: String(row.session_id) }),
    ...(row.subscription !== null && { subscription: String(row.subscription) }),
    reference: String(row.reference),
    market: row.market as MarketCode,
    currency: String(row.currency),
    order_amount: Number(row.order_amount),
    order_tax_amount: Number(row.order_tax_amount),
    order_lines: JSON.parse(String(row.order_lines)) as OrderLine[],
    fraud_status: row.fraud_status as FraudStatus,
    created_at: String(row.created_at),
  };
}
