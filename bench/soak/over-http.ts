/** Puts a handler behind a real HTTP server of this process. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../src/node/http-adapter.ts';
import type { Door } from '../load/marketplace.ts';

interface HttpDoor {
  /** Sends the request over the network. The origin of its URL does not matter. */
  door: Door;
  close(): Promise<void>;
}

export function overHttp(called: Door): HttpDoor {
  const server = createServer(toNodeListener(called)).listen(0, '127.0.0.1');
  const listening = once(server, 'listening');
  return {
    async door(request) {
      await listening;
      const { port } = server.address() as AddressInfo;
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      const body = method === 'GET' || method === 'HEAD' ? null : await request.text();
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, { method, headers, body, redirect: 'manual' });
    },
    async close() {
      await listening;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
