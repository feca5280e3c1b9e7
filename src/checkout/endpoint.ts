/**
 * The merchant's endpoint, as the browser talks to it: opens sessions and places orders. The only file of the browser
 * half that speaks HTTP. The browser never names an amount: all it says is which session and which approval.
 */
import ky, { HTTPError, type RetryOptions, TimeoutError } from 'ky';
import { isRecord } from '../klarna/is-record.ts';
import { ERROR_CODES, KlarnaCheckoutError, type KlarnaCheckoutErrorCode } from './errors.ts';
import { type PlacedOrder, readPlacedOrder } from './placed-order.ts';
import { type CheckoutSession, readSession } from './session.ts';

export interface Endpoint {
  openSession(options: SessionOptions): Promise<CheckoutSession>;
  /** Never aborted: what is under way may already be an order. */
  placeOrder(order: { authorization_token: string; session_id?: string | undefined }): Promise<PlacedOrder>;
  /** What became of this shopper's session by another door. */
  readOutcome(): Promise<Outcome>;
}

export interface SessionOptions {
  /** A wish, BCP 47. */
  readonly locale?: string | undefined;
  /** `manual`: ordered on a later page. The endpoint has to know, or Klarna's callback would order before. */
  readonly finalize?: 'auto' | 'manual' | undefined;
  /** The `session_id` of one that was given up: any other will do. */
  readonly without?: string | undefined;
  readonly signal: AbortSignal;
}

export type Outcome =
  /** Nobody has paid, as far as the endpoint knows. */
  | { readonly status: 'open' }
  /** Klarna has approved, and there is no order yet. */
  | { readonly status: 'authorized'; readonly authorization_token: string }
  | { readonly status: 'complete'; readonly order: PlacedOrder };

/** Milliseconds, repeats included. */
const SESSION_TIMEOUT = 15_000;
const ORDER_TIMEOUT = 45_000;
const OUTCOME_TIMEOUT = 8_000;

/**
 * Both calls may be repeated: the endpoint reuses an open session, and Klarna makes one order of one
 * authorization however often it is asked. 503 is how the endpoint says "later".
 */
const REPEATABLE: RetryOptions = {
  limit: 2,
  methods: ['post'],
  statusCodes: [503],
  afterStatusCodes: [503],
  maxRetryAfter: 5_000,
};

/** @param address where the merchant's handler is mounted, e.g. `/klarna` */
export function createEndpoint(address: string): Endpoint {
  const base = address.replace(/\/+$/, '');
  const post = async (path: string, json: object, code: 'session' | 'order', init: PostInit): Promise<unknown> => {
    const url = `${base}${path}`;
    try {
      return await ky.post(url, { ...init, json, retry: REPEATABLE }).json();
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw await explain(cause, `POST ${url}`, code);
    }
  };
  return {
    async openSession({ locale, finalize, without, signal }) {
      const wish = {
        ...(locale && { locale }),
        ...(finalize === 'manual' && { finalize }),
        ...(without && { without }),
      };
      const answer = await post('/session', wish, 'session', { timeout: SESSION_TIMEOUT, signal });
      return readSession(answer, `POST ${base}/session`);
    },
    async placeOrder({ authorization_token, session_id }) {
      const body = { authorization_token, ...(session_id && { session_id }) };
      return readPlacedOrder(await post('/order', body, 'order', { timeout: ORDER_TIMEOUT }), `POST ${base}/order`);
    },
    async readOutcome() {
      const call = `GET ${base}/outcome`;
      try {
        return readOutcome(await ky.get(`${base}/outcome`, { timeout: OUTCOME_TIMEOUT, retry: 0 }).json(), call);
      } catch (cause) {
        throw cause instanceof KlarnaCheckoutError ? cause : await explain(cause, call, 'order');
      }
    },
  };
}

function readOutcome(value: unknown, call: string): Outcome {
  const { status, order, authorization_token } = isRecord(value) ? value : {};
  if (status === 'complete') {
    if (order) return { status, order: readPlacedOrder(order, call) };
    throw new KlarnaCheckoutError('order', `${call}: there is an order, and neither the shop nor Klarna tells which.`, {
      reason: 'already-placed',
    });
  }
  if (status === 'authorized' && isText(authorization_token)) return { status, authorization_token };
  return { status: 'open' };
}

interface PostInit {
  timeout: number;
  signal?: AbortSignal;
}

async function explain(cause: unknown, call: string, code: KlarnaCheckoutErrorCode): Promise<KlarnaCheckoutError> {
  if (cause instanceof HTTPError) return readProblem(cause.response, call, code);
  if (cause instanceof TimeoutError) {
    return new KlarnaCheckoutError(code, `${call} took too long.`, { reason: 'timeout', cause });
  }
  if (cause instanceof SyntaxError) {
    return new KlarnaCheckoutError(code, `${call} did not answer with JSON.`, { reason: 'bad-response', cause });
  }
  const reason = navigator.onLine ? 'unreachable' : 'offline';
  return new KlarnaCheckoutError(code, `${call} did not get through.`, { reason, cause });
}

/** The endpoint's own account of a failure, or what its status tells where a proxy answered in its place. */
async function readProblem(response: Response, call: string, code: KlarnaCheckoutErrorCode) {
  const body: unknown = await response.json().catch(() => 'not JSON: the status has to do');
  const problem = isRecord(body) ? body : {};
  const named = ERROR_CODES.find((known) => known === problem.code);
  const detail = [problem.message, problem.error_code, problem.error_messages].flat().filter(isText).join(' – ');
  return new KlarnaCheckoutError(
    named ?? (response.status === 404 || response.status === 405 ? 'configuration' : code),
    `${call} answered ${response.status}${detail ? `: ${detail}` : ''}`,
    {
      reason: isText(problem.reason) ? problem.reason : undefined,
      correlation_id: isText(problem.correlation_id) ? problem.correlation_id : undefined,
    },
  );
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
