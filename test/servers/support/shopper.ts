/** A shopper without a browser: a cart, a cookie jar, and Klarna's answer. */
import assert from 'node:assert/strict';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { grossLine, sumOrder } from '../../../src/server/index.ts';
import type { Books } from './books.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the test reads whatever the answer has
  body: any;
}

export const cartOf = (mugs: number, more: Partial<SessionRequest> = {}): SessionRequest => ({
  purchase_country: 'SE',
  purchase_currency: 'SEK',
  locale: 'en-SE',
  ...sumOrder([grossLine({ name: 'Enamel mug', quantity: mugs, unit_price: 4750, tax_rate: 2500 })]),
  ...more,
});

export class Shopper {
  readonly cart_id = crypto.randomUUID();
  readonly #books: Books;
  readonly #mount: string;
  readonly #jar = new Map<string, string>();

  constructor(books: Books, mount: string, cart: SessionRequest = cartOf(2)) {
    this.#books = books;
    this.#mount = mount;
    this.#jar.set('cart', this.cart_id);
    this.fill(cart);
  }

  fill(cart: SessionRequest | null): void {
    this.#books.carts.set(this.cart_id, cart);
  }

  forgetCookies(): void {
    for (const name of this.#jar.keys()) if (name !== 'cart') this.#jar.delete(name);
  }

  async ask(route: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(this.#mount + route, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
    return { status: response.status, headers: response.headers, body: parse(await response.text()) };
  }

  post(route: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.ask(route, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text });
  }

  async open(wish: object = {}): Promise<string> {
    const answer = await this.post('/session', wish);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.session_id;
  }

  approve(session_id: string): { session_id: string; authorization_token: string } {
    const { authorization_token } = this.#books.klarna.authorize(session_id);
    assert.ok(authorization_token, 'the simulator approves');
    return { session_id, authorization_token };
  }

  /** Posts like Klarna's servers: no cookie, no Origin. */
  async callBack(kind: 'authorization' | 'notification', session_id: string, body: object): Promise<number> {
    const session = this.#books.klarna.sessions().find((one) => one.session_id === session_id);
    const address = session?.request.merchant_urls?.[kind] ?? '';
    assert.ok(address.startsWith(`${this.#mount}/callback/`), `Klarna would call ${address}, not ${this.#mount}`);
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
    await response.arrayBuffer();
    return response.status;
  }

  /** The ids of the orders that the shop has saved, and of the orders at Klarna. */
  counts(session_id: string): [saved: number, placed: number] {
    const isOf = (order: { session_id?: string | undefined }): boolean => order.session_id === session_id;
    return [this.#books.orders.filter(isOf).length, this.#books.klarna.orders().filter(isOf).length];
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}
