/** Replaces `node:http` and `node:events`: the simulator is called as a function here, so no server listens. */
const unavailable = (): never => {
  throw new Error('Nothing listens in a browser.');
};

export const createServer = unavailable;
export const once = unavailable;
