/** The handler behind a framework that has already read the body. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { toRequest } from '../../../src/node/http-adapter.ts';
import { toNodeListener } from '../../../src/server/node.ts';
import { type FakeKlarna, startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop, SHOP, type Shop } from '../support/shop.ts';

type Listener = (message: IncomingMessage, reply: ServerResponse) => unknown;

const body = JSON.stringify({ locale: 'en-SE', finalize: 'manual' });
const headers = { 'content-type': 'application/json' };

/** Posts to a listener on a port, with or without a stated length. */
async function post(listener: Listener, text: string, isChunked = false) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/klarna/session`;
  const length = isChunked ? {} : { 'content-length': String(Buffer.byteLength(text)) };
  try {
    return await new Promise<{ status: number; body: Record<string, unknown> }>((resolve, reject) => {
      const outgoing = request(url, { method: 'POST', headers: { ...headers, ...length } });
      outgoing.on('error', reject).on('response', async (response) => {
        let answer = '';
        for await (const chunk of response.setEncoding('utf8')) answer += chunk;
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) });
      });
      outgoing.write(text);
      outgoing.end();
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The callback URL shows whether `finalize` of the page has arrived. */
const isManual = (klarna: FakeKlarna): boolean =>
  JSON.stringify(klarna.seen[0]?.body ?? {}).includes('/authorization?held');

const expressWith = (parser: express.RequestHandler) => (shop: Shop) =>
  express().use(parser).use('/klarna', toNodeListener(shop.handler)) as Listener;

const PARSERS: Record<string, (shop: Shop) => Listener | Promise<Listener>> = {
  'express.json': expressWith(express.json()),
  'express.text': expressWith(express.text({ type: '*/*' })),
  'express.raw': expressWith(express.raw({ type: '*/*' })),
  'a parser for another type, which leaves it': expressWith(express.urlencoded({ extended: false })),
};

/** These parsers do not pass on the body. */
const TAKERS: Record<string, (shop: Shop) => Listener | Promise<Listener>> = {
  'a parser that keeps the body to itself, as in Koa': (shop) => async (message, reply) => {
    for await (const _ of message);
    toNodeListener(shop.handler)(message, reply);
  },
  'Fastify with its own parser': async (shop) => {
    const app = Fastify();
    app.post('/klarna/session', (incoming, reply) => {
      reply.hijack();
      toNodeListener(shop.handler)(incoming.raw, reply.raw);
    });
    await app.ready();
    return (message, reply) => app.routing(message, reply);
  },
  'Hono with a middleware that reads': (shop) => {
    const app = new Hono();
    app.use(async (context, next) => {
      await context.req.json();
      await next();
    });
    app.all('/klarna/*', (context) => shop.handler(context.req.raw));
    return toNodeListener((incoming) => app.fetch(incoming));
  },
  'a middleware that holds the reader': (shop) =>
    toNodeListener((incoming) => {
      incoming.body?.getReader();
      return shop.handler(incoming);
    }),
};

describe('a body that was read before the handler', () => {
  for (const [name, mount] of Object.entries(PARSERS)) {
    for (const isChunked of [false, true]) {
      it(`the handler accepts a body that was parsed by ${name}${isChunked ? ', sent in chunks' : ''}`, async () => {
        await using klarna = await startFakeKlarna();
        const answer = await post(await mount(createShop(klarna)), body, isChunked);
        assert.deepEqual([answer.status, answer.body.locale, isManual(klarna)], [200, 'en-SE', true]);
      });
    }
  }

  for (const [name, mount] of Object.entries(TAKERS)) {
    for (const isChunked of [false, true]) {
      it(`the handler reports a body that was lost in ${name}${isChunked ? ', sent in chunks' : ''}`, async () => {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna);
        const answer = await post(await mount(shop), body, isChunked);
        assert.deepEqual([answer.status, answer.body.code, answer.body.reason], [500, 'configuration', 'body-read']);
        assert.match(String(answer.body.message), /parser.*before/);
        assert.deepEqual([shop.errors.length, klarna.seen.length], [1, 0]);
      });
    }
  }

  it('the handler accepts a body from a parser that has decompressed it and kept the header', async () => {
    await using klarna = await startFakeKlarna();
    const shop = createShop(klarna);
    const app = express().use(express.json()).use('/klarna', toNodeListener(shop.handler));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/klarna/session`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: gzipSync(body),
    });
    server.close();
    server.closeAllConnections();
    assert.deepEqual([answer.status, (await answer.json()).locale], [200, 'en-SE']);
  });

  it('the handler reports no lost body if there was none', async () => {
    await using klarna = await startFakeKlarna();
    const { handler } = createShop(klarna);
    const answer = await post(expressWith(express.json())(createShop(klarna)), '');
    assert.equal(answer.status, 200);
    const bare = await handler(new Request(`${SHOP}/session`, { method: 'POST', headers }));
    assert.equal(bare.status, 200);
  });

  it('the handler reports a lost body if a length was announced and nothing came', async () => {
    await using klarna = await startFakeKlarna();
    const init = { method: 'POST', headers: { ...headers, 'content-length': '42' }, body: '' };
    const answer = await createShop(klarna).handler(new Request(`${SHOP}/order`, init));
    assert.equal((await answer.json()).reason, 'body-read');
  });
});

describe('a message without a socket', () => {
  it('toRequest reads `headers` if `rawHeaders` is empty, as with serverless-http', () => {
    const message = {
      method: 'POST',
      url: '/klarna/session',
      headers: { host: 'shop.example', 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] },
      rawHeaders: [],
      socket: { encrypted: true },
      readableEnded: true,
      body: '{}',
    };
    const made = toRequest(message as unknown as IncomingMessage, new AbortController().signal);
    assert.equal(made.headers.get('content-type'), 'application/json');
    assert.deepEqual(made.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(made.url, `${SHOP}/session`);
  });
});

describe('a compressed body', () => {
  const send = async (encoding: string, text: BodyInit) => {
    await using klarna = await startFakeKlarna();
    const { handler } = createShop(klarna);
    const init = { method: 'POST', headers: { ...headers, 'content-encoding': encoding }, body: text };
    return await handler(new Request(`${SHOP}/session`, init));
  };

  for (const [encoding, text] of [
    ['gzip', gzipSync(body)],
    ['br', brotliCompressSync(body)],
  ] as [string, Uint8Array<ArrayBuffer>][]) {
    it(`the handler refuses a compressed body and names the accepted encoding: ${encoding}`, async () => {
      const answer = await send(encoding, text);
      const { code, reason } = (await answer.json()) as Record<string, unknown>;
      assert.deepEqual([answer.status, code, reason], [415, 'configuration', 'content-encoding']);
      assert.equal(answer.headers.get('accept-encoding'), 'identity');
    });
  }

  it('the handler accepts a body that the server has decompressed, although the header is still there', async () => {
    assert.equal((await send('gzip', body)).status, 200);
  });

  it('the handler answers bad-json if the header says that the body is not compressed', async () => {
    assert.equal((await send('identity', '{')).status, 400);
  });
});
