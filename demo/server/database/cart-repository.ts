/** Stores carts. A cart is found by the token in the shopper's cookie, or by the reference in Klarna's session. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { CATALOGUE } from '../../shop/catalogue.ts';
import { isMarketCode, type MarketCode } from '../../shop/markets.ts';
import type { Quantities } from '../../shop/price-cart.ts';
import { newReference } from '../orders/new-reference.ts';
import { inTransaction } from './database.ts';

export interface Cart {
  readonly token: string;
  readonly reference: string;
  readonly market: MarketCode;
  readonly quantities: Quantities;
}

export interface CartChange {
  readonly market?: MarketCode;
  /** Absolute, so that a repeated request changes nothing. 0 removes. */
  readonly quantities?: Quantities;
}

/** A new visitor gets a filled cart, because an empty checkout demonstrates nothing. */
const FIRST_CART: Quantities = { skymning: 1, paus: 2 };

export class CartRepository {
  readonly #database: DatabaseSync;
  readonly #statements;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#statements = {
      find: database.prepare('SELECT id, token, reference, market FROM carts WHERE token = ?'),
      findByReference: database.prepare('SELECT id FROM carts WHERE reference = ?'),
      items: database.prepare('SELECT sku, quantity FROM cart_items WHERE cart_id = ?'),
      insert: database.prepare(
        'INSERT INTO carts (token, reference, market, updated_at) VALUES (?, ?, ?, ?) RETURNING id',
      ),
      setMarket: database.prepare('UPDATE carts SET market = ?, updated_at = ? WHERE id = ?'),
      setReference: database.prepare('UPDATE carts SET reference = ?, updated_at = ? WHERE id = ?'),
      setQuantity: database.prepare(
        'INSERT INTO cart_items (cart_id, sku, quantity) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET quantity = excluded.quantity',
      ),
      remove: database.prepare('DELETE FROM cart_items WHERE cart_id = ? AND sku = ?'),
    };
  }

  find(token: string): Cart | undefined {
    const row = this.#statements.find.get(token);
    if (!row || !isMarketCode(row.market)) return undefined;
    return {
      token,
      reference: String(row.reference),
      market: row.market,
      quantities: this.#quantities(Number(row.id)),
    };
  }

  create(market: MarketCode = 'DE', quantities: Quantities = FIRST_CART): Cart {
    const cart = { token: randomBytes(24).toString('base64url'), reference: newReference('L'), market, quantities };
    inTransaction(this.#database, () => {
      const row = this.#statements.insert.get(cart.token, cart.reference, market, now());
      this.#store(Number(row?.id), quantities);
    });
    return cart;
  }

  /** @returns the current cart, or undefined if the token is unknown */
  change(token: string, { market, quantities = {} }: CartChange): Cart | undefined {
    inTransaction(this.#database, () => {
      const row = this.#statements.find.get(token);
      if (!row) return;
      this.#statements.setMarket.run(market ?? String(row.market), now(), Number(row.id));
      this.#store(Number(row.id), quantities);
    });
    return this.find(token);
  }

  /**
   * Takes the bought products out of the cart, and gives the cart the number of its next order. Products that the
   * shopper has added since, in another tab, stay. Runs inside the transaction that stores the order.
   */
  takeOut(reference: string, bought: Quantities): void {
    const row = this.#statements.findByReference.get(reference);
    if (!row) return;
    const cart_id = Number(row.id);
    const left = Object.entries(this.#quantities(cart_id)).map(
      ([sku, quantity]) => [sku, Math.max(0, quantity - (bought[sku] ?? 0))] as const,
    );
    this.#store(cart_id, Object.fromEntries(left));
    this.#statements.setReference.run(newReference('L'), now(), cart_id);
  }

  #quantities(cart_id: number): Quantities {
    const rows = this.#statements.items
      .all(cart_id)
      .map(({ sku, quantity }) => [String(sku), Number(quantity)] as const);
    const stored = new Map(rows);
    // The catalogue may have lost a product since it was put into the cart. Such a product cannot be sold.
    return Object.fromEntries(
      CATALOGUE.flatMap(({ sku }) => (stored.has(sku) ? [[sku, stored.get(sku) ?? 0] as const] : [])),
    );
  }

  #store(cart_id: number, quantities: Quantities): void {
    for (const [sku, quantity] of Object.entries(quantities)) {
      if (quantity > 0) this.#statements.setQuantity.run(cart_id, sku, quantity);
      else this.#statements.remove.run(cart_id, sku);
    }
  }
}

const now = () => new Date().toISOString();
