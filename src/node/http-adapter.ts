/**
 * Between Node's `http` and the platform's `Request` and `Response`: used by the merchant's half and by the simulator,
 * which know nothing of Node. Bodies stream both ways; a client that goes away aborts `request.signal`.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A function from `Request` to `Response`: the shape of everything here that answers HTTP. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** Express and Connect rewrite `url` under a mount and keep the whole path in `originalUrl`. */
type MountedMessage = IncomingMessage & { originalUrl?: string; body?: unknown };

const BODILESS = new Set(['GET', 'HEAD']);

function readHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [message.rawHeaders[i], message.rawHeaders[i + 1]];
    if (!name.startsWith(':')) headers.append(name, value);
  }
  return headers;
}

/** The request that a listener of Node's `http` received. `signal` aborts when the client goes away. */
export function toRequest(message: MountedMessage, signal: AbortSignal): Request {
  const encrypted = 'encrypted' in message.socket && message.socket.encrypted === true;
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
  if (!BODILESS.has(init.method ?? 'GET')) {
    // A body parser that ran before (express.json) has emptied the stream and left the value.
    if (message.readableEnded && message.body !== undefined) init.body = JSON.stringify(message.body);
    else {
      init.body = Readable.toWeb(message) as unknown as ReadableStream<Uint8Array>;
      init.duplex = 'half';
    }
  }
  return new Request(url, init);
}

async function send(response: Response, reply: ServerResponse): Promise<void> {
  reply.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.setHeader('set-cookie', cookies);
  if (response.body === null) {
    reply.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as unknown as NodeReadableStream), reply);
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
    reply.once('close', () => {
      if (!reply.writableFinished) gone.abort();
    });
    const answer = async () => {
      let request: Request;
      try {
        request = toRequest(message, gone.signal);
      } catch {
        // A `Host` that is none, a method that the platform forbids: the client's fault, and anybody's to cause.
        reply.shouldKeepAlive = false;
        reply.writeHead(400).end();
        return;
      }
      try {
        await send(await handler(request), reply);
      } catch (error) {
        if (gone.signal.aborted) return;
        onError(error);
        if (reply.headersSent) reply.destroy();
        else reply.writeHead(500).end();
      } finally {
        // An unread rest of the body (refused as too large) would hold the connection open: drop it, do not drain it.
        if (!message.complete) reply.shouldKeepAlive = false;
      }
    };
    void answer();
  };
}
