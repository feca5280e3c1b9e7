/** The other end of klarna-process.ts. */
import { type ChildProcess, fork } from 'node:child_process';

/** The moment at which Klarna stops an order: before it is placed, or after that and before the shop gets the answer. */
export type Held = 'before' | 'after';

export interface PlacedAtKlarna {
  order_id: string;
  session_id: string;
  authorization_token: string;
  order_amount: number;
}

export interface KlarnaProcess extends AsyncDisposable {
  url: string;
  authorize(session_id: string): Promise<{ authorization_token?: string; callback?: string }>;
  orders(): Promise<PlacedAtKlarna[]>;
  /** Resolves when Klarna has stopped an order. */
  arm(held: Held): Promise<void>;
  release(): Promise<void>;
}

type Message = { id: number; result: unknown } | { event: 'held' } | { event: 'listening'; port: number };

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

export async function startKlarnaProcess(env: NodeJS.ProcessEnv): Promise<KlarnaProcess> {
  const child = fork(new URL('./klarna-process.ts', import.meta.url), { env });
  const waiting = new Map<number, (result: unknown) => void>();
  const listening = Promise.withResolvers<number>();
  let held = Promise.withResolvers<void>();
  let last = 0;

  child.on('message', (message: Message) => {
    if ('id' in message) waiting.get(message.id)?.(message.result);
    else if (message.event === 'held') held.resolve();
    else listening.resolve(message.port);
  });
  child.once('exit', (code) => listening.reject(new Error(`The simulator ended with ${code}.`)));

  const ask = <T>(call: string, value = ''): Promise<T> => {
    const id = ++last;
    return new Promise((resolve) => {
      waiting.set(id, (result) => {
        waiting.delete(id);
        resolve(result as T);
      });
      child.send({ id, call, value });
    });
  };

  return {
    url: `http://127.0.0.1:${await listening.promise}`,
    authorize: (session_id) => ask('authorize', session_id),
    orders: () => ask('orders'),
    async arm(where) {
      held = Promise.withResolvers();
      await ask('arm', where);
      await held.promise;
    },
    release: () => ask('release'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}
