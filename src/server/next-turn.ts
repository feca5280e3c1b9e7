/** Taken when this is loaded: a shop's tests may replace it by a clock that stands still. Not every runtime has it. */
const { setImmediate } = globalThis;

/**
 * After what has come in is worked off. Work for another thread that is collected until then wakes that thread once for
 * many requests, and a wake costs more than the work.
 */
export const nextTurn = (): Promise<void> =>
  setImmediate ? new Promise((resolve) => void setImmediate(resolve)) : Promise.resolve();
