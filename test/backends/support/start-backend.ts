/** Starts an endpoint in another language, with an empty database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from './backends.ts';

export async function findFreePort(): Promise<number> {
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

export async function startBackend(backend: Backend, port: number, klarnaPort: number) {
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
