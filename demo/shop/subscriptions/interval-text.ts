import type { Subscription } from '../../../src/klarna/types.ts';

type Interval = Pick<Subscription, 'interval' | 'interval_count'>;

/** `month`, or `3 months`. */
export const periodWords = ({ interval, interval_count }: Interval): string =>
  interval_count === 1 ? interval.toLowerCase() : `${interval_count} ${interval.toLowerCase()}s`;

/** `every month`, or `every 3 months`. */
export const intervalText = (interval: Interval): string => `every ${periodWords(interval)}`;
