import { KlarnaError } from '../../klarna-error.ts';
import type { OrderRecord } from '../../state/records.ts';
import { weigh } from '../../state/weigh.ts';

/** Bytes, by `weigh`: two of the largest captures. Klarna publishes no such limit, and no order of a shop comes near it. */
const MAX_ORDER_BYTES = 8 * 1024 * 1024;

/**
 * Captures, refunds and shipping info gather at an order as long as it is there; without a limit one order could be all
 * that is remembered. What they share with the order as it was placed is no weight of theirs.
 *
 * @throws {KlarnaError} 413; the code is documented, the sentence is ours
 */
export function checkRoom({ request, details, captures, refunds, shipping_info }: OrderRecord, added: unknown): void {
  const placed = [request, details];
  if (weigh([placed, captures, refunds, shipping_info, added]) - weigh(placed) <= MAX_ORDER_BYTES) return;
  throw new KlarnaError(413, 'REQUEST_TOO_LARGE', [
    'The captures, refunds and shipping info of the order are too large.',
  ]);
}
