/** In how many parts `pay_over_time` is paid, by market: four in North America and Oceania, else three. */
export const countInstalments = (purchase_country: string): number =>
  ['US', 'CA', 'MX', 'AU', 'NZ'].includes(purchase_country.toUpperCase()) ? 4 : 3;

/** Equal parts in minor units; the first carries what does not divide. */
export function splitAmount(order_amount: number, count: number): number[] {
  const part = Math.floor(order_amount / count);
  return Array.from({ length: count }, (_, index) => (index === 0 ? order_amount - part * (count - 1) : part));
}
