/**
 * The shop's own API: JSON in, JSON out, nothing cached. Klarna's routes are in `klarna.ts`.
 *
 * Orders and subscriptions are for the merchant. This shop lets everybody act as the merchant; a real shop requires a
 * login.
 */
import { viewCart } from '../../shop/cart-view.ts';
import { readCartChange } from '../cart/read-cart-change.ts';
import type { VisitorCarts } from '../cart/visitor-carts.ts';
import type { Cart, CartRepository } from '../database/cart-repository.ts';
import type { OrderRepository } from '../database/order-repository.ts';
import type { SubscriptionRepository } from '../database/subscription-repository.ts';
import { readPeriod } from '../subscriptions/read-period.ts';
import type { SubscriptionBilling } from '../subscriptions/subscription-billing.ts';
import type { SubscriptionCancellation } from '../subscriptions/subscription-cancellation.ts';
import { HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';

type Route = (request: Request, parameter: string) => Response | Promise<Response>;

interface Parts {
  carts: CartRepository;
  orders: OrderRepository;
  subscriptions: SubscriptionRepository;
  billing: SubscriptionBilling;
  cancellation: SubscriptionCancellation;
  visitors: VisitorCarts;
  onError: (error: unknown) => void;
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });

const showCart = ({ market, quantities }: Cart, headers: Record<string, string> = {}) =>
  json(viewCart(market, quantities), 200, headers);

export function createApi(parts: Parts): (request: Request) => Promise<Response> {
  const { carts, orders, subscriptions, billing, cancellation, visitors, onError } = parts;
  const routes: readonly [path: RegExp, methods: Readonly<Record<string, Route>>][] = [
    [
      /^\/api\/cart$/,
      {
        GET: (request) => {
          const { cart, headers } = visitors.open(request);
          return showCart(cart, headers);
        },
        PATCH: async (request) => {
          const change = readCartChange(await readJson(request));
          const { cart, headers } = visitors.open(request);
          return showCart(carts.change(cart.token, change) ?? cart, headers);
        },
      },
    ],
    [/^\/api\/orders$/, { GET: () => json({ orders: orders.list() }) }],
    [
      /^\/api\/orders\/([^/]+)$/,
      {
        GET: (_request, order_id) => {
          const order = orders.find(order_id);
          if (!order) throw new HttpError(404, 'This shop has no order with that number.');
          return json(order);
        },
      },
    ],
    [/^\/api\/subscriptions$/, { GET: () => json({ subscriptions: subscriptions.list() }) }],
    [
      /^\/api\/subscriptions\/([^/]+)\/charges$/,
      {
        POST: async (request, reference) => {
          const period = readPeriod(await readJson(request));
          return json({ order_id: await billing.charge(reference, period) });
        },
      },
    ],
    [
      /^\/api\/subscriptions\/([^/]+)\/cancellation$/,
      {
        POST: async (request, reference) => {
          // The body is ignored. Its JSON type proves that no other site sent the request.
          await readJson(request);
          await cancellation.cancel(reference);
          return json({});
        },
      },
    ],
  ];

  const answer = (request: Request): Response | Promise<Response> => {
    const { pathname } = new URL(request.url);
    for (const [path, methods] of routes) {
      const found = path.exec(pathname);
      if (!found) continue;
      const route = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
      if (!route)
        throw new HttpError(405, 'This address does not allow this method.', {
          allow: Object.keys(methods).join(', '),
        });
      return route(request, found[1] ?? '');
    }
    throw new HttpError(404, 'There is nothing at this address.');
  };

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      if (error instanceof HttpError) return json({ message: error.message }, error.status, error.headers);
      onError(error);
      return json({ message: 'Something broke in the shop. Nothing was lost; please try again.' }, 500);
    }
  };
}
