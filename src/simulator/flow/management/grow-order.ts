import { KlarnaError } from '../../klarna-error.ts';
import { weigh } from '../../memory/weigh.ts';
import type { OrderRecord } from '../../state/records.ts';

/**
 * By `weigh`: the size of two of the largest captures. Klarna publishes no such limit, and no real order comes near it.
 */
const MAX_ORDER_BYTES = 8 * 1024 * 1024;

/**
 * Captures, refunds and shipping info collect at an order as long as it exists. Without a limit, one order could fill
 * the whole memory. Data that they share with the placed order does not count.
 *
 * @throws {KlarnaError} 413; the code is documented, the text is ours
 */
export function checkRoom({ request, details, captures, refunds, shipping_info }: OrderRecord, added: unknown): void {
  const placed = [request, details];
  if (weigh([placed, captures, refunds, shipping_info, added]) - weigh(placed) <= MAX_ORDER_BYTES) return;
  throw new KlarnaError(413, 'REQUEST_TOO_LARGE', [
    'The captures, refunds and shipping info of the order are too large.',
  ]);
}
