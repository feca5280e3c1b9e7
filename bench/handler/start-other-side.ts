import { fork } from 'node:child_process';
import { once } from 'node:events';

interface OtherSide {
  /** Klarna's address. */
  klarna: string;
  /** The milliseconds of each request. */
  ask(url: string, requests: number): Promise<number[]>;
  stop(): void;
}

/** Starts the shoppers and Klarna in a process of their own. */
export async function startOtherSide(): Promise<OtherSide> {
  const child = fork(new URL('./other-side.ts', import.meta.url), { execArgv: [] });
  child.once('exit', (code) => {
    if (code) throw new Error(`The other side ended with ${code}.`);
  });
  const [klarna] = (await once(child, 'message')) as [string];
  return {
    klarna,
    async ask(url, requests) {
      child.send({ url, requests });
      const [waits] = (await once(child, 'message')) as [number[]];
      return waits;
    },
    stop: () => child.disconnect(),
  };
}
