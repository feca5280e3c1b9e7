/** Apps of frameworks with a server of their own: their production build, and their production server. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningKlarna } from '../../../src/simulator/testing/index.ts';
import { readBlocks } from '../../docs/support/guide.ts';
import { freePort } from '../../servers/support/proxies.ts';
import { folder } from './packages.ts';

export interface ServerApp {
  /** The framework's name, and the folder in `apps`. */
  name: string;
  app: string;
  /** The folder of the route under `/klarna`, its file, and the recipe of the docs that the file contains. */
  route: string;
  file: string;
  recipe: string;
  /** The folder of `klarna.js`, if each file in the route's folder would be a route. */
  shop?: string;
  /** Arguments of Node in the folder of the app. */
  build: readonly string[];
  start: (port: number) => readonly string[];
  /** The origin that the server names to a route, if a request over http asks for `host`. */
  originOf: (host: string) => string;
}

export const SERVER_APPS: readonly ServerApp[] = [
  {
    name: 'Next.js',
    app: 'next',
    route: 'app/klarna/[...route]',
    file: 'route.js',
    recipe: 'with-next.js',
    build: ['../node_modules/next/dist/bin/next', 'build'],
    start: (port) => ['../node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
    // Next 16.4 does not read the Host header here.
    originOf: (host) => `http://localhost:${new URL(`http://${host}`).port}`,
  },
  {
    name: 'SvelteKit',
    app: 'sveltekit',
    route: 'src/routes/klarna/[...route]',
    file: '+server.js',
    recipe: 'with-sveltekit.js',
    build: ['../node_modules/vite/bin/vite.js', 'build'],
    start: () => ['build/index.js'],
    // adapter-node 6.0 says https for every request, unless PROTOCOL_HEADER names a header of the proxy.
    originOf: (host) => `https://${host}`,
  },
  {
    name: 'Nuxt',
    app: 'nuxt',
    route: 'server/routes/klarna',
    file: '[...].js',
    recipe: 'with-nuxt.js',
    shop: 'server',
    build: ['../node_modules/nuxt/bin/nuxt.mjs', 'build'],
    start: () => ['.output/server/index.mjs'],
    originOf: (host) => `http://${host}`,
  },
  {
    name: 'Astro',
    app: 'astro',
    route: 'src/pages/klarna',
    file: '[...route].js',
    recipe: 'with-astro.js',
    shop: 'src',
    build: ['../node_modules/astro/bin/astro.mjs', 'build'],
    start: () => ['dist/server/entry.mjs'],
    originOf: (host) => `http://${host}`,
  },
];

/** Outside of `node_modules`, because Next and Vite do not compile what is in there. */
const output = new URL('../output/', import.meta.url);

const folderOf = ({ app }: ServerApp): string => fileURLToPath(new URL(app, output));

function run(app: ServerApp, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: folderOf(app),
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Copies the app, writes the recipe of the docs and its `lazy.js` beside the shop's `klarna.js`, and builds. */
export async function buildApp(app: ServerApp): Promise<void> {
  const target = folderOf(app);
  rmSync(target, { recursive: true, force: true });
  cpSync(new URL(`../apps/${app.app}`, import.meta.url), target, { recursive: true });
  const modules = new URL('node_modules', output);
  rmSync(modules, { force: true });
  symlinkSync(`${folder}node_modules`, modules, 'junction');

  const route = `${target}/${app.route}/`;
  const shop = app.shop === undefined ? route : `${target}/${app.shop}/`;
  mkdirSync(route, { recursive: true });
  const recipes = new Map(
    ['docs/merchant-server.md', 'docs/servers.md']
      .map((page) => readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8'))
      .flatMap((text) => readBlocks(text).map(({ name, code }) => [name, code])),
  );
  for (const [path, recipe] of [
    [route + app.file, app.recipe],
    [`${shop}lazy.js`, 'lazy.js'],
  ] as const) {
    const code = recipes.get(recipe);
    if (code === undefined) throw new Error(`The docs have no recipe ${recipe}.`);
    writeFileSync(path, code);
  }
  cpSync(new URL('../apps/klarna.js', import.meta.url), `${shop}klarna.js`);

  const child = run(app, app.build);
  child.stdout?.pipe(process.stdout);
  child.stderr?.pipe(process.stderr);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The build of ${app.name} ended with ${code}.`);
}

/** The settings of `apps/klarna.js` and of the pages. */
export const settingsOf = (klarna: RunningKlarna, folder: string): NodeJS.ProcessEnv => ({
  KLARNA_ENVIRONMENT: klarna.url,
  KLARNA_SDK_URL: klarna.sdkUrl,
  KLARNA_USERNAME: 'shop',
  KLARNA_PASSWORD: 'any',
  KLARNA_SECRET: 'the shop’s own secret, long enough',
  DATABASE: join(folder, 'shop.sqlite'),
});

export interface RunningApp extends AsyncDisposable {
  readonly url: string;
}

/** @param settings the environment of the server; it also gets its own address as `KLARNA_PUBLIC_URL` */
export async function startApp(app: ServerApp, settings: NodeJS.ProcessEnv): Promise<RunningApp> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { HOST: '127.0.0.1', PORT: String(port), KLARNA_PUBLIC_URL: `${url}/klarna`, ...settings };
  const child = run(app, app.start(port), env);
  const ended = once(child, 'exit');
  await isListening(app, child);
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Each server prints a line when it listens. */
function isListening({ name }: ServerApp, child: ChildProcess): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (/Ready in|Listening on|Server listening/.test(printed)) resolve();
      });
    }
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The server of ${name} ended before it listened: ${printed}`)));
  });
}
