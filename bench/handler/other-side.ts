/** The process of the shoppers and Klarna. It sends Klarna's address, then makes the requests that it is told to make. */
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The number of shoppers at the same time. */
const SIDE_BY_SIDE = 16;

const SESSION = JSON.stringify({
  session_id: 'session',
  client_token: 'e30.e30.e30',
  payment_method_categories: [],
});

const agent = new Agent({ keepAlive: true, maxSockets: SIDE_BY_SIDE });

function post(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': 2 };
    const call = request(`${url}/klarna/session`, { method: 'POST', agent, headers }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`The handler answered ${reply.statusCode}.`));
      reply.resume().once('end', resolve);
    });
    call.once('error', reject).end('{}');
  });
}

/** @returns the milliseconds of each request */
async function shop(url: string, requests: number): Promise<number[]> {
  const waits: number[] = [];
  let left = requests;
  const shopper = async () => {
    while (left-- > 0) {
      const started = performance.now();
      await post(url);
      waits.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, shopper));
  return waits;
}

const klarna = createServer({ keepAliveTimeout: 0 }, (message, reply) => {
  message.resume().once('end', () => reply.setHeader('content-type', 'application/json').end(SESSION));
}).listen(0, '127.0.0.1');
await once(klarna, 'listening');
process.send?.(`http://127.0.0.1:${(klarna.address() as AddressInfo).port}`);

process.on('message', async ({ url, requests }: { url: string; requests: number }) => {
  process.send?.(await shop(url, requests));
});
process.once('disconnect', () => process.exit());
