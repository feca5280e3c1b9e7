const DAY_MS = 24 * 60 * 60_000;

/** An order can be captured for 28 days, unless the contract says otherwise. */
const ORDER_LIFE_MS = 28 * DAY_MS;

/** The end is a midnight in UTC (recorded): the beginning of the last of the 28 days. @returns ms since the epoch */
export const orderExpiry = (from: number): number => Math.floor((from + ORDER_LIFE_MS) / DAY_MS) * DAY_MS;
