/** The number of payments of `pay_over_time`: four in North America and Oceania, otherwise three. */
export const countInstalments = (purchase_country: string): number =>
  ['US', 'CA', 'MX', 'AU', 'NZ'].includes(purchase_country.toUpperCase()) ? 4 : 3;

/** Equal parts in minor units. The first part carries the remainder. */
export function splitAmount(order_amount: number, count: number): number[] {
  const part = Math.floor(order_amount / count);
  return Array.from({ length: count }, (_, index) => (index === 0 ? order_amount - part * (count - 1) : part));
}
