import { withResolvers } from '../../src/checkout/with-resolvers.ts';

/** A `fetch` that the test answers. Requests wait until `answer` is called, so the test decides their order. */
export interface Call {
  path: string;
  /** With its question mark, or empty. */
  query: string;
  headers: Headers;
  credentials: RequestCredentials;
  body: Record<string, unknown>;
  signal: AbortSignal;
  answer(body: unknown, status?: number, headers?: Record<string, string>): void;
  fail(error?: Error): void;
}

export class FakeEndpoint {
  readonly calls: Call[] = [];
  /** The immediate answer to `GET /outcome`, which the checkout asks for after each refusal of Klarna. */
  outcome: unknown = { status: 'open' };
  outcomeStatus = 200;
  /** The number of `GET /outcome` so far. */
  outcomes = 0;
  readonly #outcomeSignals = new EventTarget();
  readonly #real = window.fetch;
  #waiting: Array<(call: Call) => void> = [];
  #taken = 0;

  constructor() {
    window.fetch = (input, init) => this.#receive(new Request(input, init));
  }

  /** The next request, whether the page has already sent it or not. */
  next(): Promise<Call> {
    const call = this.calls[this.#taken];
    this.#taken += 1;
    if (call) return Promise.resolve(call);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves after that many `GET /outcome`. */
  outcomeAsked(times: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.outcomes >= times) resolve();
      };
      this.#outcomeSignals.addEventListener('asked', look);
      look();
    });
  }

  /** Rejects open requests, because a running order would block the cart for the next test. */
  restore(): void {
    window.fetch = this.#real;
    for (const call of this.calls) call.answer({}, 400);
  }

  async #receive(request: Request): Promise<Response> {
    if (request.url.endsWith('/outcome')) {
      this.outcomes += 1;
      this.#outcomeSignals.dispatchEvent(new Event('asked'));
      return Response.json(this.outcome, { status: this.outcomeStatus });
    }
    const { promise, resolve, reject } = withResolvers<Response>();
    request.signal.addEventListener('abort', () => reject(request.signal.reason));
    // The page may abort the request while its body is read here.
    promise.catch(() => 'seen by whoever fetched');
    const call: Call = {
      path: new URL(request.url).pathname,
      query: new URL(request.url).search,
      headers: request.headers,
      credentials: request.credentials,
      body: await request.json(),
      signal: request.signal,
      answer: (body, status = 200, headers = {}) => {
        const init = { status, headers };
        resolve(typeof body === 'string' ? new Response(body, init) : Response.json(body, init));
      },
      fail: (error = new TypeError('Failed to fetch')) => reject(error),
    };
    this.calls.push(call);
    this.#waiting.shift()?.(call);
    return promise;
  }
}

export const CLIENT_TOKEN = 'head.claims.signature';

/** The answer to `POST /klarna/session`. */
export const sessionAnswer = (...identifiers: string[]) => ({
  session_id: 'session-1',
  client_token: CLIENT_TOKEN,
  intent: 'buy',
  environment: 'playground',
  purchase_country: 'DE',
  payment_method_categories: identifiers.map((identifier) => ({
    identifier,
    name: `Pay: ${identifier}`,
    asset_urls: {},
  })),
});
