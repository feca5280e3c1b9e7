/**
 * The whole shop in one process: pages, API, the Klarna handler and, without credentials, the simulator on its own
 * port.
 */
import { createServer, type RequestListener } from 'node:http';
import { KLARNA_SDK_URL } from '../../src/klarna/sdk.ts';
import { toNodeListener } from '../../src/server/node.ts';
import { createKlarnaSimulator } from '../../src/simulator/index.ts';
import type { Mode } from '../views/checkout/mode-note.ts';
import { createBackEnd } from './back-end.ts';
import { openShopDatabase } from './database/shop-database.ts';
import { listen, stopListening } from './http/listen.ts';
import { createPages } from './http/pages.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createVite, type FrontEnd } from './http/vite.ts';
import type { Settings } from './settings.ts';
import { ShutdownHooks } from './shutdown-hooks.ts';

export interface RunningShop {
  /** The address to open in a browser. */
  readonly url: string;
  readonly simulatorUrl: string | undefined;
  readonly mode: Mode;
  close(): Promise<void>;
}

export interface StartOptions {
  /** Whether a changed source file reloads the page. */
  watch?: boolean;
  /** In the place of Vite, e.g. files that are built already. */
  frontEnd?: FrontEnd;
}

export async function startShop(settings: Settings, options: StartOptions = {}): Promise<RunningShop> {
  const hooks = new ShutdownHooks();
  try {
    return await start(settings, options, hooks);
  } catch (error) {
    await hooks.close();
    throw error;
  }
}

async function start(
  settings: Settings,
  { watch = false, frontEnd: given }: StartOptions,
  hooks: ShutdownHooks,
): Promise<RunningShop> {
  const { account, host, secret, publicUrl } = settings;
  const database = openShopDatabase(settings.database);
  hooks.add(() => database.close());

  // Listen before the slow work, so that a port in use shows at once. Requests wait until everything is ready.
  const { promise: listener, resolve: serve } = Promise.withResolvers<RequestListener>();
  const server = createServer(async (message, reply) => (await listener)(message, reply));
  const port = await listen(server, settings.port, host);
  hooks.add(() => stopListening(server));

  const simulator = account
    ? undefined
    : await createKlarnaSimulator({ merchant_name: 'Lugn' }).listen({ port: settings.simulatorPort, host });
  if (simulator) hooks.add(() => simulator.close());

  const frontEnd = given ?? (await createVite({ server, watch, publicUrl }));
  hooks.add(() => frontEnd.close());

  const elsewhere = account && account.environment !== 'playground' ? account.environment : undefined;
  const simulatorUrl = simulator?.url ?? elsewhere?.origin;
  // The simulator serves its script under the same path as Klarna.
  const sdkUrl = simulatorUrl ? new URL(new URL(KLARNA_SDK_URL).pathname, simulatorUrl).href : KLARNA_SDK_URL;
  const mode: Mode = simulatorUrl ? 'simulator' : 'playground';
  const headers = securityHeaders(simulatorUrl && new URL(simulatorUrl).origin);
  const klarnaAccount = simulator
    ? { username: 'lugn', password: 'simulator', environment: new URL(simulator.url) }
    : (account as NonNullable<typeof account>);

  const backEnd = createBackEnd({
    database,
    account: klarnaAccount,
    secret,
    publicUrl,
    onError: (error) => console.error(error),
  });
  const klarna = toNodeListener(backEnd.klarna);
  const shopApi = toNodeListener(backEnd.api);
  const pages = createPages({ ...database, frontEnd, visitors: backEnd.visitors, mode, sdkUrl, headers });

  serve((message, reply) => {
    const pathname = (message.url ?? '/').split('?', 1)[0] ?? '/';
    const page = pages(pathname);
    if (page) toNodeListener(page)(message, reply);
    else if (pathname.startsWith('/klarna/')) klarna(message, reply);
    else if (pathname.startsWith('/api/')) shopApi(message, reply);
    else
      frontEnd.middlewares(message, reply, () =>
        reply.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n'),
      );
  });

  // Resumes work of the last run. Shoppers do not wait for it; the shutdown does.
  const resumed = backEnd.resume();
  hooks.add(() => resumed);

  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: publicUrl ?? `http://${name}:${port}`,
    simulatorUrl,
    mode,
    close: () => hooks.close(),
  };
}
