export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The simulator in the shape of `fetch`: no port, no socket, and no network however the address reads. */
export const toFetch =
  (simulator: (request: Request) => Promise<Response>): Fetch =>
  (input, init) =>
    simulator(new Request(input, init));
