/** The shop's functions for the Klarna handler: they return the cart and save the order. The handler does the rest. */
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
  /** The shop's public origin, if it differs from the request's. */
  publicUrl: string | undefined;
}

/**
 * The cart as a Klarna session, or null if it is empty. It contains no customer details: the button sends them on
 * click.
 */
export function toSessionRequest({ market, quantities, reference }: Cart, origin: string): SessionRequest | null {
  const { subscriptions, ...priced } = priceCart(market, quantities);
  if (priced.order_lines.length === 0) return null;
  // Klarna fills in the braces. If nothing is bought, there is no order to name.
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
      // If this fails, the orders page shows a button for it, and the shop tries again at its next start.
      await billing.chargeFirst(context.session_id);
    },

    findOrder(session_id) {
      const order = orders.findBySession(session_id);
      return order && { order_id: order.order_id, fraud_status: order.fraud_status };
    },

    // The notification is only a hint. The shop asks Klarna for the decision.
    async onNotification({ order_id }) {
      if (!orders.find(order_id)) return;
      orders.setFraudStatus(order_id, (await api.readOrder(order_id)).fraud_status);
    },
  });
}
