import { sum } from '../../klarna/order-arithmetic.ts';
import type { OrderLine } from '../../klarna/types.ts';

/** A tax rate in Klarna's hundredths of a percent, and its part of an amount in minor units, which is not 0. */
type Share = readonly [tax_rate: number | undefined, amount: number];

/**
 * An amount, spread over the tax rates of the lines by their share of the total. The shares add up to the amount. A rate
 * whose lines add up to zero or less gets none.
 */
export function spread(amount: number, lines: readonly OrderLine[]): Share[] {
  const totals = [...totalsByRate(lines)].filter(([, total]) => total > 0);
  const whole = sum(totals.map(([, total]) => total));
  let seen = 0;
  let given = 0;
  return totals.flatMap(([tax_rate, total]): Share[] => {
    seen += total;
    // Rounded as a running sum: the last share ends at the amount itself, and each is less than one unit off.
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
