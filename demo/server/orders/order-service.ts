/**
 * What an approval became, kept whole or not at all: the order, what it begins, and a cart without what was bought. All
 * of it may be told again, by the browser and by Klarna's callback.
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

/** Bought alone, the first is paid with the order. Beside goods it is charged with the token. */
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

  /** Where the session buys as well, nothing begins before the order exists: until then the token is only kept. */
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

  /** @returns whether any was new */
  #begin(session_id: string, session: Session, quantities: Quantities, order_id?: string): boolean {
    const now = Date.now();
    // The prices of the catalogue: what a session carries may have been through the shopper's browser.
    const { subscriptions } = priceCart(marketOf(session), quantities);
    const begun = subscriptions.map((chosen) => {
      const { first: _, ...terms } = chosen;
      const first = firstPeriod(chosen, session.intent, order_id);
      return this.#parts.subscriptions.start({ session_id, terms, first, started_on: toDay(now), now });
    });
    return begun.includes(true);
  }
}
