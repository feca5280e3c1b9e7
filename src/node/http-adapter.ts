/**
 * Between Node's `http` and the platform's `Request` and `Response`: used by the merchant's half and by the simulator,
 * which know nothing of Node. Bodies stream both ways; a client that goes away aborts `request.signal`.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';

/** A function from `Request` to `Response`: the shape of everything here that answers HTTP. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Express and Connect rewrite `url` under a mount and keep the whole path in `originalUrl`. */
type MountedMessage = IncomingMessage & { originalUrl?: string; body?: unknown };

/** Texts of answers that have their whole body already. */
const TEXTS = new WeakMap<Response, string>();

/** A response whose body is this text. The listener sends it in one piece, with its length, instead of as a stream. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init);
  TEXTS.set(response, text);
  return response;
}

const BODILESS = new Set(['GET', 'HEAD']);

/** How long the rest of an unread body is read and dropped before its connection ends. */
const LINGER_MS = 2_000;

function readHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  // serverless-http makes its messages itself and fills only `headers`.
  if (message.rawHeaders.length === 0) {
    for (const [name, value = []] of Object.entries(message.headers)) {
      if (!name.startsWith(':')) for (const one of [value].flat()) addHeader(headers, name, one);
    }
    return headers;
  }
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [message.rawHeaders[i], message.rawHeaders[i + 1]];
    if (!name.startsWith(':')) addHeader(headers, name, value);
  }
  return headers;
}

/**
 * HTTP/2 clients send each cookie in a header of its own (RFC 9113, section 8.2.3). Node's `Headers` joins them with a
 * semicolon, and Deno's (2.9.6) with a comma, which hides all cookies but the first.
 */
function addHeader(headers: Headers, name: string, value: string): void {
  const cookies = name.toLowerCase() === 'cookie' ? headers.get(name) : null;
  if (cookies === null) headers.append(name, value);
  else headers.set(name, `${cookies}; ${value}`);
}

/** Body parsers leave what they have read in `body`: an object (express.json), a text, or bytes (express.raw). */
function readParsed({ body }: MountedMessage): BodyInit | undefined {
  if (body === undefined || typeof body === 'string') return body;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;

/** The request that a listener of Node's `http` received. `signal` aborts when the client goes away. */
export function toRequest(message: MountedMessage, signal: AbortSignal): Request {
  const { encrypted } = message.socket as { encrypted?: boolean };
  // HTTP/2 has no `Host`.
  const host = message.headers.host ?? message.headers[':authority'] ?? 'localhost';
  const origin = `${encrypted ? 'https' : 'http'}://${host}`;
  const target = message.originalUrl ?? message.url ?? '/';
  // A path that begins with two slashes would be taken for a host of its own, were it resolved.
  const url = target.startsWith('/') ? new URL(origin + target) : new URL(target, origin);
  const init: RequestInit & { duplex?: 'half' } = {
    method: message.method ?? 'GET',
    headers: readHeaders(message),
    signal,
  };
  if (BODILESS.has(init.method ?? 'GET')) return new Request(url, init);
  if (message.readableEnded) return toReadRequest(url, init, message);
  init.body = readBody(message);
  init.duplex = 'half';
  return new Request(url, init);
}

/**
 * A body parser has read the stream to its end. If it has kept the body to itself (as in Koa and Fastify), the request is
 * one whose body is used.
 */
function toReadRequest(url: URL, init: RequestInit, message: MountedMessage): Request {
  const parsed = readParsed(message);
  const isLost = parsed === undefined && announcesBody(message);
  const headers = new Headers(init.headers);
  // The parser has decompressed what it has read.
  if (parsed !== undefined) headers.delete('content-encoding');
  const request = new Request(url, { ...init, headers, body: isLost ? '' : (parsed ?? null) });
  if (isLost) void request.text();
  return request;
}

/** The body as a stream that takes nothing from the connection before the handler asks for it. */
function readBody(message: IncomingMessage): ReadableStream<Uint8Array> {
  // `Readable.toWeb` would destroy the connection when the handler cancels the body.
  const chunks = message.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads and drops the rest of the body. Settles at its end, when the client goes away, or after `LINGER_MS`. */
function dropRest(message: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    message.once('end', done).once('close', done);
    if (message.destroyed) done();
    stopReading(message).resume();
  });
}

/** The handler has answered and reads no further. Its listener would keep the body from flowing. */
const stopReading = (message: IncomingMessage): IncomingMessage => message.removeAllListeners('readable');

/**
 * Sends an answer. If the handler left a part of the body unread (refused as too large, say), that part must not stay on the
 * connection: a proxy that pools connections would send the next shopper's request behind it. So the answer says
 * `Connection: close`. The rest is read for a while first, because a connection that is closed over unread bytes is reset,
 * and a reset may take the answer with it (RFC 9112, section 9.6).
 */
async function send(response: Response, message: IncomingMessage, reply: ServerResponse): Promise<void> {
  reply.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.setHeader('set-cookie', cookies);
  // A handler that answers at once does so before Node has parsed the body that came with the head.
  if (message.complete === false) await setImmediate();
  // In HTTP/2 each request is a stream of its own, and there is no such header.
  const closes = message.complete === false && message.httpVersionMajor === 1;
  if (closes) reply.setHeader('connection', 'close');
  const text = response.bodyUsed ? undefined : TEXTS.get(response);
  if (text !== undefined) {
    reply.setHeader('content-length', Buffer.byteLength(text));
    if (closes) reply.write(text);
    else reply.end(text);
  } else if (response.body !== null) {
    await pipeline(Readable.fromWeb(response.body as unknown as NodeReadableStream), reply, { end: !closes });
  } else if (closes) reply.flushHeaders();
  else reply.end();
  // A handler may read the body while it answers, so only now is it known to be unread.
  if (message.complete === false) await dropRest(message);
  // All of it has arrived. Unread, it would still stop the connection's next request once it fills Node's buffer.
  else if (!message.readableEnded) stopReading(message).resume();
  if (closes) reply.end();
  else if (message.complete === false) closeStream(reply);
}

/** Tells an HTTP/2 client to send no more of its body: RFC 9113, section 8.1. */
function closeStream(reply: ServerResponse | Http2ServerResponse): void {
  if ('stream' in reply) reply.stream.close();
}

/**
 * A listener for `http.createServer`, and a middleware for Express and Connect, around a function from `Request` to
 * `Response`. What the function throws becomes a bare 500 and goes to `onError`; the process lives on.
 */
export function toNodeListener(
  handler: FetchHandler,
  onError: (error: unknown) => void = (error) => console.error(error),
): RequestListener {
  return (message, reply) => {
    const gone = new AbortController();
    const leave = () => {
      if (!reply.writableFinished) gone.abort();
    };
    // A middleware that waited may call this after the client has gone. Then `close` does not come any more.
    if (reply.destroyed) leave();
    else reply.once('close', leave);
    const answer = async () => {
      let request: Request;
      try {
        request = toRequest(message, gone.signal);
      } catch {
        // The client sent a `Host` that is no host, or a method that the platform forbids.
        await send(new Response(null, { status: 400 }), message, reply);
        return;
      }
      const response = await handler(request);
      if (gone.signal.aborted) await response.body?.cancel();
      else await send(response, message, reply);
    };
    answer().catch((error: unknown) => {
      if (gone.signal.aborted) return;
      onError(error);
      if (reply.headersSent) reply.destroy();
      else {
        if (message.httpVersionMajor === 1) reply.setHeader('connection', 'close');
        reply.writeHead(500).end();
      }
    });
  };
}
