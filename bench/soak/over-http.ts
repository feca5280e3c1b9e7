/** Puts a handler behind a real HTTP server of this process. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FetchHandler, toNodeListener } from '../../src/node/http-adapter.ts';

interface OverHttp {
  /** Sends the request over the network. The origin of its URL does not matter. */
  send: FetchHandler;
  close(): Promise<void>;
}

export function overHttp(called: FetchHandler): OverHttp {
  const server = createServer(toNodeListener(called)).listen(0, '127.0.0.1');
  const listening = once(server, 'listening');
  return {
    async send(request) {
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
