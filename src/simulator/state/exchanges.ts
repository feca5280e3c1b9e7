/** The last requests, with what was sent and answered: for the control page, and for a person who asks "what did I send?". */
import { ConnectionLost } from '../connection-lost.ts';

export interface Exchange {
  readonly exchange_id: number;
  /** `merchant`: the REST API. `browser`: what the SDK asked. */
  readonly from: 'merchant' | 'browser';
  /** ms since the epoch, by the simulator's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The call's name as in scripts; absent where the path is none. */
  call?: string;
  /** JSON as text, by `keepJson`. */
  sent?: string;
  answered?: string;
  /** Absent while it is answered. */
  status?: number;
  correlation_id?: string;
  /** ms of real time: what the caller waited. */
  duration_ms?: number;
  /** A script kept the answer from the caller. */
  lost?: boolean;
}

const MAX_EXCHANGES = 200;

/** Characters of one body. */
const MAX_BODY_CHARACTERS = 50_000;

/**
 * What an exchange keeps of a body: its JSON, or a sentence in the place of a long one. As text, for a megabyte of JSON may
 * be fifteen in memory once it is parsed, and few are ever looked at.
 */
export const keepJson = (text: string): string =>
  text.length > MAX_BODY_CHARACTERS ? JSON.stringify(`${text.length} characters of JSON, too long to keep`) : text;

export class Exchanges {
  #entries: Exchange[] = [];
  #count = 0;

  /** Writes down one request: when it began, what became of it, how long that took. */
  async record(
    { from, at, method, path }: Pick<Exchange, 'from' | 'at' | 'method' | 'path'>,
    serve: (exchange: Exchange) => Promise<Response>,
  ): Promise<Response> {
    const exchange = this.#begin({ from, at, method, path });
    const started = performance.now();
    try {
      const response = await serve(exchange);
      exchange.status = response.status;
      return response;
    } catch (error) {
      if (error instanceof ConnectionLost) exchange.lost = true;
      throw error;
    } finally {
      exchange.duration_ms = Math.round(performance.now() - started);
    }
  }

  /** Newest first. */
  latest(): Exchange[] {
    return this.#entries.slice(-MAX_EXCHANGES).reverse();
  }

  clear(): void {
    this.#entries = [];
  }
  #begin(request: Pick<Exchange, 'from' | 'at' | 'method' | 'path'>): Exchange {
    this.#count += 1;
    const exchange: Exchange = { exchange_id: this.#count, ...request };
    this.#entries.push(exchange);
    // In batches: shifting a list at every request would cost more than the request.
    if (this.#entries.length >= 2 * MAX_EXCHANGES) this.#entries = this.#entries.slice(-MAX_EXCHANGES);
    return exchange;
  }
}
