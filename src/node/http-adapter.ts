/**
 * Connects Node's `http` with the platform's `Request` and `Response`. The server handler and the simulator use it, because
 * they have no code for Node. Bodies stream both ways. If the client disconnects, `request.signal` aborts.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';

/** A function from `Request` to `Response`. The server handler and the simulator have this shape. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** A listener of Node's `http`. Its promise is fulfilled when the answer is sent, and rejected only if `onError` throws. */
export type NodeListener = (...args: Parameters<RequestListener>) => Promise<void>;

/** Under a mount, Express and Connect rewrite `url` and keep the whole path in `originalUrl`. */
type MountedMessage = IncomingMessage & { originalUrl?: string; body?: unknown };

/** The texts of responses whose whole body is known. */
const TEXTS = new WeakMap<Response, string>();

/** A response whose body is this text. The listener sends it in one piece, with its length, instead of as a stream. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init);
  TEXTS.set(response, text);
  return response;
}

const BODILESS = new Set(['GET', 'HEAD']);

/** The rest of an unread body is read and dropped for at most this time before the connection ends. */
const LINGER_MS = 2_000;

function readHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  // The package serverless-http creates its own messages and fills only `headers`.
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

/** Body parsers store their result in `body`: an object (express.json), a text, or bytes (express.raw). */
function readParsed({ body }: MountedMessage): BodyInit | undefined {
  if (body === undefined || typeof body === 'string') return body;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

const announcesBody = ({ headers }: IncomingMessage): boolean =>
  Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;

/** Makes a `Request` from a message of Node's `http`. `signal` aborts if the client disconnects. */
export function toRequest(message: MountedMessage, signal: AbortSignal): Request {
  const { encrypted } = message.socket as { encrypted?: boolean };
  // HTTP/2 has no `Host`.
  const host = message.headers.host ?? message.headers[':authority'] ?? 'localhost';
  const origin = `${encrypted ? 'https' : 'http'}://${host}`;
  const target = message.originalUrl ?? message.url ?? '/';
  // Not resolved against the origin: a path that begins with two slashes would then be read as a host.
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
 * A body parser has read the stream to its end. If the parser does not pass on the body (as in Koa and Fastify), the result is
 * a `Request` whose body is already used.
 */
function toReadRequest(url: URL, init: RequestInit, message: MountedMessage): Request {
  const parsed = readParsed(message);
  const isLost = parsed === undefined && announcesBody(message);
  const headers = new Headers(init.headers);
  // The parser has decompressed the body.
  if (parsed !== undefined) headers.delete('content-encoding');
  const request = new Request(url, { ...init, headers, body: isLost ? '' : (parsed ?? null) });
  if (isLost) void request.text();
  return request;
}

/** The body as a stream that reads nothing from the connection before the handler reads the stream. */
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

/** Reads and drops the rest of the body. Settles at its end, or if the client disconnects, or after `LINGER_MS`. */
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

/** The handler has answered and reads no more. Its listener would stop the body from flowing. */
const stopReading = (message: IncomingMessage): IncomingMessage => message.removeAllListeners('readable');

/**
 * Sends an answer.
 *
 * The handler may have left a part of the body unread, for example because it is too large. That part must not stay on the
 * connection: a proxy that pools connections would send the next shopper's request after it. So the answer says
 * `Connection: close`. First the rest is read for a short time. If a connection closes over unread bytes, it is reset, and a
 * reset may destroy the answer (RFC 9112, section 9.6).
 */
async function send(response: Response, message: IncomingMessage, reply: ServerResponse): Promise<void> {
  reply.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.setHeader('set-cookie', cookies);
  // If the handler answers at once, Node has not yet parsed the body that arrived with the headers.
  if (message.complete === false) await setImmediate();
  // HTTP/2 has no such header, because each request has its own stream.
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
  // A handler may read the body while it answers, so the body is known to be unread only now.
  if (message.complete === false) await dropRest(message);
  // The whole body has arrived. If it stays unread and fills Node's buffer, the next request of the connection would wait.
  else if (!message.readableEnded) stopReading(message).resume();
  if (closes) reply.end();
  else if (message.complete === false) closeStream(reply);
}

/** Tells an HTTP/2 client to send no more of its body: RFC 9113, section 8.1. */
function closeStream(reply: ServerResponse | Http2ServerResponse): void {
  if ('stream' in reply) reply.stream.close();
}

/**
 * Makes a listener for `http.createServer`, which is also a middleware for Express and Connect. If the handler throws, the
 * client gets an empty 500 and `onError` gets the error. The process goes on.
 *
 * Version 1 of h3 (Nuxt 4) waits for the listener's promise. Without one it answers 204 itself, before the handler has.
 */
export function toNodeListener(
  handler: FetchHandler,
  onError: (error: unknown) => void = (error) => console.error(error),
): NodeListener {
  return (message, reply) => {
    const gone = new AbortController();
    const leave = () => {
      if (!reply.writableFinished) gone.abort();
    };
    // An asynchronous middleware may call this after the client has disconnected. Then `close` never fires.
    if (reply.destroyed) leave();
    else reply.once('close', leave);
    const answer = async () => {
      let request: Request;
      try {
        request = toRequest(message, gone.signal);
      } catch {
        // The client sent an invalid `Host`, or a method that the platform forbids.
        await send(new Response(null, { status: 400 }), message, reply);
        return;
      }
      const response = await handler(request);
      if (gone.signal.aborted) await response.body?.cancel();
      else await send(response, message, reply);
    };
    return answer().catch((error: unknown) => {
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
