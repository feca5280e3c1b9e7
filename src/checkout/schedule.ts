/** Calls back after so many ms; what it returns takes that back. A test has a clock of its own. */
export type Schedule = (callback: () => void, ms: number) => () => void;

export const scheduleTimeout: Schedule = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
