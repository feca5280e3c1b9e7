/**
 * Shares the requests for a session among the buttons of a page. Two buttons that ask at the same time get the answer to
 * one request. If the cart has changed meanwhile, the second request waits for the first. Then the endpoint has set its
 * cookie, and it updates that session instead of opening another.
 */

import { withResolvers } from '../with-resolvers.ts';
import type { Endpoint, SessionOptions } from './endpoint.ts';
import type { CheckoutSession } from './session.ts';

interface PendingRequest {
  readonly locale: string | undefined;
  readonly finalize: SessionOptions['finalize'];
  readonly answer: Promise<CheckoutSession>;
  /** How many callers wait. The request is aborted when the last one stops. */
  waiting: number;
  readonly abort: AbortController;
}

/** By cart, under the name that all tabs of the shop use. */
const requests = new Map<string, PendingRequest>();

interface ShareOptions extends SessionOptions {
  cart: string;
  openSession: Endpoint['openSession'];
  /** True if the cart may have changed since an earlier request, so that its answer is too old. */
  fresh: boolean;
}

/** @throws {KlarnaCheckoutError} as `Endpoint.openSession`; the reason of `signal` if that is aborted */
export async function shareRequest(options: ShareOptions): Promise<CheckoutSession> {
  const { cart, openSession, locale, finalize, without, fresh, signal } = options;
  for (let present = requests.get(cart); present; present = requests.get(cart)) {
    if (present.abort.signal.aborted) break;
    if (!fresh && present.locale === locale && present.finalize === finalize) return join(present, signal);
    await untilDone(present, signal);
  }
  signal.throwIfAborted();
  const abort = new AbortController();
  const answer = openSession({ locale, finalize, without, signal: abort.signal });
  const request: PendingRequest = { locale, finalize, answer, waiting: 0, abort };
  requests.set(cart, request);
  const done = () => {
    if (requests.get(cart) === request) requests.delete(cart);
  };
  answer.then(done, done);
  return join(request, signal);
}

/** Each caller can stop waiting. The request is aborted when the last caller stops. */
async function join(request: PendingRequest, signal: AbortSignal): Promise<CheckoutSession> {
  request.waiting += 1;
  const { promise: left, reject } = withResolvers<never>();
  const leave = () => {
    request.waiting -= 1;
    if (request.waiting === 0) request.abort.abort(signal.reason);
    reject(signal.reason);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([request.answer, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function untilDone({ answer }: PendingRequest, signal: AbortSignal): Promise<unknown> {
  const { promise: left, resolve } = withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  // The callers of that request handle its result.
  return Promise.race([answer.catch(() => undefined), left]);
}
