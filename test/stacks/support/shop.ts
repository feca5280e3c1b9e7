/** A shop whose pages a test writes, with the handler and a Klarna that runs offline. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { toNodeListener } from '../../../src/server/node.ts';
import { type RunningKlarna, startKlarna } from '../../../src/simulator/testing/index.ts';

export interface Shop extends AsyncDisposable {
  readonly url: string;
  readonly klarna: RunningKlarna;
  /** By path, e.g. `/vue`. */
  readonly pages: Map<string, string>;
  /** Scripts of the pages, by path. */
  readonly scripts: Map<string, string>;
  /** Scripts whose path is in here are sent when the promise resolves. */
  readonly delays: Map<string, Promise<void>>;
}

const dist = new URL('../../../dist/', import.meta.url);

/** @param sendOther answers what the shop does not know: the server of a framework */
export async function openShop(sendOther?: (path: string) => Promise<Response>): Promise<Shop> {
  const klarna = await startKlarna({ payment_method_categories: ['klarna'] });
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
      onOrder: () => undefined,
    }),
  );
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    if (pathname.startsWith('/klarna/')) return handler(request, response);
    await shop.delays.get(pathname);
    const page = shop.pages.get(pathname);
    if (page !== undefined) {
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    }
    const ours = pathname.startsWith('/dist/') ? await readFile(new URL(`.${pathname.slice(5)}`, dist)) : undefined;
    const script = ours ?? shop.scripts.get(pathname);
    if (script !== undefined) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    const other = await sendOther?.(request.url ?? '/');
    if (!other) return response.writeHead(404).end();
    response.writeHead(other.status, { 'content-type': other.headers.get('content-type') ?? 'text/plain' });
    return response.end(new Uint8Array(await other.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shop: Shop = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    klarna,
    pages: new Map(),
    scripts: new Map(),
    delays: new Map(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await klarna.close();
    },
  };
  return shop;
}

/** For the head of a page on which the element runs before any framework: a `cdn.js` in the HTML. */
export const cdnTag = (klarna: RunningKlarna): string => `<script type="module">
  import { KlarnaCheckoutButton } from '/dist/cdn.js';
  KlarnaCheckoutButton.sdkUrl = ${JSON.stringify(klarna.sdkUrl)};
</script>`;

export const pageOf = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${head}</head>
<body>${body}</body></html>`;
