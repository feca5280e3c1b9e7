/** All ways in which a call to Klarna can fail, and the browser's answer, unless the call has an answer of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KlarnaFailure } from '../../../src/server/index.ts';
import { empty, type FakeKlarna, klarnaError, raw, reset, silence, slowBody } from './fake-klarna.ts';

export interface Fault {
  /** Undefined: no server listens at the address. */
  reply?: Parameters<FakeKlarna['breakNext']>[1];
  /** The text that `onError` gets. */
  failure: KlarnaFailure;
  /** The browser's answer; `own` is the part of the flow that called Klarna. */
  status: number;
  code: 'own' | 'configuration' | 'cart-changed';
  reason: string;
  /** Only the deadline ends this call. */
  hangs?: boolean;
}

const unreachable = { failure: 'unreachable', status: 502, code: 'own', reason: 'unreachable' } as const;
const late = { failure: 'timeout', status: 504, code: 'own', reason: 'timeout', hangs: true } as const;

const refusal = (status: number, code: Fault['code'], reason: string, reply: NonNullable<Fault['reply']>) =>
  ({ reply, failure: 'refused', status, code, reason }) as const;

export const FAULTS = {
  refused: unreachable,
  reset: { ...unreachable, reply: reset },
  'time-out': { ...late, reply: silence },
  'slow body': { ...late, reply: slowBody },
  'truncated JSON': {
    reply: raw(200, 'application/json', '{"order_id":"'),
    failure: 'bad-response',
    status: 502,
    code: 'own',
    reason: 'bad-response',
  },
  '400': refusal(502, 'configuration', 'bad-request', klarnaError(400, 'BAD_VALUE', 'Bad value: order_lines')),
  '401 HTML': refusal(502, 'configuration', 'credentials', raw(401, 'text/html', '<html><h1>401</h1></html>')),
  '403': refusal(502, 'configuration', 'not-allowed', klarnaError(403, 'MERCHANT_INACTIVE')),
  '404': refusal(410, 'own', 'expired', klarnaError(404, 'NOT_FOUND', 'Invalid authorization token')),
  '409': refusal(
    409,
    'cart-changed',
    'not-matching',
    klarnaError(409, 'NOT_MATCHING', 'Not matching fields: [order_lines]'),
  ),
  '429 empty': refusal(503, 'own', 'rate-limited', empty(429)),
  '500': refusal(502, 'own', 'klarna-error', klarnaError(500, 'INTERNAL_SERVER_ERROR', 'Internal error')),
  '502 HTML': refusal(502, 'own', 'klarna-error', raw(502, 'text/html', '<h1>Bad Gateway</h1>')),
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** An address of this machine that refuses every connection, because its server has been closed. */
export async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}
