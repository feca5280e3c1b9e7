/** The carts and saved orders of the tested shop, and its Klarna. The shop runs in another process and uses HTTP. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { toNodeListener } from '../../../src/node/http-adapter.ts';
import { createKlarnaSimulator, type KlarnaSimulator } from '../../../src/simulator/index.ts';

export interface Saved {
  order_id: string;
  fraud_status: string;
  session_id: string;
  door: string;
}

export interface Books extends AsyncDisposable {
  klarna: KlarnaSimulator;
  /** The key is the shopper's cookie `cart`. */
  carts: Map<string, SessionRequest | null>;
  orders: Saved[];
  tokens: { token_id: string; session_id: string }[];
  notifications: { order_id: string; event_type: string }[];
  errors: string[];
  /** The environment of the shop's process. */
  env: { BOOKS: string; KLARNA_ENVIRONMENT: string };
}

export async function openBooks(): Promise<Books> {
  const klarna = createKlarnaSimulator({
    username: 'shop',
    password: 'secret-of-the-test',
    // The battery sends the callbacks itself.
    fetch: async () => new Response(null, { status: 204 }),
  });
  const listening = await klarna.listen();
  const carts: Books['carts'] = new Map();
  const orders: Saved[] = [];
  const tokens: Books['tokens'] = [];
  const notifications: Books['notifications'] = [];
  const errors: string[] = [];

  const answers: Record<string, (message: never) => unknown> = {
    cart: ({ cookie }: { cookie: string }) => carts.get(/(?:^|; )cart=([\w-]+)/.exec(cookie)?.[1] ?? '') ?? null,
    order: (order: Saved) => {
      if (!orders.some(({ order_id }) => order_id === order.order_id)) orders.push(order);
    },
    token: (token: Books['tokens'][number]) => {
      if (!tokens.some(({ token_id }) => token_id === token.token_id)) tokens.push(token);
    },
    find: ({ session_id }: { session_id: string }) => orders.find((order) => order.session_id === session_id) ?? null,
    notification: (event: Books['notifications'][number]) => void notifications.push(event),
    error: ({ message }: { message: string }) => void errors.push(message),
  };
  const server = createServer(
    toNodeListener(async (request) => {
      const message = await request.json();
      const answer = answers[new URL(request.url).pathname.slice(1)]?.(message as never);
      return new Response(answer === undefined ? '' : JSON.stringify(answer));
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    klarna,
    carts,
    orders,
    tokens,
    notifications,
    errors,
    env: {
      BOOKS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      KLARNA_ENVIRONMENT: listening.url,
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await listening.close();
    },
  };
}
