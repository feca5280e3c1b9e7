/** The shop's server and Klarna's: handler, simulator, and a database with unique order ids. */
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createKlarnaSimulator, type KlarnaSimulator } from '../../../src/simulator/index.ts';

/** A cart is bought once. Each order has the cart's id as the merchant's reference. */
export interface Cart {
  readonly cart_id: string;
  /** Minor units. */
  total: number;
}

export interface SavedOrder {
  readonly order_id: string;
  readonly session_id: string;
  readonly cart_id: string;
}

export interface Backend {
  readonly klarna: KlarnaSimulator;
  handle(request: Request): Promise<Response>;
  /** The shopper's cart. Null after it is bought. */
  cart: Cart | null;
  readonly saved: ReadonlyMap<string, SavedOrder>;
  /** Whether the shop's database is down: `onOrder` throws. */
  isBroken: boolean;
}

export interface Wires {
  /** Klarna calls the shop. */
  callback: typeof fetch;
  /** The shop calls Klarna. */
  toKlarna(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response>;
}

export interface BackendGlobals {
  createBackend(wires: Wires, seed: string): Backend;
}

export const MOUNT = 'https://shop.test/klarna';

const toSession = ({ cart_id, total }: Cart): SessionRequest => ({
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
  merchant_reference1: cart_id,
});

function createBackend({ callback, toKlarna }: Wires, seed: string): Backend {
  const klarna = createKlarnaSimulator({ seed, fetch: callback });
  const saved = new Map<string, SavedOrder>();
  const handle = createKlarnaHandler({
    username: 'PK1',
    password: 'secret',
    environment: new URL('https://klarna.test'),
    secret: 'a secret of the shop, long enough for its cookie',
    publicUrl: MOUNT,
    basePath: '/klarna',
    getOrder: () => backend.cart && toSession(backend.cart),
    onOrder: ({ order_id }, { session_id, order }) => {
      if (backend.isBroken) throw new Error('The database is down.');
      const cart_id = order.merchant_reference1 ?? '';
      saved.set(order_id, { order_id, session_id, cart_id });
      if (backend.cart?.cart_id === cart_id) backend.cart = null;
    },
    findOrder: (session_id) => {
      const order = [...saved.values()].find((one) => one.session_id === session_id);
      return order && { order_id: order.order_id, fraud_status: 'ACCEPTED' };
    },
    onError: () => undefined,
    fetch: (input, init) => toKlarna(new Request(input, init), klarna),
  });
  const backend: Backend = { klarna, handle, cart: { cart_id: 'cart-1', total: 9500 }, saved, isBroken: false };
  return backend;
}

Object.assign(window, { createBackend } satisfies BackendGlobals);
