/** A browser's timer can wait about 24 days at most. */
export const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Calls back after `ms`. The function that it returns cancels the call. A test uses its own clock. */
export type Schedule = (callback: () => void, ms: number) => () => void;

export const scheduleTimeout: Schedule = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
