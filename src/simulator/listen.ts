import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FetchHandler, toNodeListener } from '../node/http-adapter.ts';
import { ConnectionLost } from './connection-lost.ts';
import type { Listening, ListenOptions } from './options.ts';
import { paths } from './paths.ts';

/** Addresses that mean "all interfaces". A browser needs a name instead. */
const WILDCARDS = ['0.0.0.0', '::', ''];

export const isWildcard = (host: string | undefined): boolean => host !== undefined && WILDCARDS.includes(host);

function urlOf(host: string, port: number): string {
  if (isWildcard(host)) return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Breaks the connection if a script wants that. The caller sees a reset and no answer. */
const toBreakableListener =
  (handler: FetchHandler): RequestListener =>
  (message: IncomingMessage, reply: ServerResponse) => {
    const breakable: FetchHandler = async (request) => {
      try {
        return await handler(request);
      } catch (error) {
        if (error instanceof ConnectionLost && !reply.destroyed) {
          const closed = once(reply, 'close');
          message.socket.destroy();
          await closed;
        }
        throw error;
      }
    };
    toNodeListener(breakable)(message, reply);
  };

/** Longer bodies stay streams, so that a body over the limit is refused before it is read to its end. */
const MAX_BUFFERED_BYTES = 256 * 1024;

/**
 * Reads a small body before the request is handled, because a stream costs more than the few bytes that a shop sends.
 */
const withSmallBody =
  (serve: RequestListener): RequestListener =>
  (message: IncomingMessage & { body?: unknown }, reply) => {
    const length = Number(message.headers['content-length'] ?? 0);
    if (!(length > 0 && length <= MAX_BUFFERED_BYTES)) {
      serve(message, reply);
      return;
    }
    const chunks: Uint8Array[] = [];
    message.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    message.on('end', () => {
      message.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      serve(message, reply);
    });
  };

/**
 * Serves the simulator on an origin of its own. `close` ends open connections, because browsers keep theirs for
 * minutes.
 */
export async function listen(
  handler: FetchHandler,
  { port = 0, host = '127.0.0.1' }: ListenOptions,
): Promise<Listening> {
  const server = createServer(withSmallBody(toBreakableListener(handler)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const url = urlOf(host, (server.address() as AddressInfo).port);
  return {
    url,
    sdkUrl: url + paths.sdk,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
