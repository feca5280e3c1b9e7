/**
 * The openings of sessions on a page, one after the other for each endpoint: two buttons that come at the same time get
 * one session between them, and one whose cart has changed meanwhile asks after the first, so that the endpoint
 * has given its cookie and updates that session instead of opening another.
 */

import { withResolvers } from '../with-resolvers.ts';
import type { Endpoint, SessionOptions } from './endpoint.ts';
import type { CheckoutSession } from './session.ts';

interface PendingRequest {
  readonly locale: string | undefined;
  readonly finalize: SessionOptions['finalize'];
  readonly answer: Promise<CheckoutSession>;
  /** Those that wait; the request ends with the last of them. */
  waiting: number;
  readonly abort: AbortController;
}

/** By cart, as the tabs of the shop call it. */
const openings = new Map<string, PendingRequest>();

interface OpeningOptions extends SessionOptions {
  cart: string;
  openSession: Endpoint['openSession'];
  /** The cart may have changed since another request began: its answer will not do. */
  fresh: boolean;
}

/** @throws {KlarnaCheckoutError} as `Endpoint.openSession`; what `signal` was aborted with */
export async function shareRequest(options: OpeningOptions): Promise<CheckoutSession> {
  const { cart, openSession, locale, finalize, without, fresh, signal } = options;
  for (let present = openings.get(cart); present; present = openings.get(cart)) {
    if (present.abort.signal.aborted) break;
    if (!fresh && present.locale === locale && present.finalize === finalize) return join(present, signal);
    await untilDone(present, signal);
  }
  signal.throwIfAborted();
  const abort = new AbortController();
  const answer = openSession({ locale, finalize, without, signal: abort.signal });
  const opening: PendingRequest = { locale, finalize, answer, waiting: 0, abort };
  openings.set(cart, opening);
  const done = () => {
    if (openings.get(cart) === opening) openings.delete(cart);
  };
  answer.then(done, done);
  return join(opening, signal);
}

/** Each leaves on its own; the request is aborted when nobody is left. */
async function join(opening: PendingRequest, signal: AbortSignal): Promise<CheckoutSession> {
  opening.waiting += 1;
  const { promise: left, reject } = withResolvers<never>();
  const leave = () => {
    opening.waiting -= 1;
    if (opening.waiting === 0) opening.abort.abort(signal.reason);
    reject(signal.reason);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([opening.answer, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function untilDone({ answer }: PendingRequest, signal: AbortSignal): Promise<unknown> {
  const { promise: left, resolve } = withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  // How it ended is for those who asked for it.
  return Promise.race([answer.catch(() => undefined), left]);
}
