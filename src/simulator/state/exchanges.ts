/** The last requests with bodies and answers, for the control page. */
import { ConnectionLost } from '../connection-lost.ts';

export interface Exchange {
  readonly exchange_id: number;
  /** `merchant`: the REST API. `browser`: the SDK's requests. */
  readonly from: 'merchant' | 'browser';
  /** ms since the epoch, by the simulator's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The name of the call as in scripts; absent if the path is unknown. */
  call?: string;
  /** JSON as text, from `keepJson`. */
  sent?: string;
  answered?: string;
  /** Absent until the answer. */
  status?: number;
  correlation_id?: string;
  /** ms of real time that the caller waited. */
  duration_ms?: number;
  /** Whether a script withheld the answer from the caller. */
  lost?: boolean;
}

const MAX_EXCHANGES = 200;

/** For one body. */
const MAX_BODY_CHARACTERS = 50_000;

/**
 * The text of a body that an exchange keeps, or a sentence in place of a long one. It stays text, because a megabyte of
 * JSON can take fifteen in memory once parsed, and few bodies are ever read.
 */
export const keepJson = (text: string): string =>
  text.length > MAX_BODY_CHARACTERS ? JSON.stringify(`${text.length} characters of JSON, too long to keep`) : text;

export class Exchanges {
  #entries: Exchange[] = [];
  #count = 0;

  /** Records one request: its start, its result and its duration. */
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
    // In batches, because removing the first entry at every request would cost more than the request.
    if (this.#entries.length >= 2 * MAX_EXCHANGES) this.#entries = this.#entries.slice(-MAX_EXCHANGES);
    return exchange;
  }
}
