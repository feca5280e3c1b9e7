/** A shop in a thread of its own, so that its work does not count as the simulator's. The parent authorizes the sessions. */
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { buy, HEADERS, type Send } from './traffic.ts';

export interface ClientTask {
  url: string;
  purchases: number;
  side_by_side: number;
}

const { url, purchases, side_by_side } = workerData as ClientTask;
const agent = new Agent({ keepAlive: true, maxSockets: side_by_side });

const send: Send = (method, path, body) =>
  new Promise((resolve, reject) => {
    const call = request(url + path, { method, agent, headers: HEADERS }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as Record<string, string>);
        else reject(new Error(`${method} ${path} answered ${response.statusCode}.`));
      });
    });
    call.on('error', reject).end(body);
  });

const waiting = new Map<string, (authorization_token: string) => void>();

parentPort?.on('message', ([session_id, authorization_token]: [string, string]) => {
  waiting.get(session_id)?.(authorization_token);
  waiting.delete(session_id);
});

const approve = (session_id: string): Promise<string> =>
  new Promise((resolve) => {
    waiting.set(session_id, resolve);
    parentPort?.postMessage(session_id);
  });

let left = purchases;
const shop = async () => {
  while (left-- > 0) await buy(send, approve);
};
await Promise.all(Array.from({ length: side_by_side }, shop));
agent.destroy();
parentPort?.close();
