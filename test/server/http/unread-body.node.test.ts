/** Behind a proxy, a connection carries the requests of many shoppers. No request may suffer from the body of another. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect, type Server } from 'node:net';
import { describe, it } from 'node:test';
import { toNodeListener } from '../../../src/server/node.ts';
import { startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop } from '../support/shop.ts';

async function listen(server: Server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

const serve = (listener: RequestListener) => listen(createServer(listener));

/** A connection that stays open, as a proxy keeps it, with the bytes that came back so far. */
function openConnection(port: number) {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  const errors: Error[] = [];
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
  });
  socket.on('error', (error) => errors.push(error));
  return {
    socket,
    errors,
    ended: once(socket, 'close'),
    get received() {
      return received;
    },
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(received)) await once(socket, 'data');
      return received;
    },
  };
}

const head = (path: string, length: number, type = 'application/json', method = 'POST') =>
  `${method} /klarna${path} HTTP/1.1\r\nHost: shop.example\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

const MEBIBYTE = 1024 * 1024;

describe('a body that the handler does not read', () => {
  const refused: [string, string, RegExp][] = [
    ['413: too long', head('/session', MEBIBYTE), / 413 /],
    ['415: not JSON', head('/session', MEBIBYTE, 'text/plain'), / 415 /],
    ['404: no such route', head('/sessions', MEBIBYTE), / 404 /],
    ['405: wrong method', head('/order', MEBIBYTE, 'application/json', 'PUT'), / 405 /],
    ['403: a forged callback', head('/callback/AAAA/authorization', MEBIBYTE), / 403 /],
    ['400: an invalid Host', head('/session', MEBIBYTE).replace('shop.example', '['), / 400 /],
  ];
  for (const [why, request, status] of refused) {
    it(`an unread body ends its connection after a complete answer that says so (${why})`, async () => {
      await using klarna = await startFakeKlarna();
      await using server = await serve(toNodeListener(createShop(klarna).handler));
      const connection = openConnection(server.port);
      connection.socket.write(request);
      // The whole answer arrives before most of the body is sent, so the server does not wait for a client that stops sending.
      const answer = await connection.until(/\r\n\r\n(\{[\s\S]*\}$|0\r\n|$)/);
      assert.match(answer, status);
      assert.match(answer, /\r\nconnection: close\r\n/i);
      connection.socket.write(' '.repeat(MEBIBYTE));
      await connection.ended;
      assert.deepEqual(connection.errors, []);
    });
  }

  it('an unread body ends its connection when the handler throws', async () => {
    const told: unknown[] = [];
    const fault = new Error('a fault of the handler');
    const listener = toNodeListener(
      () => Promise.reject(fault),
      (error) => told.push(error),
    );
    await using server = await serve(listener);
    const connection = openConnection(server.port);
    connection.socket.write(head('/session', MEBIBYTE));
    assert.match(await connection.until(/\r\n\r\n/), / 500 [\s\S]*\r\nconnection: close\r\n/i);
    connection.socket.destroy();
    assert.deepEqual(told, [fault]);
  });

  it('a body that has arrived with its request is dropped, and the connection serves the next request', async () => {
    await using klarna = await startFakeKlarna();
    await using server = await serve(toNodeListener(createShop(klarna).handler));
    const connection = openConnection(server.port);
    connection.socket.write(`${head('/sessions', 2)}{}`);
    assert.doesNotMatch(await connection.until(/ 404 [\s\S]*\}/), /connection: close/i);
    connection.socket.write(`${head('/session', 2)}{}`);
    assert.match(await connection.until(/ 200 [\s\S]*client_token/), /klarna-checkout/);
    connection.socket.destroy();
  });

  it('an unread body ends no other request of its HTTP/2 connection', async () => {
    await using klarna = await startFakeKlarna();
    const http2 = createHttp2Server(toNodeListener(createShop(klarna).handler) as never);
    await using server = await listen(http2);
    const client = connectHttp2(`http://127.0.0.1:${server.port}`);
    const post = { ':method': 'POST', ':path': '/klarna/session', 'content-type': 'application/json' };
    const large = client.request({ ...post, 'content-length': String(8 * MEBIBYTE) });
    const closed = once(large.resume(), 'close');
    large.write(Buffer.alloc(4 * MEBIBYTE, ' '));
    const [refusal] = await once(large, 'response');
    assert.equal(refusal[':status'], 413);
    const next = client.request(post);
    next.end('{}');
    const [answer] = await once(next, 'response');
    assert.equal(answer[':status'], 200);
    await once(next.resume(), 'end');
    await closed;
    client.close();
  });
});

describe('a client that has disconnected', () => {
  it('a client that disconnected before the listener ran is not reported as an error', async () => {
    await using klarna = await startFakeKlarna();
    const told: unknown[] = [];
    const answered = Promise.withResolvers<Response>();
    const shop = createShop(klarna);
    const late = toNodeListener(
      async (request) => {
        const response = await shop.handler(request);
        answered.resolve(response);
        assert.ok(request.signal.aborted);
        return response;
      },
      (error) => told.push(error),
    );
    const arrived = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    await using server = await serve((message, reply) => {
      // A middleware may look something up before it passes the request on.
      reply.once('close', () => {
        late(message, reply);
        answered.promise.then(() => setImmediate(finished.resolve));
      });
      arrived.resolve();
    });
    const connection = openConnection(server.port);
    connection.socket.write('GET /klarna/outcome HTTP/1.1\r\nHost: shop.example\r\n\r\n');
    await arrived.promise;
    connection.socket.destroy();
    await finished.promise;
    assert.equal((await answered.promise).status, 200);
    assert.deepEqual(told, []);
  });
});
