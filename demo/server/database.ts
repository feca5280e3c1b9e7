/**
 * The shop's memory: one SQLite file. Write-ahead log, so that readers and the writer do not wait for each other, and
 * every commit is on disk before the answer is sent.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Each step runs once, in order; `user_version` remembers how many a file has seen. Never edit one that was released. */
const MIGRATIONS = [
  `
  CREATE TABLE carts (
    id         INTEGER PRIMARY KEY,
    token      TEXT NOT NULL UNIQUE,  -- in the shopper's cookie, known to nobody else
    reference  TEXT NOT NULL UNIQUE,  -- number of the order that this cart becomes
    market     TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE cart_items (
    cart_id  INTEGER NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
    sku      TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (cart_id, sku)
  ) STRICT, WITHOUT ROWID;

  -- No address, no name, no e-mail: this shop's pages show none, so it keeps none. Klarna has them for the parcel label.
  CREATE TABLE orders (
    order_id         TEXT PRIMARY KEY,
    session_id       TEXT NOT NULL UNIQUE,  -- a session buys once, whatever else goes wrong
    reference        TEXT NOT NULL,
    market           TEXT NOT NULL,
    currency         TEXT NOT NULL,
    order_amount     INTEGER NOT NULL,      -- minor units
    order_tax_amount INTEGER NOT NULL,      -- minor units
    order_lines      TEXT NOT NULL CHECK (json_valid(order_lines)),
    fraud_status     TEXT NOT NULL CHECK (fraud_status IN ('ACCEPTED', 'PENDING', 'REJECTED')),
    created_at       TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX orders_by_time ON orders (created_at);
  `,
];

/** @param path of the file, made with its folder where missing; `:memory:` keeps nothing */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;');
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function migrate(database: DatabaseSync): void {
  const done = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (done > MIGRATIONS.length) throw new Error('The database was written by a newer version of this shop.');
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index >= done) inTransaction(database, () => database.exec(`${step}; PRAGMA user_version = ${index + 1};`));
  }
}

/** All of it or none of it. `IMMEDIATE`: two writers queue up instead of failing half-way. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
