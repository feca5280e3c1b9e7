/** The shop without its pages: the routes under `/klarna` and `/api`, over one database. */
import { createKlarnaApi, type KlarnaApiOptions } from '../../src/server/index.ts';
import { createVisitorCarts } from './cart/visitor-carts.ts';
import type { ShopDatabase } from './database/shop-database.ts';
import { createApi } from './http/api.ts';
import { createKlarna } from './klarna.ts';
import { SubscriptionBilling } from './subscriptions/subscription-billing.ts';
import { SubscriptionCancellation } from './subscriptions/subscription-cancellation.ts';

interface Parts {
  database: ShopDatabase;
  account: KlarnaApiOptions;
  secret: string;
  publicUrl: string | undefined;
  onError: (error: unknown) => void;
}

export function createBackEnd({ database, account, secret, publicUrl, onError }: Parts) {
  const api = createKlarnaApi(account);
  const visitors = createVisitorCarts(database.carts, publicUrl?.startsWith('https:') ?? false);
  const billing = new SubscriptionBilling({ ...database, api, onError });
  const cancellation = new SubscriptionCancellation({ ...database, api, onError });
  return {
    visitors,
    klarna: createKlarna({ ...database, account, api, secret, billing, visitors, publicUrl }),
    api: createApi({ ...database, visitors, billing, cancellation, onError }),
    /** Finishes the work that a crash interrupted. Never throws. */
    async resume(): Promise<void> {
      await billing.resume();
      await cancellation.cancelSpentTokens();
    },
  };
}
