/** A shop with subscriptions and the simulator. It fails to save as often as the test wants. */
import type { Intent } from '../../../src/klarna/types.ts';
import type { SavedOrder } from '../../../src/server/index.ts';
import { wiretap } from './intercept-fetch.ts';
import { cartOf } from './shop.ts';
import { openShop } from './simulated-shop.ts';

export type SubscriptionShop = Awaited<ReturnType<typeof openSubscriptions>>;

interface Options {
  intent?: Intent;
  /** @default true */
  hasFindOrder?: boolean;
}

export async function openSubscriptions({ intent = 'buy_and_tokenize', hasFindOrder = true }: Options = {}) {
  const tap = wiretap();
  const told: string[] = [];
  const orders = new Map<string, string>();
  const errors: unknown[] = [];
  const failing = { onOrder: 0, onCustomerToken: 0 };
  const cart = { total: 1000, intent };
  const failIfDue = (name: keyof typeof failing) => {
    if (failing[name]-- > 0) throw new Error('The database is locked.');
  };
  const findOrder = (session_id: string): SavedOrder | undefined => {
    const order_id = orders.get(session_id);
    return order_id === undefined ? undefined : { order_id, fraud_status: 'ACCEPTED' };
  };
  const shop = await openShop({
    fetch: tap.fetch,
    getOrder: () => ({ ...cartOf(cart.total), intent: cart.intent }),
    onCustomerToken({ token_id }) {
      failIfDue('onCustomerToken');
      told.push(token_id);
    },
    onOrder({ order_id }, { session_id, customer_token }) {
      failIfDue('onOrder');
      orders.set(session_id, order_id);
      if (customer_token) told.push(customer_token.token_id);
    },
    ...(hasFindOrder && { findOrder }),
    onError: (error) => void errors.push(error),
  });
  /** Makes Klarna refuse the next order. */
  const refuseOrder = (error_code = 'NOT_ALLOWED', status = 403) =>
    tap.before('POST /order', () => Response.json({ error_code, error_messages: [] }, { status }));
  /** The client does not retry a 429. */
  const failCancel = (status = 429) => tap.before('PATCH /status', () => new Response(null, { status }));
  const approve = async () => {
    const session_id = await shop.open();
    return { session_id, authorization_token: shop.approve(session_id) };
  };
  return Object.assign(shop, {
    tap,
    told,
    errors,
    failing,
    cart,
    refuseOrder,
    failCancel,
    approveAnew: approve,
    order: async (approval: Awaited<ReturnType<typeof approve>>) => (await shop.request('/order', approval)).status,
    active: () =>
      shop.klarna
        .customerTokens()
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ token_id }) => token_id),
  });
}
