// Starts one recipe in this process and prints its port: `<runtime> start.js <recipe> <way>`.
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { toNodeListener } from 'klarna-checkout-button/server/node';

const [, , path, way] = globalThis.process.argv;
const recipe = await import(path);

const listen = (server) =>
  new Promise((resolve) => server.listen(Number(process.env.PORT), '127.0.0.1', () => resolve(server.address().port)));

/** An HTTP request as the event that API Gateway (payload 2.0) makes of it. */
async function toEvent(message) {
  let body = '';
  for await (const chunk of message.setEncoding('utf8')) body += chunk;
  const { cookie, ...headers } = message.headers;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: message.url.split('?')[0],
    rawQueryString: message.url.split('?')[1] ?? '',
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers,
    requestContext: {
      http: { method: message.method, path: message.url, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      domainName: headers.host,
      stage: '$default',
    },
    ...(body === '' ? {} : { body }),
    isBase64Encoded: false,
  };
}

async function replyWith(reply, { statusCode, headers, cookies = [], body = '', isBase64Encoded }) {
  reply.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) });
  reply.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
}

const WAYS = {
  server: ({ server }) => server.addr?.port ?? server.port ?? listen(server),
  // HTTP/2 and HTTP/1.1 on one port, as browsers choose.
  tls: ({ server }) => {
    const { CERT, KEY } = process.env;
    return listen(createSecureServer({ cert: CERT, key: KEY, allowHTTP1: true }, server.listeners('request')[0]));
  },
  listener: ({ app }) => listen(createServer(app)),
  fetch: ({ app }) => listen(createServer(toNodeListener((request) => app.fetch(request)))),
  bun: ({ app }) => Bun.serve({ port: 0, fetch: (request) => app.fetch(request) }).port,
  koa: ({ app }) => listen(createServer(app.callback())),
  fastify: async ({ app }) => Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port),
  nest: async ({ createApp }) => {
    const app = await createApp();
    await app.listen(0, '127.0.0.1');
    return app.getHttpServer().address().port;
  },
  lambda: ({ handler }) =>
    listen(
      createServer(async (message, reply) => {
        // A gateway that does not get the whole body calls no function.
        const event = await toEvent(message).catch(() => reply.destroy());
        if (!reply.destroyed) await replyWith(reply, await handler(event, {}));
      }),
    ),
};

console.log(`listening ${await WAYS[way](recipe)}`);
