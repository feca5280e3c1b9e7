/** ms: an order can be captured for 28 days, unless agreed otherwise. */
export const ORDER_LIFE = 28 * 24 * 60 * 60_000;
