/**
 * One call to Klarna over ky: Basic authentication, a deadline, bounded retries where a repeat is harmless, and every
 * failure as a `KlarnaApiError`.
 */
import ky, { HTTPError, type Options } from 'ky';
import { isRecord } from '../../klarna/is-record.ts';
import { KlarnaApiError } from './klarna-api-error.ts';
import { describeRefusal, readBody } from './response.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

export interface KlarnaCall {
  /** The name for errors. */
  operation: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Under the base URL, with its parts encoded. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** True only where the second of two identical calls changes nothing. Each `true` says why. */
  idempotent?: boolean;
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

/** Nobody reads the answer before a repeat, and an unread body holds its connection. */
async function cancelBody({ error }: { error: Error }): Promise<void> {
  // One that broke off has let go by itself.
  if (error instanceof HTTPError) await error.response.body?.cancel().catch(() => undefined);
}

/**
 * A 429 is not repeated here: the shopper's browser is told to come back, so that a crowd does not hold its
 * connections open. Neither is a time-out: the deadline is for all tries together.
 */
const RETRY: Options = {
  retry: {
    limit: 2,
    methods: ['get', 'post', 'patch', 'delete'],
    statusCodes: [500, 502, 503, 504],
    afterStatusCodes: [],
    delay: (attempt) => 100 * 2 ** attempt,
    jitter: true,
  },
  hooks: { beforeRetry: [cancelBody] },
};

const NO_RETRY: Options = { retry: 0 };

/** A shop's own `fetch` gets a whole request, for it may take no second argument. */
const sender = (own: typeof fetch | undefined): typeof fetch =>
  own ? (url, init) => own(new Request(url, init)) : (url, init) => globalThis.fetch(url, init);

export function createKlarnaClient({ baseUrl, username, password, timeout, fetch }: KlarnaClientOptions): KlarnaClient {
  const authorization = basic(username, password);
  const send = sender(fetch);

  const exchange = async (call: KlarnaCall, signal: AbortSignal): Promise<KlarnaAnswer> => {
    const body = call.body === undefined ? null : JSON.stringify(call.body);
    const type = body === null ? {} : { 'content-type': 'application/json' };
    const headers = { accept: 'application/json', ...type, ...call.headers, authorization };
    const url = `${baseUrl}${call.path}`;
    const method = call.method.toUpperCase();
    // Klarna redirects nowhere, and the credentials are not for another address. (workerd does not know 'error'.)
    const init: RequestInit = { method, headers, body, signal, redirect: 'manual' };
    await yieldToEventLoop();
    const response = await ky(url, {
      ...(call.idempotent ? RETRY : NO_RETRY),
      method,
      timeout: false,
      // ky makes a request and a copy of it, for the case of a repeat. Neither is sent: with a body and a signal they
      // would cost more than the rest of ky, and the one that ky keeps in its errors has no credentials. Each try is
      // a new request from the same parts.
      fetch: () => {
        signal.throwIfAborted();
        return send(url, init);
      },
    });
    const answer = { headers: response.headers, body: await readBody(call.operation, response) };
    await yieldToEventLoop();
    return answer;
  };

  return async (call) => {
    const { operation } = call;
    // ky's own time-out ends with the headers; a body that trickles would hang for ever. The race is for a shop's own
    // `fetch`, which may drop the signal.
    const deadline = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new KlarnaApiError({ operation, failure: 'timeout', detail: `no answer within ${timeout} ms` }));
        deadline.abort();
      }, timeout);
    });
    try {
      const answer = exchange(call, deadline.signal).catch((error) => throwApiError(operation, error));
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** @throws {KlarnaApiError} always */
async function throwApiError(operation: string, error: unknown): Promise<never> {
  if (error instanceof KlarnaApiError) throw error;
  if (error instanceof HTTPError) throw new KlarnaApiError(await describeRefusal(operation, error.response));
  throw new KlarnaApiError({ operation, failure: 'unreachable', detail: describeFault(error) });
}

/** Names and codes only: the message of a foreign error may hold the request. */
function describeFault(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = isRecord(inner) ? inner.code : undefined;
  return typeof code === 'string' ? code : inner instanceof Error ? inner.name : 'the request failed';
}
