import type { Subscription } from '../../../src/klarna/types.ts';

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/**
 * The day on which a period begins, counted from the first one every time, so that the 31st of January leads to the 28th
 * of February and to the 31st of March after all. Days are those of UTC.
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

/** @param time milliseconds */
export const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
