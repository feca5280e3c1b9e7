/** The network between the shop's pages and server. The test decides which request fails, waits or is lost. */

import { textOf } from '../klarna/quick-bodies.ts';
import type { CookieJar } from './cookie-jar.ts';
import type { Realm } from './realm.ts';
import type { ServerRequest } from './server-realm.ts';

export const FAULTS = [
  /** The request never reaches the server. */
  'unreachable',
  /** The server handles it, and the answer never arrives. */
  'lost',
  /** The request waits before the server until the test releases it. */
  'slow-request',
  /** The answer waits after the server until the test releases it. */
  'slow-answer',
  'truncated',
  'proxy-401',
  'proxy-502',
  'busy-503',
] as const;

export type Fault = (typeof FAULTS)[number];

/** A proxy between page and server answers. */
export interface Stranger {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
}

export type Route = 'session' | 'order' | 'outcome';

export interface Held {
  readonly owner: Realm;
  readonly path: string;
  release(): void;
}

const HTML = { 'content-type': 'text/html' };

const STRANGERS: Partial<Record<Fault, Stranger>> = {
  'proxy-401': { status: 401, body: '<h1>401 Authorization Required</h1>', headers: HTML },
  'proxy-502': { status: 502, body: '<h1>502 Bad Gateway</h1>', headers: HTML },
  'busy-503': { status: 503, body: '', headers: { 'retry-after': '1' } },
};

const SILENCE = new Promise<never>(() => undefined);

export class Network {
  readonly jar: CookieJar;
  readonly #serve: (path: string, request: ServerRequest) => Promise<Response>;
  readonly #note: (line: string) => void;
  readonly #faults = new Map<string, (Fault | Stranger)[]>();
  isOffline = false;
  /** The headers with which a browser describes the page. */
  site: 'same-origin' | 'cross-site' = 'same-origin';
  held: Held[] = [];
  /** Everything that pages have sent. */
  readonly sent: string[] = [];

  constructor(
    jar: CookieJar,
    serve: (path: string, request: ServerRequest) => Promise<Response>,
    note: (line: string) => void,
  ) {
    this.jar = jar;
    this.#serve = serve;
    this.#note = note;
  }

  /** The fates of the next requests on that route, in order. */
  break(route: Route, ...faults: (Fault | Stranger)[]): void {
    const path = `/klarna/${route}`;
    this.#faults.set(path, [...(this.#faults.get(path) ?? []), ...faults]);
  }

  heal(): void {
    this.site = 'same-origin';
    this.#faults.clear();
    this.releaseAll();
  }

  releaseAll(): void {
    for (const held of [...this.held]) this.release(held);
  }

  release(held: Held): void {
    this.held = this.held.filter((one) => one !== held);
    held.release();
  }

  /** `fetch`, as the pages of a frame have it. */
  fetchOf(owner: Realm): typeof fetch {
    const { Request } = owner.window;
    return (input, init) => {
      const request = new Request(input, init);
      const aborted = new Promise<never>((_, reject) => {
        const abort = () => reject(request.signal.reason);
        if (request.signal.aborted) abort();
        else request.signal.addEventListener('abort', abort);
      });
      // An abort ends the wait of the page, not the work of the server. A page that is gone gets nothing.
      const answer = this.#carry(owner, request).finally(() => (owner.isGone ? SILENCE : undefined));
      return Promise.race([answer, aborted]);
    };
  }

  async #carry(owner: Realm, request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const text = textOf(request);
    this.sent.push(text);
    const { method, signal } = request;
    return this.#answer(owner, pathname, { method, headers: this.#headersOf(request), text }, signal);
  }

  async #answer(owner: Realm, path: string, request: ServerRequest, signal: AbortSignal): Promise<Response> {
    const { Response } = owner.window;
    const unreachable = () => new owner.window.TypeError('Failed to fetch');
    const fault = this.#faults.get(path)?.shift();
    this.#note(`  ${path} ${this.isOffline ? 'offline' : JSON.stringify(fault ?? '')}`);
    if (this.isOffline || fault === 'unreachable') throw unreachable();
    const stranger = typeof fault === 'string' ? STRANGERS[fault] : fault;
    if (stranger) return new Response(stranger.body, stranger);
    if (fault === 'slow-request') await this.#hold(owner, path);
    const answer = await this.#serve(path, request);
    const body = textOf(answer);
    this.#note(`  ${path} answers ${answer.status} ${answer.ok ? '' : body}`);
    if (fault === 'slow-answer') await this.#hold(owner, path);
    if (fault === 'lost') throw unreachable();
    // The browser drops a request if the page aborts it or goes away. Then the answer sets no cookie.
    if (!owner.isGone && !signal.aborted) this.jar.keep(answer.headers);
    const headers = { 'content-type': answer.headers.get('content-type') ?? '' };
    const seen = fault === 'truncated' ? body.slice(0, -1) : body;
    return new Response(seen === '' ? null : seen, { status: answer.status, headers });
  }

  #headersOf({ headers }: Request): Record<string, string> {
    return { ...Object.fromEntries(headers), cookie: this.jar.header, 'sec-fetch-site': this.site };
  }

  async #hold(owner: Realm, path: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held.push({ owner, path, release: resolve });
    await promise;
  }
}
