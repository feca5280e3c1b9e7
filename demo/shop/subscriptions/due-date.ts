import type { Subscription } from '../../../src/klarna/types.ts';

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/**
 * The first day of a period. It is always counted from the first period, so that a start on 31 January leads to 28
 * February and then to 31 March. Days are in UTC.
 *
 * @param started_on `yyyy-mm-dd`, the day of period 0
 */
export function dueDate(
  started_on: string,
  { interval, interval_count }: Pick<Subscription, 'interval' | 'interval_count'>,
  period: number,
): string {
  const [year = 0, month = 1, day = 1] = started_on.split('-').map(Number);
  const steps = interval_count * period;
  if (interval === 'DAY' || interval === 'WEEK') {
    return toDay(Date.UTC(year, month - 1, day + steps * (interval === 'WEEK' ? 7 : 1)));
  }
  const months = month - 1 + steps * (interval === 'YEAR' ? 12 : 1);
  const target = new Date(Date.UTC(year, months));
  const last = lastDayOf(target.getUTCFullYear(), target.getUTCMonth());
  return toDay(target.setUTCDate(Math.min(day, last)));
}

/** @param time milliseconds since the epoch */
export const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
