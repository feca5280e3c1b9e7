import { KlarnaCheckoutError } from '../errors.ts';

/** Preparations within the period, with no action of the shopper between them. */
const MAX_PREPARATIONS = 40;
const PERIOD_MS = 60_000;

/**
 * Stops a page that refreshes the checkout in an endless loop. A shopper who changes the quantity many times does not come
 * near the limit.
 */
export function createRefreshLimit(now = () => performance.now()) {
  let times: number[] = [];
  return {
    /** @throws {KlarnaCheckoutError} `configuration` with reason `refresh-loop` */
    count(): void {
      times = [...times.filter((time) => now() - time < PERIOD_MS), now()];
      if (times.length <= MAX_PREPARATIONS) return;
      throw new KlarnaCheckoutError(
        'configuration',
        `The checkout was prepared ${times.length} times within a minute. Call refresh() when the cart has changed, not when the checkout is ready. Let no script remove the element’s children.`,
        { reason: 'refresh-loop' },
      );
    },
    /** The shopper has done something. */
    reset(): void {
      times = [];
    },
  };
}
