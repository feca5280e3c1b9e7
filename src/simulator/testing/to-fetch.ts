export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The simulator as a `fetch` function: it opens no port and no socket, and uses no network whatever the address. */
export const toFetch =
  (simulator: (request: Request) => Promise<Response>): Fetch =>
  (input, init) =>
    simulator(new Request(input, init));
