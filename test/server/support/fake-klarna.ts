/**
 * A small fake Klarna on a real port. It has one session and its order, and records its calls. A test can break any call, in
 * any way in which a network can fail.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SessionRead } from '../../../src/klarna/types.ts';

interface SeenCall {
  method: string;
  path: string;
  authorization: string | undefined;
  body: unknown;
}

type Reply = (reply: ServerResponse, message: IncomingMessage) => void;

export interface FakeKlarna extends AsyncDisposable {
  url: string;
  seen: SeenCall[];
  /** The content of the session; null before it is opened. */
  session: SessionRead | null;
  /** Authorizes the session, as the shopper does in Klarna's window. */
  approve(authorization_token?: string): string;
  /** Replaces the answer of `METHOD /path` (by prefix and suffix), once or for good. */
  breakNext(call: string, reply: Reply, times?: number): void;
  /** Repairs all broken calls. */
  mend(): void;
  calls(method: string, part: string): SeenCall[];
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (reply) => {
    reply.writeHead(status, { 'content-type': 'application/json', 'klarna-correlation-id': 'cid-1', ...headers });
    reply.end(JSON.stringify(body));
  };

export const klarnaError = (status: number, error_code: string, ...error_messages: string[]): Reply =>
  json(status, { error_code, error_messages, correlation_id: 'cid-1' });

export const raw =
  (status: number, type: string, body: string): Reply =>
  (reply) => {
    reply.writeHead(status, { 'content-type': type }).end(body);
  };

export const empty =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (reply) => {
    reply.writeHead(status, headers).end();
  };

/** The connection breaks without an answer. */
export const reset: Reply = (reply) => void reply.socket?.resetAndDestroy();

/** No answer ever comes. */
export const silence: Reply = () => undefined;

/** The headers come, and the body never ends. */
export const slowBody: Reply = (reply) => {
  reply.writeHead(200, { 'content-type': 'application/json' });
  reply.write('{"session_id":');
};

export const CLIENT_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl';
const CATEGORIES = [{ identifier: 'pay_later', name: 'Pay later', asset_urls: {} }];

async function readBody(message: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of message) text += chunk;
  return text ? JSON.parse(text) : undefined;
}

export async function startFakeKlarna(): Promise<FakeKlarna> {
  const broken: { method: string; part: string; reply: Reply; times: number }[] = [];
  let opened = 0;
  let current: string | undefined;
  let order: { order_id: string; token: string; body: string } | undefined;

  const respond = (call: SeenCall, token: string | undefined): Reply => {
    const { session } = klarna;
    if (call.method === 'POST' && call.path === '/payments/v1/sessions') {
      opened += 1;
      current = `session-${opened}`;
      order = undefined;
      klarna.session = {
        ...(call.body as SessionRead),
        client_token: CLIENT_TOKEN,
        payment_method_categories: CATEGORIES,
        status: 'incomplete',
        expires_at: new Date(Date.now() + 48 * 3_600_000).toISOString(),
      };
      return json(200, { session_id: current, client_token: CLIENT_TOKEN, payment_method_categories: CATEGORIES });
    }
    if (call.path.startsWith('/payments/v1/sessions/')) {
      if (!session || call.path !== `/payments/v1/sessions/${current}`) {
        return klarnaError(404, 'NOT_FOUND', 'Invalid session id');
      }
      if (call.method === 'GET') return json(200, session);
      if (session.status === 'complete')
        return klarnaError(404, 'SESSION_COMPLETED', 'Session has already been completed');
      Object.assign(session, call.body);
      return empty(204);
    }
    if (call.method === 'DELETE') {
      if (session?.authorization_token !== token || order) {
        return klarnaError(404, 'NOT_FOUND', 'Authorization cannot be deleted');
      }
      delete session?.authorization_token;
      return empty(204);
    }
    if (order && order.token === token && call.path.endsWith('/order')) {
      const same = JSON.stringify(call.body) === order.body;
      if (!same)
        return klarnaError(409, 'BAD_VALUE', 'The order has been already completed with different request body');
    } else if (!session || session.authorization_token !== token) {
      return klarnaError(404, 'NOT_FOUND', 'Invalid authorization token');
    }
    if (call.path.endsWith('/customer-token')) return json(200, { token_id: 'customer-token-1' });
    order ??= { order_id: `order-${opened}`, token: token ?? '', body: JSON.stringify(call.body) };
    if (session) session.status = 'complete';
    return json(200, {
      order_id: order.order_id,
      fraud_status: 'ACCEPTED',
      redirect_url: 'https://klarna.example/redirect',
      authorized_payment_method: { type: 'invoice' },
    });
  };

  const server = createServer(async (message, reply) => {
    const path = message.url ?? '/';
    const { authorization } = message.headers;
    const call: SeenCall = { method: message.method ?? '', path, authorization, body: await readBody(message) };
    klarna.seen.push(call);
    const fault = broken.find((one) => one.times > 0 && one.method === call.method && path.endsWith(one.part));
    if (fault) {
      fault.times -= 1;
      fault.reply(reply, message);
      return;
    }
    respond(call, /^\/payments\/v1\/authorizations\/([^/]+)/.exec(path)?.[1])(reply, message);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const klarna: FakeKlarna = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    session: null,
    approve(authorization_token = 'token-1') {
      if (!klarna.session) throw new Error('Open a session first.');
      klarna.session.authorization_token = authorization_token;
      klarna.session.billing_address = { given_name: 'Test', postal_code: '12345' };
      return authorization_token;
    },
    breakNext(call, reply, times = Number.POSITIVE_INFINITY) {
      const [method = '', part = ''] = call.split(' ');
      broken.unshift({ method, part, reply, times });
    },
    mend() {
      broken.length = 0;
    },
    calls: (method, part) => klarna.seen.filter((call) => call.method === method && call.path.endsWith(part)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return klarna;
}
