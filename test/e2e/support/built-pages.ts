/** The pages of the demo shop as Vite builds them for production: a page loads two files and not two hundred. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { FrontEnd } from '../../../demo/server/http/vite.ts';
import { ROOT } from '../../../demo/server/root.ts';

const PAGES = ['index.html', 'demo/confirmation.html', 'demo/orders.html'];

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

type Files = ReadonlyMap<string, string | Uint8Array>;

let built: Promise<Files> | undefined;

/** Built once for each process of the tests. */
export async function openBuiltPages(): Promise<FrontEnd> {
  built ??= buildPages();
  const files = await built;
  const serve = ({ url = '/' }: IncomingMessage, response: ServerResponse, next: () => void) => {
    const path = new URL(url, 'http://shop').pathname.slice(1);
    const file = files.get(path);
    if (file === undefined) return next();
    response.writeHead(200, { 'content-type': TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream' });
    response.end(file);
  };
  return {
    middlewares: serve as FrontEnd['middlewares'],
    async transformIndexHtml(path) {
      const page = files.get(path.slice(1));
      if (typeof page !== 'string') throw new Error(`Vite has built no page ${path}.`);
      return page;
    },
    close: async () => undefined,
  };
}

async function buildPages(): Promise<Files> {
  const output = await build({
    root: fileURLToPath(ROOT),
    configFile: fileURLToPath(new URL('vite.config.ts', ROOT)),
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      minify: false,
      rollupOptions: { input: PAGES.map((page) => fileURLToPath(new URL(page, ROOT))) },
    },
  });
  const [bundle] = [output].flat();
  if (!bundle || !('output' in bundle)) throw new Error('Vite built no pages.');
  return new Map(bundle.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
}
