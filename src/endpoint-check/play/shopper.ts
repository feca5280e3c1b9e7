/** A shopper's browser: it keeps cookies and posts JSON, as the element does. */
import { isRecord } from '../../klarna/is-record.ts';
import { BrokenPromise } from './verdict.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty if the answer is not a JSON object. */
  readonly body: Record<string, unknown>;
  /** The body if it is a JSON list. */
  readonly list: readonly unknown[] | undefined;
}

export interface BrowserOptions {
  /** The mount, without a slash at its end. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  /** Sent with each request, such as a CSRF token. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every answer of the endpoint, of all shoppers. */
  readonly answers: Answer[];
}

/** An endpoint that does not answer in this time has not answered. */
const TIMEOUT_MS = 15_000;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A rule that needs JSON says what it has seen instead.
    return undefined;
  }
}

export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const value = readJson(text);
  const list = Array.isArray(value) ? value : undefined;
  return { status: response.status, headers: response.headers, text, body: isRecord(value) ? value : {}, list };
}

/** The status, and the code and reason of an error. It has no token. */
export function describe({ status, body }: Answer): string {
  const detail = [body.code, body.reason].filter((part) => typeof part === 'string').join('/');
  return detail ? `${status} ${detail}` : String(status);
}

export class Shopper {
  readonly #options: BrowserOptions;
  readonly #cookies = new Map<string, string>();

  constructor(options: BrowserOptions) {
    this.#options = options;
  }

  post(route: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.#ask(this.#options.url + route, { method: 'POST', body: text, headers });
  }

  get(route: string): Promise<Answer> {
    return this.#ask(this.#options.url + route, { headers: {} });
  }

  /** Asks another address of the shop, with the same cookies. */
  visit(url: string, method: 'GET' | 'POST'): Promise<Answer> {
    return this.#ask(url, method === 'POST' ? { method, body: '{}', headers: {} } : { headers: {} });
  }

  async #ask(url: string, init: { method?: string; body?: string; headers: Record<string, string> }): Promise<Answer> {
    const { fetch, headers, answers } = this.#options;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = {
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      'sec-fetch-site': 'same-origin',
      ...headers,
      ...(cookie && { cookie }),
      ...init.headers,
    };
    let response: Response;
    try {
      response = await fetch(url, {
        ...init,
        headers: sent,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      const { pathname } = new URL(url);
      throw new BrokenPromise(`an answer of ${pathname}`, `no answer (${(error as Error).message})`);
    }
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const answer = await toAnswer(response);
    answers.push(answer);
    return answer;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
    if (/;\s*max-age=0\b/i.test(line) || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
