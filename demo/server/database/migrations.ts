/** The history of the shop's tables. */

/** Each step runs once, in order. `user_version` counts the steps that a file has had. Never edit a released step. */
export const MIGRATIONS = [
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
  `
  -- An order belongs to the session that it was bought in, or to the subscription that it was charged for.
  CREATE TABLE new_orders (
    order_id         TEXT PRIMARY KEY,
    session_id       TEXT UNIQUE,           -- a session buys once, whatever else goes wrong
    subscription     TEXT,
    reference        TEXT NOT NULL,
    market           TEXT NOT NULL,
    currency         TEXT NOT NULL,
    order_amount     INTEGER NOT NULL,      -- minor units
    order_tax_amount INTEGER NOT NULL,      -- minor units
    order_lines      TEXT NOT NULL CHECK (json_valid(order_lines)),
    fraud_status     TEXT NOT NULL CHECK (fraud_status IN ('ACCEPTED', 'PENDING', 'REJECTED')),
    created_at       TEXT NOT NULL,
    CHECK ((session_id IS NULL) <> (subscription IS NULL))
  ) STRICT, WITHOUT ROWID;

  INSERT INTO new_orders
  SELECT order_id, session_id, NULL, reference, market, currency, order_amount, order_tax_amount, order_lines,
         fraud_status, created_at
  FROM orders;

  DROP TABLE orders;
  ALTER TABLE new_orders RENAME TO orders;
  CREATE INDEX orders_by_time ON orders (created_at);

  -- Whoever has a token can charge: it stands on no page, in no answer and in no log.
  CREATE TABLE customer_tokens (
    session_id TEXT PRIMARY KEY,
    token_id   TEXT NOT NULL UNIQUE,
    status     TEXT NOT NULL CHECK (status IN ('ACTIVE', 'CANCELLED'))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE subscriptions (
    reference      TEXT PRIMARY KEY,
    session_id     TEXT NOT NULL REFERENCES customer_tokens (session_id),
    sku            TEXT NOT NULL,
    name           TEXT NOT NULL,
    market         TEXT NOT NULL,
    quantity       INTEGER NOT NULL CHECK (quantity > 0),
    unit_price     INTEGER NOT NULL,        -- minor units, as agreed
    plan_name      TEXT NOT NULL,           -- as Klarna was told: it wants the same with every charge
    interval       TEXT NOT NULL CHECK (interval IN ('DAY', 'WEEK', 'MONTH', 'YEAR')),
    interval_count INTEGER NOT NULL CHECK (interval_count > 0),
    started_on     TEXT NOT NULL,           -- day, UTC
    status         TEXT NOT NULL CHECK (status IN ('ACTIVE', 'CANCELLED')),
    UNIQUE (session_id, sku)                -- however often the same approval is reported
  ) STRICT, WITHOUT ROWID;

  -- One row for each period of a subscription: that is what makes a double press one charge.
  CREATE TABLE charges (
    subscription TEXT NOT NULL REFERENCES subscriptions (reference),
    period       INTEGER NOT NULL CHECK (period >= 0),
    state        TEXT NOT NULL CHECK (state IN ('free', 'open', 'paid', 'refused')),
    attempt      INTEGER NOT NULL CHECK (attempt > 0),
    asked_at     INTEGER NOT NULL,          -- ms: when Klarna was first asked with this attempt's key
    order_id     TEXT,
    error_code   TEXT,                      -- Klarna's, where it refused
    PRIMARY KEY (subscription, period),
    CHECK ((state = 'paid') = (order_id IS NOT NULL))
  ) STRICT, WITHOUT ROWID;
  `,
];
