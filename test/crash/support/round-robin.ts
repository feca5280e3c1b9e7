/** A load balancer: each request goes to the next machine, with its `Host` unchanged. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

interface RoundRobin extends AsyncDisposable {
  url: string;
  /** `METHOD /path` of the requests of each machine. */
  given: string[][];
}

export async function startRoundRobin(targets: readonly string[]): Promise<RoundRobin> {
  const given: string[][] = targets.map(() => []);
  let turn = 0;
  const server = createServer((message, reply) => {
    const index = turn++ % targets.length;
    given[index]?.push(`${message.method} ${message.url?.replace(/callback\/[^/]+/, 'callback/…')}`);
    const { method, headers, url = '/' } = message;
    const onward = request(new URL(url, targets[index]), { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(reply);
    });
    onward.once('error', () => reply.destroy());
    message.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
