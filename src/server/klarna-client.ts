/**
 * One call to Klarna over ky: Basic authentication, a deadline, bounded retries where a repeat is harmless, and every
 * failure as a `KlarnaApiError`.
 */
import ky, { HTTPError, type Options } from 'ky';
import { isRecord } from '../klarna/is-record.ts';
import { KlarnaApiError, type KlarnaApiErrorFields } from './klarna-api-error.ts';

export interface KlarnaCall {
  /** The name for errors. */
  operation: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Under the base URL, with its parts encoded. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** True only where the second of two identical calls changes nothing. Each `true` says why. */
  repeatable?: boolean;
}

export interface KlarnaAnswer {
  headers: Headers;
  /** Parsed JSON, or undefined where the answer is empty. */
  body: unknown;
}

export interface KlarnaClientOptions {
  baseUrl: string;
  username: string;
  password: string;
  /** Milliseconds for one call: all tries, headers and body. */
  timeout: number;
  fetch?: typeof fetch | undefined;
}

export type KlarnaClient = (call: KlarnaCall) => Promise<KlarnaAnswer>;

/** Base64 of the UTF-8 bytes: `btoa` alone throws on anything beyond Latin-1. */
const basic = (username: string, password: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;

/**
 * A 429 is not repeated here: the shopper's browser is told to come back, so that a crowd does not hold its
 * connections open. Neither is a time-out: the deadline is for all tries together.
 */
const retries = (call: KlarnaCall): NonNullable<Options['retry']> => ({
  limit: call.repeatable ? 2 : 0,
  methods: [call.method],
  statusCodes: [500, 502, 503, 504],
  afterStatusCodes: [],
  delay: (attempt) => 100 * 2 ** attempt,
  jitter: true,
});

export function createKlarnaClient({ baseUrl, username, password, timeout, fetch }: KlarnaClientOptions): KlarnaClient {
  const authorization = basic(username, password);
  const exchange = async (call: KlarnaCall, signal: AbortSignal): Promise<KlarnaAnswer> => {
    const response = await ky(`${baseUrl}${call.path}`, {
      method: call.method,
      headers: { accept: 'application/json', ...call.headers, authorization },
      retry: retries(call),
      timeout: false,
      signal,
      // Klarna redirects nowhere, and the credentials are not for another address. (workerd does not know 'error'.)
      redirect: 'manual',
      ...(call.body === undefined ? {} : { json: call.body }),
      ...(fetch ? { fetch } : {}),
    });
    return { headers: response.headers, body: await readBody(call.operation, response) };
  };

  return async (call) => {
    // ky's own time-out ends with the headers; a body that trickles would hang for ever.
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeout);
    try {
      return await Promise.race([exchange(call, deadline.signal), rejectOnAbort(deadline.signal)]);
    } catch (error) {
      if (error instanceof KlarnaApiError) throw error;
      if (deadline.signal.aborted) {
        throw new KlarnaApiError({
          operation: call.operation,
          failure: 'timeout',
          detail: `no answer within ${timeout} ms`,
        });
      }
      if (error instanceof HTTPError) throw new KlarnaApiError(await describeRefusal(call.operation, error.response));
      throw new KlarnaApiError({ operation: call.operation, failure: 'unreachable', detail: describe(error) });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The deadline holds even where a shop's own `fetch` drops the signal: a copied `Request` may lose it. */
const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

async function readBody(operation: string, response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new KlarnaApiError({
      operation,
      failure: 'bad-response',
      status: response.status,
      correlation_id: response.headers.get('klarna-correlation-id') ?? undefined,
      detail: 'the answer is not whole JSON',
    });
  }
}

/** The gateway's 401 is HTML and its 429 is empty, so the body may say nothing. */
async function describeRefusal(operation: string, response: Response): Promise<KlarnaApiErrorFields> {
  const body = await response.text().then(parseJson, () => undefined);
  const { error_code, error_messages, correlation_id } = isRecord(body) ? body : {};
  const header = response.headers.get('klarna-correlation-id') ?? undefined;
  return {
    operation,
    failure: 'refused',
    status: response.status,
    error_code: typeof error_code === 'string' ? error_code : undefined,
    error_messages: Array.isArray(error_messages) ? error_messages.map(String) : [],
    correlation_id: typeof correlation_id === 'string' ? correlation_id : header,
    retry_after: seconds(response.headers.get('retry-after') ?? response.headers.get('x-ratelimit-reset')),
    ...(response.status === 401
      ? { detail: 'check username, password, environment and region: credentials of one are not valid for another' }
      : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const seconds = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;

/** Names and codes only: the message of a foreign error may hold the request. */
function describe(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = isRecord(inner) ? inner.code : undefined;
  return typeof code === 'string' ? code : inner instanceof Error ? inner.name : 'the request failed';
}
