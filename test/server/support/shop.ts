/** A small shop around the handler. It has one cart and records the calls of its functions. */
import type { OrderCreated, SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaHandler, type KlarnaHandlerOptions, type OrderContext } from '../../../src/server/index.ts';
import type { FakeKlarna } from './fake-klarna.ts';

export const SECRET = 'a test secret that is long enough to seal';
export const PASSWORD = 'passw0rd-that-must-not-leak';
export const SHOP = 'https://shop.example/klarna';

export const cartOf = (total = 9500): SessionRequest => ({
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  order_amount: total,
  order_tax_amount: total / 5,
  order_lines: [
    {
      type: 'physical',
      reference: '19-402',
      name: 'Battery',
      quantity: 1,
      unit_price: total,
      tax_rate: 2500,
      total_amount: total,
      total_tax_amount: total / 5,
    },
  ],
  merchant_urls: { confirmation: 'https://shop.example/thanks?order={order.id}' },
});

export interface Shop {
  cart: SessionRequest | null;
  saved: { order: OrderCreated; context: OrderContext }[];
  errors: unknown[];
  handler: (request: Request) => Promise<Response>;
  /** POSTs JSON like the shop's own page, with the cookies of earlier answers. */
  post(route: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  get(route: string): Promise<Response>;
  cookie: string;
}

export function createShop(klarna: FakeKlarna, options: Partial<KlarnaHandlerOptions> = {}): Shop {
  const remember = (response: Response): Response => {
    for (const cookie of response.headers.getSetCookie()) shop.cookie = cookie.split(';')[0] ?? '';
    return response;
  };
  const headersOf = (): Record<string, string> => (shop.cookie ? { cookie: shop.cookie } : {});
  const shop: Shop = {
    cart: cartOf(),
    saved: [],
    errors: [],
    cookie: '',
    handler: createKlarnaHandler({
      username: 'PK1',
      password: PASSWORD,
      environment: new URL(klarna.url),
      secret: SECRET,
      getOrder: () => shop.cart,
      onOrder: (order, context) => void shop.saved.push({ order, context }),
      onError: (error) => void shop.errors.push(error),
      ...options,
    }),
    async post(route, body = {}, headers = {}) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headersOf(), ...headers } };
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return remember(await shop.handler(new Request(`${SHOP}${route}`, { ...init, body: text })));
    },
    get: async (route) => remember(await shop.handler(new Request(`${SHOP}${route}`, { headers: headersOf() }))),
  };
  return shop;
}
