/** Every way in which a call to Klarna goes wrong, and what it is to the browser where the call has no word of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KlarnaFailure } from '../../../src/server/index.ts';
import { empty, type FakeKlarna, klarnaError, raw, reset, silence, slowBody } from './fake-klarna.ts';

export interface Fault {
  /** Undefined: nobody listens at the address. */
  reply?: Parameters<FakeKlarna['breakNext']>[1];
  /** What `onError` is told. */
  failure: KlarnaFailure;
  /** What the browser is told; `own` is the part of the flow that asked. */
  status: number;
  code: 'own' | 'configuration' | 'cart-changed';
  reason: string;
  /** Ends by the deadline only. */
  hangs?: boolean;
}

export const FAULTS = {
  refused: { failure: 'unreachable', status: 502, code: 'own', reason: 'unreachable' },
  reset: { reply: reset, failure: 'unreachable', status: 502, code: 'own', reason: 'unreachable' },
  'time-out': { reply: silence, failure: 'timeout', status: 504, code: 'own', reason: 'timeout', hangs: true },
  'slow body': { reply: slowBody, failure: 'timeout', status: 504, code: 'own', reason: 'timeout', hangs: true },
  'truncated JSON': {
    reply: raw(200, 'application/json', '{"order_id":"'),
    failure: 'bad-response',
    status: 502,
    code: 'own',
    reason: 'bad-response',
  },
  '400': {
    reply: klarnaError(400, 'BAD_VALUE', 'Bad value: order_lines'),
    failure: 'refused',
    status: 502,
    code: 'configuration',
    reason: 'bad-request',
  },
  '401 HTML': {
    reply: raw(401, 'text/html', '<html><h1>401</h1></html>'),
    failure: 'refused',
    status: 502,
    code: 'configuration',
    reason: 'credentials',
  },
  '403': {
    reply: klarnaError(403, 'MERCHANT_INACTIVE'),
    failure: 'refused',
    status: 502,
    code: 'configuration',
    reason: 'not-allowed',
  },
  '404': {
    reply: klarnaError(404, 'NOT_FOUND', 'Invalid authorization token'),
    failure: 'refused',
    status: 410,
    code: 'own',
    reason: 'expired',
  },
  '409': {
    reply: klarnaError(409, 'NOT_MATCHING', 'Not matching fields: [order_lines]'),
    failure: 'refused',
    status: 409,
    code: 'cart-changed',
    reason: 'not-matching',
  },
  '429 empty': { reply: empty(429), failure: 'refused', status: 503, code: 'own', reason: 'rate-limited' },
  '500': {
    reply: klarnaError(500, 'INTERNAL_SERVER_ERROR', 'Internal error'),
    failure: 'refused',
    status: 502,
    code: 'own',
    reason: 'klarna-error',
  },
  '502 HTML': {
    reply: raw(502, 'text/html', '<h1>Bad Gateway</h1>'),
    failure: 'refused',
    status: 502,
    code: 'own',
    reason: 'klarna-error',
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** An address of this machine that refuses every connection: taken once, and given back. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}
