/** Taken when this is loaded: a shop's tests may replace it by a clock that stands still. Not every runtime has it. */
const { setImmediate } = globalThis;

/**
 * After what has come in is worked off. On a busy machine many requests go on together from here: what they send next
 * leaves in one burst, and what is answered comes back in one.
 */
export const yieldToEventLoop = (): Promise<void> =>
  setImmediate ? new Promise((resolve) => void setImmediate(resolve)) : Promise.resolve();
