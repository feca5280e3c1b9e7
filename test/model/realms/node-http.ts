/** `node:http` and `node:events` where the simulator is called as a function: nothing listens there. */
const unavailable = (): never => {
  throw new Error('Nothing listens in a browser.');
};

export const createServer = unavailable;
export const once = unavailable;
