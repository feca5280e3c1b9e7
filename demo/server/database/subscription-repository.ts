/** Stores subscriptions: the terms, the start, and the next charge. */
import type { DatabaseSync } from 'node:sqlite';
import type { MarketCode } from '../../shop/markets.ts';
import { dueDate } from '../../shop/subscriptions/due-date.ts';
import type { SubscriptionTerms } from '../../shop/subscriptions/price-charge.ts';
import type { NextCharge, StoredSubscription } from '../../shop/subscriptions/stored-subscription.ts';
import { newReference } from '../orders/new-reference.ts';
import { inTransaction } from './database.ts';

const MAX_LISTED = 100;

/** The subscription with its current row of `charges`. It has one from the start. */
const SELECT = `
  SELECT subscriptions.*, period, state, error_code
  FROM subscriptions JOIN charges ON subscription = reference
   AND period = (SELECT max(period) FROM charges WHERE subscription = reference)`;

/** The state of the first period: free, paid with the order, or still to be charged with the token. */
export type FirstPeriod = { state: 'free' | 'open' } | { state: 'paid'; order_id: string };

interface NewSubscription {
  readonly session_id: string;
  readonly terms: SubscriptionTerms;
  readonly first: FirstPeriod;
  /** `yyyy-mm-dd`, UTC. */
  readonly started_on: string;
  /** ms since the epoch. */
  readonly now: number;
}

export class SubscriptionRepository {
  readonly #database: DatabaseSync;
  readonly #statements;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = {
      insert: database.prepare(`
        INSERT INTO subscriptions (reference, session_id, sku, name, market, quantity, unit_price, plan_name, interval,
                                   interval_count, started_on, status)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE')
        ON CONFLICT (session_id, sku) DO NOTHING`),
      insertFirst: database.prepare(
        'INSERT INTO charges (subscription, period, state, attempt, asked_at, order_id) VALUES (?, 0, ?, 1, ?, ?)',
      ),
      find: database.prepare(`${SELECT} WHERE reference = ?`),
      findBySession: database.prepare(`${SELECT} WHERE session_id = ? ORDER BY name`),
      list: database.prepare(`${SELECT} ORDER BY status, started_on DESC, reference LIMIT ?`),
      cancel: database.prepare("UPDATE subscriptions SET status = 'CANCELLED' WHERE reference = ?"),
    };
  }

  /** @returns whether it was new; the same authorization may be reported twice */
  start({ session_id, terms, first, started_on, now }: NewSubscription): boolean {
    return inTransaction(this.#database, () => {
      const reference = newReference('S');
      const { name: plan_name, interval, interval_count } = terms.subscription;
      const { changes } = this.#statements.insert.run(
        reference,
        session_id,
        terms.sku,
        terms.name,
        terms.market,
        terms.quantity,
        terms.unit_price,
        plan_name,
        interval,
        interval_count,
        started_on,
      );
      const isNew = Number(changes) === 1;
      if (isNew) {
        const order_id = first.state === 'paid' ? first.order_id : null;
        this.#statements.insertFirst.run(reference, first.state, now, order_id);
      }
      return isNew;
    });
  }

  find(reference: string): StoredSubscription | undefined {
    const row = this.#statements.find.get(reference);
    return row && toSubscription(row);
  }

  findBySession(session_id: string): StoredSubscription[] {
    return this.#statements.findBySession.all(session_id).map(toSubscription);
  }

  /** Running subscriptions, newest first, then cancelled ones. */
  list(limit = MAX_LISTED): StoredSubscription[] {
    return this.#statements.list.all(limit).map(toSubscription);
  }

  /** @returns whether there is such a subscription */
  cancel(reference: string): boolean {
    return Number(this.#statements.cancel.run(reference).changes) === 1;
  }
}

type Row = Record<string, unknown>;

/** The table's own checks guarantee the types of a row. */
function toSubscription(row: Row): StoredSubscription {
  const subscription = {
    name: String(row.plan_name),
    interval: row.interval as StoredSubscription['subscription']['interval'],
    interval_count: Number(row.interval_count),
  };
  const started_on = String(row.started_on);
  return {
    reference: String(row.reference),
    sku: String(row.sku),
    name: String(row.name),
    market: row.market as MarketCode,
    quantity: Number(row.quantity),
    unit_price: Number(row.unit_price),
    subscription,
    started_on,
    status: row.status as StoredSubscription['status'],
    next: nextCharge(row, (period) => dueDate(started_on, subscription, period)),
  };
}

function nextCharge({ period, state, error_code }: Row, dueOn: (period: number) => string): NextCharge {
  const last = Number(period);
  if (state === 'open') return { period: last, due_on: dueOn(last), state };
  if (state === 'refused') return { period: last, due_on: dueOn(last), state, error_code: String(error_code) };
  return { period: last + 1, due_on: dueOn(last + 1), state: 'due' };
}
