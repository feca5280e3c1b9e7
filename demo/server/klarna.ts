/** The shop's side of Klarna: what is in the cart, and what to do when an order exists. The rest is the handler's. */
import {
  createKlarnaApi,
  createKlarnaHandler,
  type KlarnaApiOptions,
  type KlarnaHandler,
  type OrderContext,
  type OrderCreated,
  type SessionRequest,
} from '../../src/server/index.ts';
import { isMarketCode } from '../shop/markets.ts';
import { priceCart } from '../shop/price-cart.ts';
import type { StoredOrder } from '../shop/stored-order.ts';
import type { Cart } from './cart-repository.ts';
import type { OrderRepository } from './order-repository.ts';
import type { VisitorCarts } from './visitor-carts.ts';

interface Parts {
  api: KlarnaApiOptions;
  secret: string;
  orders: OrderRepository;
  visitors: VisitorCarts;
  /** Origin of the shop, where it is not the one that was asked. */
  publicUrl: string | undefined;
}

/** `{order.id}` is Klarna's placeholder. */
const confirmationUrl = (origin: string, order_id = '{order.id}') => `${origin}/confirmation?order=${order_id}`;

/** The cart as a Klarna session, or null where there is nothing in it. No customer details: they come with the click. */
export function toSessionRequest({ market, quantities, reference }: Cart, origin: string): SessionRequest | null {
  const priced = priceCart(market, quantities);
  if (priced.order_lines.length === 0) return null;
  return {
    ...priced,
    intent: 'buy',
    merchant_reference1: reference,
    merchant_urls: { confirmation: confirmationUrl(origin) },
  };
}

/** What was bought is what Klarna holds, not what is in the cart by now. */
export function toStoredOrder(created: OrderCreated, { session, session_id }: OrderContext): StoredOrder {
  const { purchase_country, purchase_currency, order_amount, order_tax_amount = 0, order_lines } = session;
  const market = purchase_country.toUpperCase();
  if (!isMarketCode(market))
    throw new Error(`Klarna's session names a country that this shop does not ship to: ${market}`);
  return {
    order_id: created.order_id,
    session_id,
    reference: session.merchant_reference1 ?? created.order_id,
    market,
    currency: purchase_currency,
    order_amount,
    order_tax_amount,
    order_lines,
    fraud_status: created.fraud_status,
    created_at: new Date().toISOString(),
  };
}

export function createKlarna({ api, secret, orders, visitors, publicUrl }: Parts): KlarnaHandler {
  const client = createKlarnaApi(api);
  const originOf = (request: Request) => publicUrl ?? new URL(request.url).origin;
  return createKlarnaHandler({
    ...api,
    secret,
    ...(publicUrl !== undefined && { publicUrl: `${publicUrl}/klarna` }),
    basePath: '/klarna',

    getOrder(request) {
      const cart = visitors.find(request);
      return cart ? toSessionRequest(cart, originOf(request)) : null;
    },

    onOrder(order, context) {
      orders.add(toStoredOrder(order, context));
    },

    findOrder(session_id) {
      const order = orders.findBySession(session_id);
      if (!order) return undefined;
      // Klarna's answer knows no third status. The confirmation page does, and that is where this leads.
      return { order_id: order.order_id, fraud_status: order.fraud_status === 'ACCEPTED' ? 'ACCEPTED' : 'PENDING' };
    },

    // What arrived is taken as a hint: Klarna itself is asked what it decided.
    async onNotification({ order_id }) {
      if (!orders.find(order_id)) return;
      orders.setFraudStatus(order_id, (await client.readOrder(order_id)).fraud_status);
    },
  });
}
