export type Format = ReturnType<typeof createFormat>;

/** Formats numbers for people. Times are in the browser's time zone, amounts in the browser's language. */
export function createFormat() {
  const SECOND_MS = 1000;
  const MINUTE_MS = 60 * SECOND_MS;
  const HOUR_MS = 60 * MINUTE_MS;
  const DAY_MS = 24 * HOUR_MS;

  const two = (value: number): string => String(value).padStart(2, '0');

  const days = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });

  /** The two largest units: `47 h 59 min`. */
  const span = (ms: number): string => {
    const [d, h] = [Math.floor(ms / DAY_MS), Math.floor((ms % DAY_MS) / HOUR_MS)];
    const [m, s] = [Math.floor((ms % HOUR_MS) / MINUTE_MS), Math.floor((ms % MINUTE_MS) / SECOND_MS)];
    // Klarna counts a session's life in hours, so 48 hours are not shown as two days.
    if (d > 3) return `${d} d ${h} h`;
    if (ms >= HOUR_MS) return `${d * 24 + h} h ${two(m)} min`;
    return m > 0 ? `${m} min ${two(s)} s` : `${s} s`;
  };

  return {
    /** @param minor Klarna's minor units: hundredths in every currency */
    amount(minor: number, currency: string): string {
      const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
      return new Intl.NumberFormat(undefined, { style: 'currency', currency, ...digits }).format(minor / 100);
    },
    time(ms: number): string {
      const date = new Date(ms);
      return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
    },
    date: (ms: number): string => days.format(ms),
    /** Seconds are rounded up, so that `0 s left` is never shown. */
    left: (ms: number): string => (ms > 0 ? `${span(Math.ceil(ms / SECOND_MS) * SECOND_MS)} left` : 'over'),
    ahead: (ms: number): string => (ms > 0 ? `${span(ms)} ahead` : 'on time'),
    duration: (ms: number | undefined): string => (ms === undefined ? '…' : `${ms} ms`),
    short: (id: string): string => (id.length > 12 ? `${id.slice(0, 8)}…` : id),
  };
}
