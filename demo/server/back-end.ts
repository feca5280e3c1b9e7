/** Everything of the shop but its pages: what answers under `/klarna` and `/api`, over one set of books. */
import { createKlarnaApi, type KlarnaApiOptions } from '../../src/server/index.ts';
import { createVisitorCarts } from './cart/visitor-carts.ts';
import type { ShopDatabase } from './database/shop-database.ts';
import { createApi } from './http/api.ts';
import { createKlarna } from './klarna.ts';
import { SubscriptionBilling } from './subscriptions/subscription-billing.ts';
import { SubscriptionCancellation } from './subscriptions/subscription-cancellation.ts';

interface Parts {
  books: ShopDatabase;
  account: KlarnaApiOptions;
  secret: string;
  publicUrl: string | undefined;
  onError: (error: unknown) => void;
}

export function createBackEnd({ books, account, secret, publicUrl, onError }: Parts) {
  const api = createKlarnaApi(account);
  const visitors = createVisitorCarts(books.carts, publicUrl?.startsWith('https:') ?? false);
  const charger = new SubscriptionBilling({ ...books, api, onError });
  const canceller = new SubscriptionCancellation({ ...books, api, onError });
  return {
    visitors,
    klarna: createKlarna({ ...books, account, api, secret, charger, visitors, publicUrl }),
    api: createApi({ ...books, visitors, charger, canceller, onError }),
    /** Finishes what a crash left open. Never throws. */
    async resume(): Promise<void> {
      await charger.resume();
      await canceller.cancelSpentTokens();
    },
  };
}
