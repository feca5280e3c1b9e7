/**
 * The merchant's endpoint as the browser sees it: it opens sessions and places orders. Only this file of the browser half
 * speaks HTTP. The browser never sends an amount: it says only which session and which authorization.
 */
import ky, { HTTPError, type RetryOptions, TimeoutError } from 'ky';
import { isRecord } from '../../klarna/is-record.ts';
import { type EndpointReason, ERROR_CODES, KlarnaCheckoutError, type KlarnaCheckoutErrorCode } from '../errors.ts';
import { LONGEST_TIMEOUT_MS } from '../schedule.ts';
import { isText, toText } from '../text.ts';
import { readHeaders } from './endpoint-headers.ts';
import { mountOf } from './endpoint-url.ts';
import { type PlacedOrder, readPlacedOrder } from './placed-order.ts';
import { type CheckoutSession, readSession } from './session.ts';

export interface Endpoint {
  openSession(options: SessionOptions): Promise<CheckoutSession>;
  /** Never aborted, because the request may already have made an order. */
  placeOrder(order: { authorization_token: string; session_id?: string | undefined }): Promise<PlacedOrder>;
  /** The state of this shopper's session, which another tab or Klarna's callback may have changed. */
  readOutcome(): Promise<Outcome>;
}

export interface SessionOptions {
  /** The preferred language, BCP 47. */
  readonly locale?: string | undefined;
  /** `manual`: a later page places the order. The endpoint has to know it, or Klarna's callback would place it earlier. */
  readonly finalize?: 'auto' | 'manual' | undefined;
  /** The abandoned session. The endpoint must return another one. */
  readonly without?: AbandonedSession | undefined;
  readonly signal: AbortSignal;
}

/** If the browser blocks cookies, the `client_token` proves to the endpoint that the session belongs to this page. */
export interface AbandonedSession {
  readonly session_id: string;
  readonly client_token: string | undefined;
}

export type Outcome =
  /** The endpoint knows no authorization and no order. */
  | { readonly status: 'open' }
  /** Klarna has authorized, and there is no order yet. */
  | { readonly status: 'authorized'; readonly authorization_token: string }
  | { readonly status: 'complete'; readonly session_id?: string | undefined; readonly order: PlacedOrder };

/** Each limit includes the repeats. */
export const SESSION_TIMEOUT_MS = 15_000;
const ORDER_TIMEOUT_MS = 45_000;
const OUTCOME_TIMEOUT_MS = 8_000;
const PROBE_TIMEOUT_MS = 3_000;

/** After a longer `Retry-After` the request fails at once, and the shopper sees it. No request starts before that time. */
const LONGEST_RETRY_AFTER_MS = 5_000;

/**
 * Both calls may be repeated: the endpoint reuses an open session, and Klarna makes only one order of one authorization.
 * The endpoint answers 503 if the browser should try again later.
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
  /** Sent with every request: a record, a `Headers` or a list of pairs. Anything else is ignored. */
  readonly headers?: unknown;
  /** Milliseconds for a session, repeats included. @default 15000 */
  readonly sessionTimeout?: number | undefined;
}

/**
 * @param address the path or URL of the merchant's handler, e.g. `/klarna`; each request has its query
 * @throws {KlarnaCheckoutError} `configuration` if a header cannot be sent, or the time limit is not above 0
 */
export function createEndpoint(address: string, options: EndpointOptions = {}): Endpoint {
  const { sessionTimeout = SESSION_TIMEOUT_MS } = options;
  if (!(sessionTimeout > 0)) {
    throw new KlarnaCheckoutError('configuration', '`sessionTimeout` must be a number of milliseconds above 0.');
  }
  // `include`: an endpoint on another origin needs its cookie too.
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
        cause instanceof KlarnaCheckoutError
          ? cause
          : await toEndpointError(cause, { call, code, url: urlOf('session') });
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

function readOutcome(value: unknown, call: string): Outcome {
  const { status, order, authorization_token, session_id } = isRecord(value) ? value : {};
  if (status === 'complete') {
    if (order) {
      return { status, session_id: toText(session_id), order: readPlacedOrder(order, call) };
    }
    throw new KlarnaCheckoutError('order', `${call}: there is an order, and neither the shop nor Klarna says which.`, {
      reason: 'already-placed',
    });
  }
  if (status === 'authorized' && isText(authorization_token)) return { status, authorization_token };
  return { status: 'open' };
}

interface FailedCall {
  readonly call: string;
  readonly code: KlarnaCheckoutErrorCode;
  /** `HEAD` asks this address for a redirect. It has no effect there. */
  readonly url: string;
}

async function toEndpointError(cause: unknown, { call, code, url }: FailedCall): Promise<KlarnaCheckoutError> {
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
    const message = `${call} is redirected to an address that the page may not read, e.g. on another origin. ${NO_REDIRECT}`;
    return new KlarnaCheckoutError(code, message, { reason: 'redirected', cause });
  }
  const foreign = isForeign(url) ? ` ${foreignAdvice()}` : '';
  return new KlarnaCheckoutError(code, `${call} did not get through.${foreign}`, { reason: 'unreachable', cause });
}

const isForeign = (url: string): boolean => new URL(url, document.baseURI).origin !== window.location.origin;

const foreignAdvice = (): string =>
  `It is on another origin: give its createKlarnaHandler \`origins: ['${window.location.origin}']\`, and add it to connect-src of a Content-Security-Policy.`;

const NO_REDIRECT =
  'Browsers repeat a redirected POST as a GET: set `endpoint` to the final address, and put no log-in before it.';

/** The address that answered, without its query, because the query of a log-in may hold a secret. */
function redirectionOf({ redirected, url }: Response): string {
  if (!redirected) return '';
  const { origin, pathname } = new URL(url);
  return `, redirected to ${origin}${pathname},`;
}

/** If our handler answered in spite of the redirect, its own error says more and stays. */
const asRedirected = (error: KlarnaCheckoutError): KlarnaCheckoutError => {
  const { code, message, correlation_id, cause, reason } = error;
  if (reason !== 'bad-response') return error;
  return new KlarnaCheckoutError(code, `${message} ${NO_REDIRECT}`, { reason: 'redirected', correlation_id, cause });
};

/** Whether a redirect broke the call. `HEAD` changes nothing at the endpoint, and a log-in redirects every route. */
async function isRedirected(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const { type } = await fetch(url, { method: 'HEAD', redirect: 'manual', credentials: 'include', signal });
    return type === 'opaqueredirect';
  } catch {
    // No answer, so no redirect either.
    return false;
  }
}

/** Reads the endpoint's error. If a proxy answered instead of the endpoint, only the status says what happened. */
async function readProblem(response: Response, named: string, code: KlarnaCheckoutErrorCode) {
  // If the body is not JSON, the status has to be enough.
  const body: unknown = await response.json().catch(() => undefined);
  const problem = isRecord(body) ? body : {};
  const call = named + redirectionOf(response);
  const known = ERROR_CODES.find((known) => known === problem.code);
  const detail = [problem.message, problem.error_code, problem.error_messages].flat().filter(isText).join(' – ');
  const isMissing = response.status === 404 || response.status === 405;
  const isLost = response.redirected && (isMissing || known === undefined);
  const reason = toText(problem.reason) ?? (isMissing ? 'not-found' : undefined);
  const retry_after = retryAfterOf(response);
  const message = [
    `${call} answered ${response.status}${detail ? `: ${detail}` : ''}`,
    isLost && NO_REDIRECT,
    retry_after !== undefined && `It asks to wait ${retry_after} s.`,
  ];
  return new KlarnaCheckoutError(known ?? (isMissing ? 'configuration' : code), message.filter(isText).join('. '), {
    reason: isLost ? 'redirected' : (reason as EndpointReason | undefined),
    correlation_id: toText(problem.correlation_id),
    retry_after,
  });
}

/** Seconds. HTTP allows a number of seconds or a date. */
function retryAfterOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
