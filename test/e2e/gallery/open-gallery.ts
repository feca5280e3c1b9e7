/**
 * Pages with only the element, to see it in every state. The element, the handler and the simulator are real. A
 * simulator offers three ways to pay, another one offers a single way.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { toNodeListener } from '../../../src/node/http-adapter.ts';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createKlarnaSimulator, type KlarnaSimulator } from '../../../src/simulator/index.ts';
import { galleryPage } from './gallery-page.ts';

export type Ways = 'three' | 'single';

export interface Gallery {
  readonly url: string;
  readonly simulators: Readonly<Record<Ways, KlarnaSimulator>>;
  close(): Promise<void>;
}

/** Minor units. The products do not matter here. */
const ORDER: SessionRequest = {
  purchase_country: 'DE',
  purchase_currency: 'EUR',
  locale: 'en-DE',
  order_amount: 20190,
  order_tax_amount: 3224,
  order_lines: [
    {
      name: 'Skymning lamp',
      quantity: 1,
      unit_price: 20190,
      tax_rate: 1900,
      total_amount: 20190,
      total_tax_amount: 3224,
    },
  ],
  merchant_urls: { confirmation: 'https://shop.example/thanks?order={order.id}' },
};

export async function openGallery(): Promise<Gallery> {
  const simulators = {
    three: createKlarnaSimulator({ merchant_name: 'Gallery' }),
    single: createKlarnaSimulator({ merchant_name: 'Gallery', payment_method_categories: ['klarna'] }),
  };
  const [script, three, single] = await Promise.all([
    bundleElement(),
    openRoom('three', simulators.three),
    openRoom('single', simulators.single),
  ]);
  const rooms = { three, single };
  const server = createServer((request, response) => {
    const [, name, rest] = (request.url ?? '/').split(/[/?]/);
    if (name === 'element.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    const room = name === 'three' || name === 'single' ? rooms[name] : undefined;
    if (room && rest === 'klarna') return room.handler(request, response);
    if (room)
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(room.page(rest === 'set'));
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    simulators,
    async close() {
      await Promise.all([three.close(), single.close()]);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function openRoom(ways: Ways, simulator: KlarnaSimulator) {
  const [klarna, placeKeeper] = await Promise.all([simulator.listen(), readPlaceKeeper()]);
  const handler = createKlarnaHandler({
    username: 'gallery',
    password: 'simulator',
    environment: new URL(klarna.url),
    secret: 'a secret of the gallery, which keeps none',
    getOrder: () => ORDER,
    onOrder: () => undefined,
    // The scenes cause errors on purpose.
    onError: () => undefined,
  });
  return {
    /** @param isSet whether the element is in the markup */
    page: (isSet: boolean) =>
      galleryPage({
        placeKeeper,
        sdkUrl: klarna.sdkUrl,
        ways,
        content: isSet ? `<klarna-checkout-button endpoint="/${ways}/klarna"></klarna-checkout-button>` : '',
      }),
    handler: toNodeListener(handler),
    close: () => klarna.close(),
  };
}

/** The styles that the README prints for a page, so that the test measures what the README promises. */
async function readPlaceKeeper(): Promise<string> {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, css] = /^```css\n(klarna-checkout-button:not\(:defined\).*?)^```$/ms.exec(readme) ?? [];
  if (css === undefined) throw new Error('The README prints no styles that keep the place of the element.');
  return css;
}

/** Bundles the source as `npm run build` does for pages without a bundler, so an old `dist` cannot pass. */
async function bundleElement(): Promise<string> {
  const output = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      minify: false,
      rollupOptions: {
        input: fileURLToPath(new URL('../../../src/index.ts', import.meta.url)),
        output: { format: 'es', codeSplitting: false },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const [bundle] = [output].flat();
  if (!bundle || !('output' in bundle)) throw new Error('Vite made no bundle of the element.');
  const [chunk] = bundle.output;
  return chunk.code;
}
