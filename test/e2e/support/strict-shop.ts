/**
 * A shop whose page has the strictest Content-Security-Policy of docs/security.md, with the published files:
 * `dist/cdn.js` itself, and `dist/index.js` in a bundle.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { listen, stopListening } from '../../../demo/server/http/listen.ts';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { toNodeListener } from '../../../src/server/node.ts';
import { startKlarna } from '../../../src/simulator/testing/index.ts';

export interface StrictShop {
  /** The address of the page that imports this entry. */
  pageOf(entry: 'cdn' | 'index'): string;
  /** Ids of the orders that were saved. */
  readonly orders: ReadonlySet<string>;
  close(): Promise<void>;
}

const NONCE = 'bm90IHNlY3JldCBoZXJl';

const dist = fileURLToPath(new URL('../../../dist/', import.meta.url));

const strictPolicy = (klarna: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
    "style-src 'self'",
    `img-src 'self' ${klarna}`,
    "connect-src 'self'",
    `frame-src ${klarna}`,
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types klarna-checkout-button lit-html',
  ].join('; ');

const page = (entry: string, sdkUrl: string) => `<!doctype html><html lang="de"><title>Shop</title>
<meta name="viewport" content="width=device-width">
<form>
  <input autocomplete="email" value="jane@example.com">
  <input autocomplete="given-name" value="Jane"><input autocomplete="family-name" value="Doe">
  <input autocomplete="address-line1" value="Storgatan 1"><input autocomplete="postal-code" value="111 22">
  <input autocomplete="address-level2" value="Stockholm">
</form>
<script type="module" nonce="${NONCE}">
  import { KlarnaCheckoutButton } from '/${entry}.js';
  KlarnaCheckoutButton.sdkUrl = '${sdkUrl}';
  const button = new KlarnaCheckoutButton();
  button.endpoint = '/klarna';
  button.addEventListener('klarna-complete', (event) => {
    event.preventDefault();
    document.title = event.order.order_id;
  });
  document.forms[0].append(button);
</script>`;

export async function startStrictShop(): Promise<StrictShop> {
  const orders = new Set<string>();
  const scripts = await bundleIndex();
  const klarna = await startKlarna({ payment_method_categories: ['klarna'] });
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': strictPolicy(new URL(klarna.url).origin),
  };
  const handler = toNodeListener(
    createKlarnaHandler({
      username: 'shop',
      password: 'any',
      environment: new URL(klarna.url),
      region: 'eu',
      secret: 'the shop’s own secret, long enough',
      getOrder: () => ({
        purchase_country: 'SE',
        purchase_currency: 'SEK',
        locale: 'en-SE',
        order_amount: 9500,
        order_lines: [{ name: 'Mug', quantity: 1, unit_price: 9500, total_amount: 9500 }],
      }),
      onOrder: ({ order_id }) => {
        orders.add(order_id);
      },
    }),
  );
  const serve: RequestListener = async (request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/klarna/')) return void handler(request, response);
    const entry = /^\/with-(cdn|index)$/.exec(path)?.[1];
    if (entry) return void response.writeHead(200, headers).end(page(entry, klarna.sdkUrl));
    const script = extname(path) === '.js' ? (scripts.get(path) ?? (await readPublished(path))) : undefined;
    if (script === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
  };
  const server = createServer(serve);
  const port = await listen(server, 0, '127.0.0.1');
  return {
    orders,
    pageOf: (entry) => `http://127.0.0.1:${port}/with-${entry}`,
    async close() {
      await stopListening(server);
      await klarna.close();
    },
  };
}

/** The bundle that a page's bundler makes of the entry: dependencies inside, later imports in files beside it. */
async function bundleIndex(): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      rollupOptions: {
        input: `${dist}index.js`,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'index.js', chunkFileNames: 'index/[name].js' },
      },
    },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  return new Map(outputs.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
}

/** Only `cdn.js` and what lies in the folder of its name. */
const readPublished = async (path: string): Promise<string | undefined> =>
  /^\/cdn(\.js|(\/[\w-]+)+\.js)$/.test(path) ? readFile(`${dist}${path.slice(1)}`, 'utf8') : undefined;
