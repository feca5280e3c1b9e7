/** A shop around the handler, with carts, in one process. A test may break the handler or the way to Klarna. */

import { createRecordingKlarna } from '../../../src/endpoint-check/play/klarna.ts';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaHandler, type KlarnaHandlerOptions } from '../../../src/server/index.ts';

const ORIGIN = 'http://shop.test';

export type Handler = (request: Request) => Promise<Response>;

/** Replaces parts of the good endpoint. */
export interface Fault {
  /** Between the shopper, or Klarna's callback, and the handler. */
  handler?: (good: Handler) => Handler;
  /** Between the handler and Klarna. */
  klarna?: (good: Handler) => Handler;
  options?: Partial<KlarnaHandlerOptions>;
  /** Changes the list of saved orders. */
  saved?: (order_ids: string[]) => string[];
}

const subscription = { name: 'Coffee', interval: 'MONTH', interval_count: 1 } as const;

function cartOf(intent: string, quantity: number): SessionRequest {
  const unit_price = intent === 'tokenize' ? 0 : 9500;
  const isSubscription = intent === 'tokenize' || intent === 'buy_and_tokenize';
  const amount = unit_price * quantity;
  const line = { name: 'Coffee', reference: '19-402', quantity, unit_price, tax_rate: 2500, total_amount: amount };
  return {
    purchase_country: 'SE',
    purchase_currency: 'SEK',
    locale: 'en-SE',
    intent: intent as NonNullable<SessionRequest['intent']>,
    order_amount: amount,
    order_tax_amount: amount / 5,
    order_lines: [{ ...line, total_tax_amount: amount / 5, ...(isSubscription && { subscription }) }],
    merchant_urls: { confirmation: `${ORIGIN}/thanks` },
  };
}

/** The options of `checkEndpoint` for this shop. */
export function createTestShop({ handler = (good) => good, klarna = (good) => good, options, saved }: Fault = {}) {
  const recording = createRecordingKlarna();
  const carts = new Map<string, { intent: string; quantity: number }>();
  const orders = new Map<string, string>();
  const toKlarna = klarna(async (request) => recording.handle(request));
  const findCart = (request: Request) =>
    carts.get(/cart=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '');
  const mount = handler(
    createKlarnaHandler({
      username: 'PK1',
      password: 'passw0rd-that-must-not-leak',
      environment: new URL('http://klarna.test'),
      secret: 'a test secret that is long enough to seal',
      getOrder: (request) => {
        const cart = findCart(request);
        return cart ? cartOf(cart.intent, cart.quantity) : null;
      },
      onOrder: ({ order_id }, { session_id }) => void orders.set(session_id, order_id),
      findOrder: (session_id) => {
        const order_id = orders.get(session_id);
        return order_id === undefined ? undefined : { order_id, fraud_status: 'ACCEPTED' };
      },
      onCustomerToken: () => undefined,
      onError: () => undefined,
      fetch: (input, init) => toKlarna(new Request(input, init)),
      ...options,
    }),
  );
  const serve = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/cart') {
      const cart_id = crypto.randomUUID();
      carts.set(cart_id, { intent: searchParams.get('intent') ?? 'buy', quantity: 1 });
      return new Response(null, { status: 204, headers: { 'set-cookie': `cart=${cart_id}; HttpOnly; SameSite=Lax` } });
    }
    if (pathname === '/cart/change') {
      const cart = findCart(request);
      if (cart) cart.quantity += 1;
      return new Response(null, { status: cart ? 204 : 404 });
    }
    const order_ids = [...orders.values()];
    if (pathname === '/orders') return Response.json(saved ? saved(order_ids) : order_ids);
    return mount(request);
  };
  return {
    klarna: recording,
    fetch: ((input, init) => serve(new Request(input, init))) as typeof globalThis.fetch,
    serve,
    url: `${ORIGIN}/klarna`,
    cartUrl: `${ORIGIN}/cart?intent={intent}`,
    changeCartUrl: `${ORIGIN}/cart/change`,
    ordersUrl: `${ORIGIN}/orders`,
  };
}
