/** A shop of one page, whose body a test writes: the real element, handler and simulator around it. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { toNodeListener } from '../../../src/node/http-adapter.ts';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { type RunningKlarna, startKlarna } from '../../../src/simulator/testing/index.ts';
import { bundleElement } from './bundle-element.ts';

export interface FormShop {
  readonly url: string;
  readonly klarna: RunningKlarna;
  /** The contents of the page's body from now on. */
  body: string;
  /** The contents of the cart from now on. */
  order: SessionRequest;
  /** The ids of the orders that Klarna placed. Each may be reported twice. */
  readonly order_ids: Set<string>;
  /** The forms that were posted to `/thanks`. */
  readonly posted: URLSearchParams[];
  close(): Promise<void>;
}

/** Minor units; what is bought does not matter here. */
const ORDER: SessionRequest = {
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  locale: 'en-SE',
  order_amount: 9500,
  order_tax_amount: 1900,
  order_lines: [
    { name: 'Mug', quantity: 1, unit_price: 9500, tax_rate: 2500, total_amount: 9500, total_tax_amount: 1900 },
  ],
};

const frame = (body: string, sdkUrl: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Checkout</title>
    <link rel="icon" href="data:,">
    <script type="module">
      import { KlarnaCheckoutButton } from '/element.js';
      KlarnaCheckoutButton.sdkUrl = ${JSON.stringify(sdkUrl)};
    </script>
  </head>
  <body>${body}</body>
</html>`;

export async function openFormShop(): Promise<FormShop> {
  const [files, klarna] = await Promise.all([bundleElement(), startKlarna()]);
  const handler = toNodeListener(
    createKlarnaHandler({
      username: 'shop',
      password: 'simulator',
      environment: new URL(klarna.url),
      secret: 'a secret of the test, which keeps none',
      getOrder: () => shop.order,
      onOrder: ({ order_id }) => void shop.order_ids.add(order_id),
    }),
  );
  const posted: URLSearchParams[] = [];
  const thank = async (request: IncomingMessage) => posted.push(new URLSearchParams(await text(request)));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    const script = files.get(pathname.slice(1));
    if (pathname.startsWith('/klarna/')) return handler(request, response);
    if (script !== undefined) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (pathname === '/thanks' && request.method === 'POST') await thank(request);
    const page = pathname === '/' ? frame(shop.body, klarna.sdkUrl) : '<!doctype html><title>Elsewhere</title>';
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shop: FormShop = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    klarna,
    body: '',
    order: ORDER,
    order_ids: new Set(),
    posted,
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), klarna.close()]);
    },
  };
  return shop;
}
