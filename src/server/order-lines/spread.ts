import { sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';

/** A tax rate in hundredths of a percent, and its part of the amount in minor units. The part is never 0. */
type Share = readonly [tax_rate: number | undefined, amount: number];

/**
 * Spreads an amount over the tax rates of the lines, by their share of the total. The shares add up to the amount. If the
 * lines of a rate add up to zero or less, the rate gets no share.
 */
export function spread(amount: number, lines: readonly OrderLine[]): Share[] {
  const totals = [...totalsByRate(lines)].filter(([, total]) => total > 0);
  const whole = sum(totals.map(([, total]) => total));
  let seen = 0;
  let given = 0;
  return totals.flatMap(([tax_rate, total]): Share[] => {
    seen += total;
    // Each share is the difference of two rounded running sums. So all shares add up exactly, and each is less than one unit off.
    const share = Math.round((amount * seen) / whole) - given;
    given += share;
    return share === 0 ? [] : [[tax_rate, share]];
  });
}

function totalsByRate(lines: readonly OrderLine[]): Map<number | undefined, number> {
  const totals = new Map<number | undefined, number>();
  for (const { tax_rate, total_amount } of lines) {
    const rate = tax_rate ?? undefined;
    totals.set(rate, (totals.get(rate) ?? 0) + total_amount);
  }
  return totals;
}
