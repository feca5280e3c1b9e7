/** Each endpoint in another language passes `klarna-endpoint-check`, every rule. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { run } from '../../src/endpoint-check/cli/run.ts';
import { RULES } from '../../src/endpoint-check/rules/index.ts';
import { BACKENDS, type Backend, isPresent } from './support/backends.ts';

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when the server has written that it listens. */
function untilListening(child: ChildProcess, expected: RegExp): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
      if (expected.test(text)) resolve();
    });
  }
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${text}`)));
  return promise;
}

async function startBackend(backend: Backend, port: number, klarnaPort: number) {
  const folder = await mkdtemp(join(tmpdir(), 'backend-'));
  const [command, ...args] = backend.start(port);
  const child = spawn(command, args, {
    // A group of its own, because PHP's server has workers.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...backend.env,
      DATABASE: join(folder, 'shop.sqlite'),
      KLARNA_ENVIRONMENT: `http://127.0.0.1:${klarnaPort}`,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    },
  });
  const close = async () => {
    if (child.exitCode === null && child.pid !== undefined) {
      process.kill(-child.pid, 'SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true });
  };
  try {
    await untilListening(child, backend.listening);
  } catch (error) {
    await close();
    throw error;
  }
  return { [Symbol.asyncDispose]: close };
}

describe('an endpoint in another language', () => {
  for (const backend of BACKENDS.filter(isPresent)) {
    it(`keeps every promise: ${backend.name}`, async () => {
      const [port, klarnaPort] = [await findFreePort(), await findFreePort()];
      await using _ = await startBackend(backend, port, klarnaPort);
      const shop = `http://127.0.0.1:${port}`;
      let text = '';
      const write = (part: string) => {
        text += part;
      };
      const carts = ['--cart-url', `${shop}/cart?intent={intent}`, '--change-cart-url', `${shop}/cart/change`];
      const args = [`${shop}/klarna`, '--klarna-port', String(klarnaPort), ...carts, '--orders-url', `${shop}/orders`];
      const code = await run(args, { out: write, err: write });
      assert.equal(code, 0, text);
      assert.match(text, new RegExp(`${RULES.length} kept, 0 broken, 0 not checked`));
    });
  }
});
