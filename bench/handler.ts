/**
 * What the handler costs: `POST /session` over real HTTP and a Klarna that answers at once, against the smallest handler
 * that could work (parse, one fetch, reply). Both are asked in turns within one run, so that a busy machine slows both.
 *
 * `node --expose-gc bench/handler.ts [turns] [requests in a turn]`. Memory after 100,000 requests of the handler:
 * `node --expose-gc bench/handler.ts 50 2000`.
 */
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { SessionRequest } from '../src/klarna/types.ts';
import { createKlarnaHandler } from '../src/server/index.ts';
import { toNodeListener } from '../src/server/node.ts';

const CONCURRENCY = 16;

const CART: SessionRequest = {
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  locale: 'en-SE',
  order_amount: 9500,
  order_tax_amount: 1900,
  order_lines: [
    {
      name: 'Mug',
      quantity: 1,
      unit_price: 9500,
      tax_rate: 2500,
      total_amount: 9500,
      total_tax_amount: 1900,
    },
  ],
};

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** On a thread of its own: what it costs is nobody's. */
async function serveKlarna(): Promise<void> {
  const session = { session_id: 'session', client_token: 'e30.e30.e30', payment_method_categories: [] };
  const answer = JSON.stringify(session);
  const url = await listen((message, reply) => {
    message.resume().once('end', () => reply.setHeader('content-type', 'application/json').end(answer));
  });
  parentPort?.postMessage(url);
}

function smallest(klarna: string): (request: Request) => Promise<Response> {
  const authorization = `Basic ${btoa('shop:password')}`;
  return async (incoming) => {
    await incoming.json();
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(CART) };
    const answer = await fetch(`${klarna}/payments/v1/sessions`, init);
    return Response.json(await answer.json());
  };
}

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': 2 };
    const call = request(`${url}/klarna/session`, { method: 'POST', agent, headers }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`The handler answered ${reply.statusCode}.`));
      reply.resume().once('end', resolve);
    });
    call.once('error', reject).end('{}');
  });
}

/** @returns milliseconds that each request took, and all of them together */
async function turn(url: string, agent: Agent, requests: number): Promise<{ each: number[]; all: number }> {
  const each: number[] = [];
  let left = requests;
  const started = performance.now();
  const client = async () => {
    while (left-- > 0) {
      const begun = performance.now();
      await ask(url, agent);
      each.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, client));
  return { each, all: performance.now() - started };
}

const at = (share: number, values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

async function compare(turns: number, requests: number): Promise<void> {
  const worker = new Worker(new URL(import.meta.url));
  const klarna = await new Promise<string>((resolve) => worker.once('message', resolve));
  const handler = createKlarnaHandler({
    username: 'shop',
    password: 'password',
    environment: new URL(klarna),
    secret: 'a secret that is long enough to seal with',
    getOrder: () => CART,
    onOrder: () => undefined,
  });
  const contestants = [
    {
      name: 'smallest',
      url: await listen(toNodeListener(smallest(klarna))),
      rates: [] as number[],
      each: [] as number[],
    },
    { name: 'handler', url: await listen(toNodeListener(handler)), rates: [] as number[], each: [] as number[] },
  ];
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const memory: number[] = [];
  for (const { url } of contestants) await turn(url, agent, requests);
  for (let round = 0; round < turns; round++) {
    for (const contestant of contestants) {
      const { each, all } = await turn(contestant.url, agent, requests);
      contestant.rates.push((requests / all) * 1000);
      contestant.each.push(at(0.99, each));
    }
    globalThis.gc?.();
    memory.push(process.memoryUsage().heapUsed / 2 ** 20);
  }
  const [base = Number.NaN, ours = Number.NaN] = contestants.map(({ rates }) => at(0.5, rates));
  for (const { name, rates, each } of contestants) {
    console.log(
      `${name}: ${at(0.5, rates).toFixed(0)} requests/s, p99 ${at(0.5, each).toFixed(1)} ms (medians of ${turns})`,
    );
  }
  console.log(`ratio ${(ours / base).toFixed(2)}`);
  const [first, last] = [memory[0], memory.at(-1)].map((mebibytes) => mebibytes?.toFixed(1));
  console.log(`heap ${first} MiB after the first turn, ${last} MiB after ${turns * requests} requests of each`);
  process.exit();
}

const [turns = 10, requests = 1000] = process.argv.slice(2).map(Number);
await (isMainThread ? compare(turns, requests) : serveKlarna());
