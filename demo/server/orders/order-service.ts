/**
 * Saves the result of an authorization in one transaction: the order, the new subscriptions, and the cart without the
 * bought products. The browser and Klarna's callback may both report the same result.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Intent } from '../../../src/klarna/types.ts';
import type {
  CustomerTokenContext,
  CustomerTokenCreated,
  OrderContext,
  OrderCreated,
} from '../../../src/server/index.ts';
import { type ChosenSubscription, priceCart, type Quantities } from '../../shop/price-cart.ts';
import { toDay } from '../../shop/subscriptions/due-date.ts';
import type { CartRepository } from '../database/cart-repository.ts';
import type { CustomerTokenRepository } from '../database/customer-token-repository.ts';
import { inTransaction } from '../database/database.ts';
import type { OrderRepository } from '../database/order-repository.ts';
import type { FirstPeriod, SubscriptionRepository } from '../database/subscription-repository.ts';
import { readSubscriptionQuantities } from '../subscriptions/subscriptions-of-session.ts';
import { marketOf, toStoredOrder } from './to-stored-order.ts';

interface Parts {
  database: DatabaseSync;
  carts: CartRepository;
  orders: OrderRepository;
  tokens: CustomerTokenRepository;
  subscriptions: SubscriptionRepository;
}

type Session = CustomerTokenContext['session'];

/** A subscription that is bought alone pays its first period with the order. In a mixed cart, the token pays it. */
function firstPeriod(
  { first }: ChosenSubscription,
  intent: Intent | undefined,
  order_id: string | undefined,
): FirstPeriod {
  if (first === 'free') return { state: 'free' };
  if (intent === 'buy_and_tokenize' && order_id !== undefined) return { state: 'paid', order_id };
  return { state: 'open' };
}

export class OrderService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** If the session also buys, the subscriptions start with the order. Until then only the token is stored. */
  keepToken({ token_id }: CustomerTokenCreated, { session_id, session }: CustomerTokenContext): void {
    const { database, carts, tokens } = this.#parts;
    inTransaction(database, () => {
      tokens.keep({ session_id, token_id });
      if (session.intent !== 'tokenize') return;
      const quantities = readSubscriptionQuantities(session.merchant_data);
      const isNew = this.#begin(session_id, session, quantities);
      if (isNew && session.merchant_reference1) carts.takeOut(session.merchant_reference1, quantities);
    });
  }

  keepOrder(created: OrderCreated, context: OrderContext): void {
    const { session_id, session } = context;
    const begins = session.intent !== undefined && session.intent !== 'buy';
    const quantities = begins ? readSubscriptionQuantities(session.merchant_data) : {};
    inTransaction(this.#parts.database, () => {
      this.#parts.orders.add(toStoredOrder(created, context), quantities);
      this.#begin(session_id, session, quantities, created.order_id);
    });
  }

  /** @returns whether any subscription was new */
  #begin(session_id: string, session: Session, quantities: Quantities, order_id?: string): boolean {
    const now = Date.now();
    // Use the catalogue's prices, because the session's data may have passed through the shopper's browser.
    const { subscriptions } = priceCart(marketOf(session), quantities);
    const begun = subscriptions.map((chosen) => {
      const { first: _, ...terms } = chosen;
      const first = firstPeriod(chosen, session.intent, order_id);
      return this.#parts.subscriptions.start({ session_id, terms, first, started_on: toDay(now), now });
    });
    return begun.includes(true);
  }
}
