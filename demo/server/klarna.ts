/** The shop's side of Klarna: what is in the cart, and what to do when an order exists. The rest is the handler's. */
import {
  createKlarnaHandler,
  type KlarnaApi,
  type KlarnaApiOptions,
  type KlarnaHandler,
  type SessionRequest,
} from '../../src/server/index.ts';
import { priceCart } from '../shop/price-cart.ts';
import type { VisitorCarts } from './cart/visitor-carts.ts';
import type { Cart } from './database/cart-repository.ts';
import type { OrderRepository } from './database/order-repository.ts';
import type { OrderService } from './orders/order-service.ts';
import type { SubscriptionBilling } from './subscriptions/subscription-billing.ts';
import { writeSubscriptionQuantities } from './subscriptions/subscriptions-of-session.ts';

interface Parts {
  account: KlarnaApiOptions;
  api: KlarnaApi;
  secret: string;
  orders: OrderRepository;
  orderService: OrderService;
  billing: SubscriptionBilling;
  visitors: VisitorCarts;
  /** Origin of the shop, where it is not the one that was asked. */
  publicUrl: string | undefined;
}

/** The cart as a Klarna session, or null where there is nothing in it. No customer details: they come with the click. */
export function toSessionRequest({ market, quantities, reference }: Cart, origin: string): SessionRequest | null {
  const { subscriptions, ...priced } = priceCart(market, quantities);
  if (priced.order_lines.length === 0) return null;
  // Klarna fills the braces. Where nothing is bought there is no order to name.
  const query = priced.intent === 'tokenize' ? 'session={session.id}' : 'order={order.id}';
  return {
    ...priced,
    merchant_reference1: reference,
    ...(subscriptions.length > 0 && { merchant_data: writeSubscriptionQuantities(subscriptions) }),
    merchant_urls: { confirmation: `${origin}/confirmation?${query}` },
  };
}

export function createKlarna(parts: Parts): KlarnaHandler {
  const { account, api, secret, orders, orderService, billing, visitors, publicUrl } = parts;
  const originOf = (request: Request) => publicUrl ?? new URL(request.url).origin;
  return createKlarnaHandler({
    ...account,
    secret,
    ...(publicUrl !== undefined && { publicUrl: `${publicUrl}/klarna` }),
    basePath: '/klarna',

    getOrder(request) {
      const cart = visitors.find(request);
      return cart ? toSessionRequest(cart, originOf(request)) : null;
    },

    onCustomerToken(token, context) {
      orderService.keepToken(token, context);
    },

    async onOrder(order, context) {
      orderService.keepOrder(order, context);
      // What fails here stands on the orders page with a button, and is tried again when the shop starts.
      await billing.chargeFirst(context.session_id);
    },

    findOrder(session_id) {
      const order = orders.findBySession(session_id);
      return order && { order_id: order.order_id, fraud_status: order.fraud_status };
    },

    // What arrived is taken as a hint: Klarna itself is asked what it decided.
    async onNotification({ order_id }) {
      if (!orders.find(order_id)) return;
      orders.setFraudStatus(order_id, (await api.readOrder(order_id)).fraud_status);
    },
  });
}
