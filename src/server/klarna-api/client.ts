/**
 * Sends one call to Klarna over ky, with Basic authentication and a deadline. If a repeat is harmless, it retries twice.
 * Every failure is a `KlarnaApiError`.
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
  /** Relative to the base URL, with encoded parts. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** True only if the second of two identical calls changes nothing. A comment at each `true` says why. */
  idempotent?: boolean;
}

export interface KlarnaAnswer {
  headers: Headers;
  /** Parsed JSON; undefined if the answer is empty. */
  body: unknown;
}

interface KlarnaClientOptions {
  baseUrl: string;
  username: string;
  password: string;
  /** Milliseconds for one call, with all tries, headers and body. */
  timeout: number;
  fetch?: typeof fetch | undefined;
}

export type KlarnaClient = (call: KlarnaCall) => Promise<KlarnaAnswer>;

/** Base64 of the UTF-8 bytes, because `btoa` alone throws on characters beyond Latin-1. */
const basic = (username: string, password: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;

/** Cancels the body of a failed try, because an unread body keeps its connection open. */
async function cancelBody({ error }: { error: Error }): Promise<void> {
  // Only an HTTPError has a body. If the connection broke, there is none.
  if (error instanceof HTTPError) await error.response.body?.cancel().catch(() => undefined);
}

/**
 * A 429 is not retried here. The handler tells the shopper's browser to try later, so that many shoppers do not keep
 * connections open. A time-out is not retried either, because the deadline covers all tries.
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

/** A shop's own `fetch` gets a complete `Request`, because it may ignore a second argument. */
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
    // Klarna's API never redirects, and no other address may get the credentials. (workerd does not support 'error'.)
    const init: RequestInit = { method, headers, body, signal, redirect: 'manual' };
    await yieldToEventLoop();
    const response = await ky(url, {
      ...(call.idempotent ? RETRY : NO_RETRY),
      method,
      timeout: false,
      // ky makes a request, and a copy for a retry. Neither is sent, because with a body and a signal they would cost more than the
      // rest of ky. Errors of ky contain its request; without our headers it has no credentials. Each try sends a new request
      // from the same parts.
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
    // ky's own time-out ends with the headers, so a slow body could hang for ever. The race covers a shop's own `fetch` that
    // ignores the signal.
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

/** Returns names and codes only, because the message of another library's error may contain the request. */
function describeFault(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = isRecord(inner) ? inner.code : undefined;
  return typeof code === 'string' ? code : inner instanceof Error ? inner.name : 'the request failed';
}
