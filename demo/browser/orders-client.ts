/** The shop's API for the orders page. It never throws: errors come back as text. */
import type { OrdersPage } from '../views/orders/orders-page.ts';

/** The shop itself waits ten seconds for Klarna. */
const TIMEOUT_MS = 15_000;

const UNREACHABLE = 'The shop could not be reached. Press again: nothing is charged twice.';

export class OrdersClient {
  /** @param period the period that the button shows, so that a repeat is the same charge */
  charge(reference: string, period: number): Promise<string> {
    return post(`/api/subscriptions/${reference}/charges`, { period }, 'Charged. The order is on the list.');
  }

  cancel(reference: string): Promise<string> {
    return post(`/api/subscriptions/${reference}/cancellation`, {}, 'Cancelled. Nothing is charged any more.');
  }

  /** @returns undefined if the shop could not be reached */
  async read(): Promise<OrdersPage | undefined> {
    try {
      const [orders, subscriptions] = await Promise.all([get('/api/orders'), get('/api/subscriptions')]);
      return { ...orders, ...subscriptions };
    } catch (error) {
      console.error('The orders could not be read.', error);
      return undefined;
    }
  }
}

async function get(path: string) {
  const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`The shop answered with ${response.status}.`);
  return response.json();
}

async function post(path: string, body: unknown, done: string): Promise<string> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = await response.json();
    return response.ok ? done : String(answer.message);
  } catch (error) {
    console.error('The shop could not be reached.', error);
    return UNREACHABLE;
  }
}
