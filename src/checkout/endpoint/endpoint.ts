/**
 * The merchant's endpoint, as the browser talks to it: opens sessions and places orders. The only file of the browser
 * half that speaks HTTP. The browser never names an amount: all it says is which session and which approval.
 */
import ky, { HTTPError, type RetryOptions, TimeoutError } from 'ky';
import { isRecord } from '../../klarna/is-record.ts';
import { type EndpointReason, ERROR_CODES, KlarnaCheckoutError, type KlarnaCheckoutErrorCode } from '../errors.ts';
import { readHeaders } from './endpoint-headers.ts';
import { mountOf } from './endpoint-url.ts';
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
  /** The session that was given up: any other will do. */
  readonly without?: AbandonedSession | undefined;
  readonly signal: AbortSignal;
}

/** The `client_token` proves to the endpoint that the session is this page's, if the browser keeps no cookies. */
export interface AbandonedSession {
  readonly session_id: string;
  readonly client_token: string | undefined;
}

export type Outcome =
  /** Nobody has paid, as far as the endpoint knows. */
  | { readonly status: 'open' }
  /** Klarna has approved, and there is no order yet. */
  | { readonly status: 'authorized'; readonly authorization_token: string }
  | { readonly status: 'complete'; readonly session_id?: string | undefined; readonly order: PlacedOrder };

/** Each limit includes the repeats. */
export const SESSION_TIMEOUT_MS = 15_000;
const ORDER_TIMEOUT_MS = 45_000;
const OUTCOME_TIMEOUT_MS = 8_000;
const PROBE_TIMEOUT_MS = 3_000;

/** A longer `Retry-After` is an answer: the shopper is told at once, and nothing is asked before that time. */
const LONGEST_RETRY_AFTER_MS = 5_000;

/**
 * Both calls may be repeated: the endpoint reuses an open session, and Klarna makes one order of one
 * authorization however often it is asked. 503 is how the endpoint says "later".
 */
const REPEATABLE: RetryOptions = {
  limit: 2,
  methods: ['post'],
  statusCodes: [503],
  afterStatusCodes: [503],
  shouldRetry: ({ error }) =>
    error instanceof HTTPError && (retryAfterOf(error.response) ?? 0) * 1_000 > LONGEST_RETRY_AFTER_MS
      ? false
      : undefined,
};

export interface EndpointOptions {
  /** Sent with every request: a record, a `Headers` or a list of pairs. Unset when it is no object. */
  readonly headers?: unknown;
  /** Milliseconds for a session, repeats included. @default 15000 */
  readonly sessionTimeout?: number | undefined;
}

/**
 * @param address where the merchant's handler is mounted, e.g. `/klarna`; its query goes with every request
 * @throws {KlarnaCheckoutError} `configuration` when a header cannot be sent, or the limit is none
 */
export function createEndpoint(address: string, options: EndpointOptions = {}): Endpoint {
  const { sessionTimeout = SESSION_TIMEOUT_MS } = options;
  if (!(sessionTimeout > 0)) {
    throw new KlarnaCheckoutError('configuration', '`sessionTimeout` must be a number of milliseconds above 0.');
  }
  // An endpoint of another origin knows the shopper by its cookie, too.
  const always = { headers: readHeaders(options.headers), credentials: 'include' } as const;
  const mount = mountOf(address);
  const urlOf = (route: Route) => `${mount.path}/${route}${mount.query}`;
  const nameCall = (method: 'GET' | 'POST', route: Route) => `${method} ${mount.path}/${route}`;

  const ask = async <Value>(
    route: 'session' | 'order' | 'outcome',
    init: AskInit,
    read: (value: unknown, call: string) => Value,
  ): Promise<Value> => {
    const { method, code, ...rest } = init;
    let call = nameCall(method, route);
    let response: Response | undefined;
    try {
      response = await ky(urlOf(route), { method, ...always, ...rest });
      call += redirectionOf(response);
      return read(await response.json(), call);
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      const error =
        cause instanceof KlarnaCheckoutError ? cause : await explain(cause, { call, code, url: urlOf('session') });
      throw response?.redirected ? asRedirected(error) : error;
    }
  };
  return {
    openSession({ locale, finalize, without, signal }) {
      const json = {
        ...(locale && { locale }),
        ...(finalize === 'manual' && { finalize }),
        ...(without && { without: without.session_id, client_token: without.client_token }),
      };
      const timeout = Math.min(sessionTimeout, LONGEST_TIMEOUT_MS);
      const init = { method: 'POST', code: 'session', json, retry: REPEATABLE, timeout, signal } as const;
      return ask('session', init, readSession);
    },
    placeOrder({ authorization_token, session_id }) {
      const json = { authorization_token, ...(session_id && { session_id }) };
      const init = { method: 'POST', code: 'order', json, retry: REPEATABLE, timeout: ORDER_TIMEOUT_MS } as const;
      return ask('order', init, readPlacedOrder);
    },
    readOutcome() {
      const init = { method: 'GET', code: 'order', retry: 0, timeout: OUTCOME_TIMEOUT_MS } as const;
      return ask('outcome', init, readOutcome);
    },
  };
}

type Route = 'session' | 'order' | 'outcome';

interface AskInit {
  readonly method: 'GET' | 'POST';
  readonly code: 'session' | 'order';
  readonly json?: object;
  readonly retry: RetryOptions | number;
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** A browser's timer can wait about 24 days at most. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

function readOutcome(value: unknown, call: string): Outcome {
  const { status, order, authorization_token, session_id } = isRecord(value) ? value : {};
  if (status === 'complete') {
    if (order) {
      return { status, session_id: isText(session_id) ? session_id : undefined, order: readPlacedOrder(order, call) };
    }
    throw new KlarnaCheckoutError('order', `${call}: there is an order, and neither the shop nor Klarna tells which.`, {
      reason: 'already-placed',
    });
  }
  if (status === 'authorized' && isText(authorization_token)) return { status, authorization_token };
  return { status: 'open' };
}

interface Asked {
  readonly call: string;
  readonly code: KlarnaCheckoutErrorCode;
  /** The address that `HEAD` asks to see a redirect, without any effect. */
  readonly url: string;
}

async function explain(cause: unknown, { call, code, url }: Asked): Promise<KlarnaCheckoutError> {
  if (cause instanceof HTTPError) return readProblem(cause.response, call, code);
  if (cause instanceof TimeoutError) {
    return new KlarnaCheckoutError(code, `${call} took too long.`, { reason: 'timeout', cause });
  }
  // WebKit rejects `Response.json()` with a DOMException of this name instead of a SyntaxError.
  if (cause instanceof Error && cause.name === 'SyntaxError') {
    return new KlarnaCheckoutError(code, `${call} did not answer with JSON.`, { reason: 'bad-response', cause });
  }
  if (!navigator.onLine)
    return new KlarnaCheckoutError(code, `${call} did not get through.`, { reason: 'offline', cause });
  if (await isRedirected(url)) {
    const message = `${call} is redirected to an address that the page may not read, as of another origin. ${NO_REDIRECT}`;
    return new KlarnaCheckoutError(code, message, { reason: 'redirected', cause });
  }
  const foreign = isForeign(url) ? ` ${foreignAdvice()}` : '';
  return new KlarnaCheckoutError(code, `${call} did not get through.${foreign}`, { reason: 'unreachable', cause });
}

const isForeign = (url: string): boolean => new URL(url, document.baseURI).origin !== window.location.origin;

const foreignAdvice = (): string =>
  `It is of another origin: give its createKlarnaHandler \`origins: ['${window.location.origin}']\`, and name it in the connect-src of a Content-Security-Policy.`;

const NO_REDIRECT =
  'Browsers repeat a redirected POST as a GET: set `endpoint` to the last address, and let no log-in stand before it.';

/** Says which address answered, without its query: a log-in may carry what is secret there. */
function redirectionOf({ redirected, url }: Response): string {
  if (!redirected) return '';
  const { origin, pathname } = new URL(url);
  return `, redirected to ${origin}${pathname},`;
}

/** An answer of our own handler has come in spite of the redirect, and says more. */
const asRedirected = (error: KlarnaCheckoutError): KlarnaCheckoutError => {
  const { code, message, correlation_id, cause, reason } = error;
  if (reason !== 'bad-response') return error;
  return new KlarnaCheckoutError(code, `${message} ${NO_REDIRECT}`, { reason: 'redirected', correlation_id, cause });
};

/** Tells if a redirect broke the call. `HEAD` has no effect on an endpoint, and a log-in stands before every route. */
async function isRedirected(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const { type } = await fetch(url, { method: 'HEAD', redirect: 'manual', credentials: 'include', signal });
    return type === 'opaqueredirect';
  } catch {
    // Nothing answers: that is not a redirect.
    return false;
  }
}

/** The endpoint's own account of a failure, or what its status tells when a proxy answered in its place. */
async function readProblem(response: Response, named: string, code: KlarnaCheckoutErrorCode) {
  const body: unknown = await response.json().catch(() => 'not JSON: the status has to do');
  const problem = isRecord(body) ? body : {};
  const call = named + redirectionOf(response);
  const known = ERROR_CODES.find((known) => known === problem.code);
  const detail = [problem.message, problem.error_code, problem.error_messages].flat().filter(isText).join(' – ');
  const isMissing = response.status === 404 || response.status === 405;
  const isLost = response.redirected && (isMissing || known === undefined);
  const retry_after = retryAfterOf(response);
  const message = [
    `${call} answered ${response.status}${detail ? `: ${detail}` : ''}`,
    isLost && NO_REDIRECT,
    retry_after !== undefined && `It asks to wait ${retry_after} s.`,
  ];
  return new KlarnaCheckoutError(known ?? (isMissing ? 'configuration' : code), message.filter(isText).join('. '), {
    reason: isLost ? 'redirected' : isText(problem.reason) ? (problem.reason as EndpointReason) : undefined,
    correlation_id: isText(problem.correlation_id) ? problem.correlation_id : undefined,
    retry_after,
  });
}

/** Seconds. HTTP knows a number of them, or a date. */
function retryAfterOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
