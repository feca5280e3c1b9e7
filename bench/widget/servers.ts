/**
 * The shop and Klarna, each with TLS 1.3 and HTTP/2. Files are compressed once, before anybody asks. The offline
 * Klarna's script is padded to the size of the real one, because its size decides how fast a page can be.
 */
import { readFileSync } from 'node:fs';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { toNodeListener } from '../../src/node/http-adapter.ts';
import { createKlarnaHandler } from '../../src/server/index.ts';
import { createKlarnaSimulator } from '../../src/simulator/index.ts';
import type { Bytes } from './limit.ts';

export const SHOP = 'https://shop.test';
export const KLARNA = 'https://x.klarnacdn.net';
export const SDK_PATH = '/kp/lib/v1/api.js';

/** Klarna's script takes about 100 kB on the wire (build 2004, seen in 2026). */
const SCRIPT_BYTES = 100_000;

type FetchHandler = (request: Request) => Response | Promise<Response>;

export interface Servers {
  shop_port: number;
  klarna_port: number;
  /** As transferred. */
  bytes: Bytes;
  close(): void;
}

/** Bytes that no compression makes smaller, in a comment that the engine skips. */
function pad(script: string, size: number): string {
  const missing = size - Buffer.byteLength(script) - 8;
  if (missing < 0) return script;
  let seed = 1;
  const letters = Array.from({ length: missing }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(65 + (seed % 58)).replace(/[\\*/]/, 'x');
  });
  return `${script}\n/*${letters.join('')}*/\n`;
}

const compressed = (body: string | Buffer, type: string): (() => Response) => {
  const bytes = new Uint8Array(brotliCompressSync(body));
  return () =>
    new Response(bytes, {
      headers: { 'content-type': type, 'content-encoding': 'br', 'content-length': String(bytes.length) },
    });
};

/** @param dists folder of a build by the name that pages use for it, as in `/builds/today/cdn.js` */
export async function startServers(pages: Record<string, string>, dists: Record<string, string>): Promise<Servers> {
  const simulator = createKlarnaSimulator({ public_url: KLARNA, payment_method_categories: ['klarna'] });
  const sdk = await (await simulator(new Request(KLARNA + SDK_PATH))).text();
  const script = new TextEncoder().encode(pad(sdk, SCRIPT_BYTES));
  const klarna: FetchHandler = (request) =>
    new URL(request.url).pathname === SDK_PATH
      ? new Response(script, { headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' } })
      : simulator(request);
  const handler = createKlarnaHandler({
    username: 'shop',
    password: 'any',
    environment: new URL(KLARNA),
    secret: 'the bench’s own secret, long enough',
    fetch: (input, init) => simulator(new Request(input, init)),
    getOrder: () => ({
      purchase_country: 'SE',
      purchase_currency: 'SEK',
      locale: 'en-SE',
      order_amount: 9500,
      order_lines: [{ name: 'Mug', quantity: 1, unit_price: 9500, total_amount: 9500 }],
    }),
    onOrder: () => undefined,
  });
  const files = new Map<string, () => Response>(
    Object.entries(pages).map(([name, html]) => [`/${name}`, compressed(html, 'text/html; charset=utf-8')] as const),
  );
  const readBuild = (path: string): (() => Response) | undefined => {
    const [, name = '', file = ''] = /^\/builds\/([\w-]+)\/((?:[\w-]+\/)*[\w.-]+\.js)$/.exec(path) ?? [];
    const folder = dists[name];
    return folder === undefined ? undefined : compressed(readFileSync(`${folder}/${file}`), 'text/javascript');
  };
  const shop: FetchHandler = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/klarna/')) return handler(request);
    const file = files.get(pathname) ?? readBuild(pathname);
    if (!file) return new Response(null, { status: 404 });
    files.set(pathname, file);
    return file();
  };
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'shop.test' }], {
    extensions: [
      { name: 'subjectAltName', altNames: ['shop.test', 'x.klarnacdn.net'].map((value) => ({ type: 2, value })) },
    ],
  });
  const serve = (answer: FetchHandler): Promise<Http2SecureServer> =>
    new Promise((resolve) => {
      const listener = toNodeListener(answer) as unknown as Parameters<typeof createSecureServer>[1];
      const server = createSecureServer({ key, cert, minVersion: 'TLSv1.3' }, listener);
      server.listen(0, '127.0.0.1', () => resolve(server));
    });
  const [shopServer, klarnaServer] = await Promise.all([serve(shop), serve(klarna)]);
  const portOf = (server: Http2SecureServer): number => (server.address() as AddressInfo).port;
  return {
    shop_port: portOf(shopServer),
    klarna_port: portOf(klarnaServer),
    bytes: { page: await sizeOf(files.get('/ideal')), script: script.length, frame: await frameSizes(simulator) },
    close: () => {
      shopServer.close();
      klarnaServer.close();
    },
  };
}

const sizeOf = async (file: (() => Response) | undefined): Promise<number> =>
  file ? (await file().arrayBuffer()).byteLength : 0;

/** The answer to the frame's first call is a few names: a packet. */
const FIRST_ANSWER_BYTES = 500;

async function frameSizes(simulator: FetchHandler): Promise<number[]> {
  const paths = ['/kp/frames/widget?theme=light', '/kp/scripts/widget.js'];
  const answers = await Promise.all(paths.map(async (path) => simulator(new Request(KLARNA + path))));
  const sizes = await Promise.all(answers.map(async (answer) => (await answer.arrayBuffer()).byteLength));
  return [...sizes, FIRST_ANSWER_BYTES];
}
