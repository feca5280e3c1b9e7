/** A shop's server that can be killed. It returns at the same address at once, because the next processes stand by. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ended } from './klarna-calls.ts';

export interface ShopProcesses extends AsyncDisposable {
  url: string;
  /** Resolves when the server is up again. */
  up(): Promise<void>;
  /** `kill -9`; the next process takes over. */
  kill(): Promise<void>;
}

/** The first message of a process, or the reason why there is none. */
const word = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const died = () => reject(new Error('The shop ended before it was up.'));
    child.once('exit', died);
    child.once('message', (message) => {
      child.off('exit', died);
      resolve(message as T);
    });
  });

/** Bundles the server into a file, so that each of several hundred processes starts in half the time. */
async function bundle(folder: string): Promise<string> {
  const ssr = fileURLToPath(new URL('./shop-process.ts', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: { ssr, outDir: folder, emptyOutDir: false, rollupOptions: { external: /^node:/ } },
  });
  return join(folder, 'shop-process.js');
}

/** @param folder for the files of this run */
export async function startShopProcesses(folder: string, env: NodeJS.ProcessEnv): Promise<ShopProcesses> {
  const file = await bundle(folder);
  const spawn = () => {
    const child = fork(file, { env });
    const ready = word<'ready'>(child);
    // At the end a waiting process is killed before it is ready, and its start is not awaited.
    ready.catch(() => undefined);
    return { child, ready };
  };
  const listen = async ({ child, ready }: ReturnType<typeof spawn>, port: number): Promise<number> => {
    await ready;
    child.send(port);
    return (await word<{ port: number }>(child)).port;
  };

  let current = spawn();
  const port = await listen(current, 0);
  const standby = [spawn(), spawn()];
  let running: Promise<unknown> = Promise.resolve();

  const replace = async () => {
    current.child.kill('SIGKILL');
    await ended(current.child);
    standby.push(spawn());
    current = standby.shift() ?? current;
    await listen(current, port);
  };

  return {
    url: `http://127.0.0.1:${port}`,
    up: async () => void (await running),
    async kill() {
      running = replace();
      await running;
    },
    async [Symbol.asyncDispose]() {
      const all = [current, ...standby].map(({ child }) => child);
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(all.map(ended));
    },
  };
}
