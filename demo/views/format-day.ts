const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `2026-12-23` → `23 December 2026`. */
export const formatDay = (day: string): string => format.format(new Date(day));
