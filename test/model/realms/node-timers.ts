/** Replaces `node:timers`: the simulator runs in a frame here, and the test moves the frame's timers. */
interface Timer {
  unref(): Timer;
  [Symbol.toPrimitive](): number;
}

export const setTimeout = (run: () => void, delay: number): Timer => toTimer(window.setTimeout(run, delay));
export const setInterval = (run: () => void, delay: number): Timer => toTimer(window.setInterval(run, delay));

function toTimer(id: number): Timer {
  const timer: Timer = { unref: () => timer, [Symbol.toPrimitive]: () => id };
  return timer;
}
