/**
 * The simulator in a process of its own, controlled by messages. It can stop the next order before it is placed, or before it is
 * answered. A crash of the shop in these moments is the most dangerous.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../../src/node/http-adapter.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import type { Held, PlacedAtKlarna } from './klarna-calls.ts';

const klarna = createKlarnaSimulator({ capacity: 1_000_000 });
let armed: Held | undefined;
let release = (): void => undefined;

async function hold(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  release = resolve;
  armed = undefined;
  process.send?.({ event: 'held' });
  await promise;
}

const isOrder = ({ method, url }: Request): boolean => method === 'POST' && /\/authorizations\/[^/]+\/order$/.test(url);

const server = createServer(
  toNodeListener(async (request) => {
    if (!isOrder(request)) return klarna(request);
    if (armed === 'before') await hold();
    const response = await klarna(request);
    if (armed === 'after') await hold();
    return response;
  }),
);

const calls: Record<string, (value: string) => unknown> = {
  authorize(session_id) {
    const { authorization_token } = klarna.authorize(session_id);
    const session = klarna.sessions().find((one) => one.session_id === session_id);
    return { authorization_token, callback: session?.request.merchant_urls?.authorization };
  },
  orders: () =>
    klarna.orders().map(
      ({ order_id, session_id = '', authorization_token = '', request }): PlacedAtKlarna => ({
        order_id,
        session_id,
        authorization_token,
        order_amount: request.order_amount,
      }),
    ),
  arm: (held) => {
    armed = held as Held;
  },
  /** Stopped orders go on, and no other order is stopped. */
  release: () => {
    armed = undefined;
    release();
  },
};

process.on('message', ({ id, call, value }: { id: number; call: string; value: string }) => {
  process.send?.({ id, result: calls[call]?.(value) });
});
// The parent process has ended.
process.on('disconnect', () => process.exit());

server.listen(0, '127.0.0.1', () => {
  process.send?.({ event: 'listening', port: (server.address() as AddressInfo).port });
});
