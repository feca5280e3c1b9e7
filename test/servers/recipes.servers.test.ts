/** Runs every recipe of the docs as a server, with all tests of the battery. */
import { after } from 'node:test';
import { setDefaultCACertificates } from 'node:tls';
import { describeBattery } from './support/battery.ts';
import { makeCertificate } from './support/certificate.ts';
import { freePort } from './support/proxies.ts';
import { type Runtime, startRecipe, writeRecipes } from './support/recipes.ts';

const recipes = await writeRecipes();
after(() => recipes[Symbol.asyncDispose]());

const TARGETS: [name: string, recipe: string, way: string, runtime?: Runtime][] = [
  ['Node 24', 'with-http.js', 'server'],
  ['Node 20', 'with-http.js', 'server', 'node20'],
  ['Deno', 'with-deno.js', 'server', 'deno'],
  ['Bun', 'with-bun.js', 'server', 'bun'],
  ['Fastify', 'with-fastify.js', 'fastify'],
  ['Hono', 'with-hono.js', 'fetch'],
  ['Hono in Bun', 'with-hono.js', 'bun', 'bun'],
  ['Koa', 'with-koa.js', 'koa'],
  ['h3', 'with-h3.js', 'fetch'],
  ['Elysia in Bun', 'with-elysia.js', 'bun', 'bun'],
  ['NestJS', 'with-nest.js', 'nest'],
];

for (const [name, recipe, way, runtime = 'node'] of TARGETS) {
  describeBattery({ name, start: (env) => startRecipe(recipes, { runtime, recipe, way, env }) });
}

describeBattery({
  name: 'Express after its body parser',
  start: (env) => startRecipe(recipes, { recipe: 'with-express.js', way: 'listener', env }),
  // The parser answers before the handler gets the request.
  own: {
    'text that is not JSON': [400],
    'more than 64 KiB in a stream without a length': [400],
    // The parser decompresses it.
    'a compressed body': [200],
  },
});

describeBattery({
  name: 'Node 24 with TLS',
  async start(env) {
    const { cert, key } = await makeCertificate();
    setDefaultCACertificates([cert]);
    const shop = await startRecipe(recipes, {
      recipe: 'with-http.js',
      way: 'tls',
      env: { ...env, CERT: cert, KEY: key },
    });
    return { ...shop, mount: shop.mount.replace('http:', 'https:') };
  },
});

for (const [name, recipe] of [
  ['a Lambda event', 'with-lambda.js'],
  ['a Lambda event through serverless-http', 'with-serverless-http.js'],
] as [string, string][]) {
  describeBattery({
    name,
    async start(env) {
      const PORT = String(await freePort());
      // An event's address begins with https://, and this gateway has no TLS.
      const PUBLIC_URL = `http://127.0.0.1:${PORT}/klarna`;
      return startRecipe(recipes, { recipe, way: 'lambda', env: { ...env, PORT, PUBLIC_URL } });
    },
  });
}
