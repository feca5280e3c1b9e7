import { createKlarnaSimulator, type KlarnaSimulator } from '../create-klarna-simulator.ts';
import type { Listening, ListenOptions, SimulatorOptions } from '../options.ts';
import { type Fetch, toFetch } from './to-fetch.ts';

export interface RunningKlarna extends Listening {
  readonly simulator: KlarnaSimulator;
  /**
   * Calls the simulator in this process, whatever the host. For the `fetch` option of the handler and of the client.
   */
  readonly fetch: Fetch;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a simulator on an origin of its own, for `before` and `after` of any test runner, or for `await using`. Ids
 * are the same in each run unless another seed is given.
 */
export async function startKlarna({
  port,
  host,
  seed = 'test',
  ...options
}: SimulatorOptions & ListenOptions = {}): Promise<RunningKlarna> {
  const simulator = createKlarnaSimulator({ seed, ...options });
  const listening = await simulator.listen({
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
  });
  return { ...listening, simulator, fetch: toFetch(simulator), [Symbol.asyncDispose]: listening.close };
}
