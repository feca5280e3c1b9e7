import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import type { SessionRequest } from '../../src/klarna/types.ts';
import { toRequest } from '../../src/node/http-adapter.ts';
import { toNodeListener } from '../../src/server/node.ts';
import { startFakeKlarna } from './support/fake-klarna.ts';
import { createShop, type Shop } from './support/shop.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const post = (url: string, body: unknown = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Changes the request as Express and Connect do under `app.use('/klarna', …)`. */
const mounted =
  (shop: Shop): RequestListener =>
  (message, reply) => {
    const request = message as IncomingMessage & { originalUrl?: string };
    request.originalUrl = message.url ?? '/';
    message.url = request.originalUrl.replace(/^\/klarna/, '');
    toNodeListener(shop.handler)(message, reply);
  };

/** Uploads without a stated length, and counts the bytes that the server accepts. */
function upload(url: string, bytes: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
    outgoing.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    const chunk = Buffer.alloc(64 * 1024, ' ');
    Readable.from(
      (function* () {
        for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
      })(),
    ).pipe(outgoing);
  });
}

describe('the handler in Node’s http', () => {
  it('the handler opens a session and places its order over a real connection', async () => {
    await using klarna = await startFakeKlarna();
    await using server = await serve(toNodeListener(createShop(klarna).handler));
    const session = await post(`${server.url}/klarna/session`);
    assert.equal(session.status, 200);
    const { session_id } = (await session.json()) as { session_id: string };
    const sent = klarna.seen[0]?.body as SessionRequest | undefined;
    assert.ok(sent?.merchant_urls?.authorization?.startsWith(`${server.url}/klarna/callback/`));
    const order = await post(`${server.url}/klarna/order`, { session_id, authorization_token: klarna.approve() });
    assert.equal(order.status, 200);
  });

  it('the handler knows its own address over HTTP/2, which has no Host', async () => {
    await using klarna = await startFakeKlarna();
    const server = createHttp2Server(toNodeListener(createShop(klarna).handler) as never);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = connect(origin);
    const call = client.request({
      ':method': 'POST',
      ':path': '/klarna/session',
      'content-type': 'application/json',
      origin,
    });
    call.end('{}');
    const [headers] = await once(call, 'response');
    await once(call.resume(), 'end');
    client.close();
    await new Promise((resolve) => server.close(resolve));
    assert.equal(headers[':status'], 200);
    const sent = klarna.seen[0]?.body as SessionRequest | undefined;
    assert.ok(sent?.merchant_urls?.authorization?.startsWith(`${origin}/klarna/callback/`));
  });

  it('the handler knows its mount under Express, which removes it from `url`', async () => {
    await using klarna = await startFakeKlarna();
    await using server = await serve(mounted(createShop(klarna, { basePath: '/klarna' })));
    assert.equal((await post(`${server.url}/klarna/session`)).status, 200);
  });

  it('the handler reads a body that an earlier parser has read', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    await using server = await serve(async (message, reply) => {
      let text = '';
      for await (const chunk of message) text += chunk;
      Object.assign(message, { body: JSON.parse(text) });
      toNodeListener(shop.handler)(message, reply);
    });
    const response = await post(`${server.url}/klarna/session`, { locale: 'en-SE' });
    assert.equal(((await response.json()) as { locale: string }).locale, 'en-SE');
  });

  it('the listener’s promise is fulfilled when the answer is sent, also after an error', async () => {
    const answers = [async () => new Response('sent'), () => Promise.reject(new Error('no database'))];
    for (const answer of answers) {
      const { promise: hasEnded, resolve } = Promise.withResolvers<boolean>();
      await using server = await serve((message, reply) => {
        const listen = toNodeListener(answer, () => undefined);
        void listen(message, reply).then(() => resolve(reply.writableEnded));
      });
      await (await fetch(server.url)).text();
      assert.equal(await hasEnded, true);
    }
  });

  it('the listener answers 400 to an invalid Host or method, and reports nothing', async () => {
    await using klarna = await startFakeKlarna();
    const told: unknown[] = [];
    await using server = await serve(toNodeListener(createShop(klarna).handler, (error) => told.push(error)));
    const ask = (method: string, host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const outgoing = request(`${server.url}/klarna/session`, { method, headers: { host } });
        outgoing.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
        outgoing.end();
      });
    assert.equal(await ask('GET', '['), 400);
    assert.equal(await ask('TRACE', 'shop.example'), 400);
    assert.deepEqual(told, []);
    assert.equal((await post(`${server.url}/klarna/session`)).status, 200);
  });

  it('the handler answers 413 to 10 MB with or without a stated length, keeps none of it, and goes on', async () => {
    await using klarna = await startFakeKlarna();
    await using server = await serve(toNodeListener(createShop(klarna).handler));
    const size = 10 * 1024 * 1024;
    const before = process.memoryUsage().arrayBuffers;
    assert.equal(await upload(`${server.url}/klarna/session`, size, {}), 413);
    assert.equal(await upload(`${server.url}/klarna/session`, size, { 'content-length': String(size) }), 413);
    assert.equal(
      (
        await fetch(`${server.url}/klarna/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: ' '.repeat(size),
        })
      ).status,
      413,
    );
    assert.ok(process.memoryUsage().arrayBuffers - before < 3 * size);
    assert.equal((await post(`${server.url}/klarna/session`)).status, 200);
    assert.equal(klarna.seen.length, 1);
  });
});

describe('a request with several cookie headers, as HTTP/2 clients send them', () => {
  it('toRequest keeps every cookie in a runtime whose `Headers` joins them with a comma', (test) => {
    const append = Headers.prototype.append;
    // Deno 2.9.6 does this.
    test.mock.method(Headers.prototype, 'append', function (this: Headers, name: string, value: string) {
      const present = this.get(name);
      if (present === null) append.call(this, name, value);
      else this.set(name, `${present}, ${value}`);
    });
    const rawHeaders = [
      'Host',
      'shop.example',
      'Cookie',
      'theme=dark',
      'cookie',
      'session=1',
      'Accept',
      'a',
      'Accept',
      'b',
    ];
    const message = { rawHeaders, headers: { host: 'shop.example' }, socket: {}, url: '/', method: 'GET' };
    const { headers } = toRequest(message as unknown as IncomingMessage, new AbortController().signal);
    assert.deepEqual([headers.get('cookie'), headers.get('accept')], ['theme=dark; session=1', 'a, b']);
  });
});
