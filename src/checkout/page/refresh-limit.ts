import { KlarnaCheckoutError } from '../errors.ts';

/** Of preparations in a row, with no word of the shopper between them. */
const LIMIT = 40;
/** Milliseconds. */
const PERIOD = 60_000;

/**
 * Stops a page that refreshes the checkout because the checkout was refreshed. A shopper who plays with the quantity
 * does not come near the limit.
 */
export function createRefreshLimit(now = () => performance.now()) {
  let times: number[] = [];
  return {
    /** @throws {KlarnaCheckoutError} `configuration` with reason `refresh-loop` */
    count(): void {
      times = [...times.filter((time) => now() - time < PERIOD), now()];
      if (times.length <= LIMIT) return;
      throw new KlarnaCheckoutError(
        'configuration',
        `The checkout was prepared ${times.length} times within a minute. Call refresh() when the cart has changed, not when the checkout is ready, and let no script remove the element’s children then.`,
        { reason: 'refresh-loop' },
      );
    },
    /** The shopper did something. */
    reset(): void {
      times = [];
    },
  };
}
