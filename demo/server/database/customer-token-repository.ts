/** Stores customer tokens, one for each session that created one. */
import type { DatabaseSync } from 'node:sqlite';

export interface CustomerToken {
  readonly session_id: string;
  readonly token_id: string;
}

export class CustomerTokenRepository {
  readonly #statements;

  constructor(database: DatabaseSync) {
    this.#statements = {
      // If the shopper is approved twice in a session, there is a second token. The newest counts until a subscription
      // has started with one. Later reports are repeats and are ignored.
      keep: database.prepare(`
        INSERT INTO customer_tokens (session_id, token_id, status) VALUES (?, ?, 'ACTIVE')
        ON CONFLICT (session_id) DO UPDATE SET token_id = excluded.token_id
        WHERE NOT EXISTS (SELECT 1 FROM subscriptions WHERE session_id = excluded.session_id)`),
      findByReference: database.prepare(
        'SELECT token_id FROM customer_tokens JOIN subscriptions USING (session_id) WHERE reference = ?',
      ),
      listSpent: database.prepare(`
        SELECT session_id, token_id FROM customer_tokens AS token
        WHERE status = 'ACTIVE'
          AND EXISTS (SELECT 1 FROM subscriptions WHERE session_id = token.session_id)
          AND NOT EXISTS (SELECT 1 FROM subscriptions WHERE session_id = token.session_id AND status = 'ACTIVE')`),
      cancel: database.prepare("UPDATE customer_tokens SET status = 'CANCELLED' WHERE session_id = ?"),
    };
  }

  /** May be repeated with the same token. */
  keep({ session_id, token_id }: CustomerToken): void {
    this.#statements.keep.run(session_id, token_id);
  }

  /** The token that pays for a subscription. @throws if there is no such subscription */
  findByReference(reference: string): string {
    const row = this.#statements.findByReference.get(reference);
    if (!row) throw new Error(`There is no customer token for subscription ${reference}.`);
    return String(row.token_id);
  }

  /** The tokens that no subscription needs any more and that are not cancelled at Klarna yet. */
  listSpent(): CustomerToken[] {
    const rows = this.#statements.listSpent.all();
    return rows.map(({ session_id, token_id }) => ({ session_id: String(session_id), token_id: String(token_id) }));
  }

  /** Marks the token as cancelled at Klarna. */
  cancel(session_id: string): void {
    this.#statements.cancel.run(session_id);
  }
}
