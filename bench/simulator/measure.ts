import { Worker } from 'node:worker_threads';
import type { KlarnaSimulator } from '../../src/simulator/index.ts';
import type { ClientTask } from './client.ts';
import { buy, REQUESTS_PER_PURCHASE, sendInProcess } from './traffic.ts';

/** The number of purchases at the same time. */
const SIDE_BY_SIDE = 8;

const approveAt = (klarna: KlarnaSimulator) => (session_id: string) =>
  klarna.authorize(session_id).authorization_token ?? '';

/** Requests a second, called as a function. */
export async function measureAsFunction(klarna: KlarnaSimulator, purchases: number): Promise<number> {
  const [send, approve] = [sendInProcess(klarna), approveAt(klarna)];
  const started = performance.now();
  let left = purchases;
  const shop = async () => {
    while (left-- > 0) await buy(send, approve);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, shop));
  return (purchases * REQUESTS_PER_PURCHASE * 1000) / (performance.now() - started);
}

/**
 * Requests a second of one core, over HTTP. Only the processor time of the simulator's own thread counts. Otherwise the client in
 * the other thread, and other programs, would be measured too.
 */
export async function measureOverHttp(klarna: KlarnaSimulator, url: string, purchases: number): Promise<number> {
  const workerData: ClientTask = { url, purchases, side_by_side: SIDE_BY_SIDE };
  const approve = approveAt(klarna);
  const client = new Worker(new URL('./client.ts', import.meta.url), { workerData });
  const before = process.threadCpuUsage();
  client.on('message', (session_id: string) => client.postMessage([session_id, approve(session_id)]));
  await new Promise<void>((resolve, reject) => client.once('error', reject).once('exit', () => resolve()));
  const { user, system } = process.threadCpuUsage(before);
  return (purchases * REQUESTS_PER_PURCHASE * 1_000_000) / (user + system);
}
