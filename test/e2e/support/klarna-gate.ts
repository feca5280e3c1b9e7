/**
 * The simulator behind a gate that can fail in several ways. The gate spoils the request or the connection, and the
 * simulator answers. So the shop gets the answers of Klarna or of the network.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeListener } from '../../../src/node/http-adapter.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';

export type Fault = 'none' | 'wrong-amount' | 'wrong-credentials' | 'unreachable' | 'order-breaks';

export interface KlarnaGate {
  readonly url: string;
  readonly sdkUrl: string;
  fault: Fault;
  close(): Promise<void>;
}

const isApi = (path: string): boolean => /^\/(payments|customer-token)\//.test(path);

async function spoil(request: Request, fault: Fault): Promise<Request> {
  if (fault === 'wrong-credentials') {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Basic ${btoa('lugn:wrong')}`);
    return new Request(request, { headers });
  }
  if (fault === 'wrong-amount' && request.method === 'POST') {
    const body = await request.json();
    return new Request(request.url, {
      method: 'POST',
      headers: request.headers,
      body: JSON.stringify({ ...body, order_amount: body.order_amount + 1 }),
    });
  }
  return request;
}

export async function openKlarnaGate(): Promise<KlarnaGate> {
  const simulator = createKlarnaSimulator({ username: 'lugn', password: 'right', merchant_name: 'Lugn' });
  const listener = toNodeListener(async (request) => {
    const { pathname } = new URL(request.url);
    return simulator(isApi(pathname) ? await spoil(request, gate.fault) : request);
  });
  const answer: RequestListener = (message, reply) => {
    const path = message.url ?? '/';
    const cut = gate.fault === 'unreachable' || (gate.fault === 'order-breaks' && path.endsWith('/order'));
    if (cut && isApi(path)) message.socket.destroy();
    else listener(message, reply);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const gate: KlarnaGate = {
    url,
    sdkUrl: `${url}/kp/lib/v1/api.js`,
    fault: 'none',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gate;
}
