import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';
import { ROOT } from '../root.ts';

interface Options {
  /** The shop's server. Vite's socket shares its port, so that two shops can run side by side. */
  server: Server;
  /** Whether a changed source file reloads the page. */
  watch: boolean;
  publicUrl: string | undefined;
}

/** Serves the modules, styles and pictures of the pages, and prepares the pages' HTML. Vite is one. */
export type FrontEnd = Pick<ViteDevServer, 'transformIndexHtml' | 'middlewares' | 'close'>;

/** Vite as a middleware. */
export function createVite({ server, watch, publicUrl }: Options): Promise<ViteDevServer> {
  return createServer({
    root: fileURLToPath(ROOT),
    configFile: fileURLToPath(new URL('vite.config.ts', ROOT)),
    appType: 'custom',
    logLevel: watch ? 'warn' : 'error',
    server: {
      middlewareMode: true,
      hmr: watch,
      ws: watch ? { server } : false,
      ...(!watch && { watch: null }),
      ...(publicUrl && { allowedHosts: [new URL(publicUrl).hostname] }),
    },
  });
}
