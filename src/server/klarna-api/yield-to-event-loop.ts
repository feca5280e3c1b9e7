/** Read when the module loads, because fake timers in a shop's tests may replace it later. Not every runtime has it. */
const { setImmediate } = globalThis;

/**
 * Resolves after the events that are already queued. On a busy machine many requests then continue together, so their next
 * calls leave in one burst and the answers return in one.
 */
export const yieldToEventLoop = (): Promise<void> =>
  setImmediate ? new Promise((resolve) => void setImmediate(resolve)) : Promise.resolve();
