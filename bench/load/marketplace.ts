/**
 * A shop with the handler, an offline Klarna, and shoppers. Calls and writes fail, callbacks come late and twice, carts change
 * after the authorization. The seed decides every choice, but not the order in which answers arrive.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionRequest } from '../../src/klarna/types.ts';
import type { FetchHandler } from '../../src/node/http-adapter.ts';
import { createRandom } from '../../test/support/random.ts';
import { type Books, findViolations } from './laws.ts';

export type Sources = {
  server: typeof import('../../src/server/index.ts');
  simulator: typeof import('../../src/simulator/index.ts');
};

/** How many shoppers buy at once, and how many callbacks are late at most. */
export const SIDE_BY_SIDE = 64;
const CHANGED_CARTS = 0.05;
const SUBSCRIPTIONS = 0.25;
/** The share of purchases whose first order Klarna refuses. Klarna repeats its callback at the end. */
const BROKEN_APPROVALS = 0.02;
/** The share of shoppers with an unspent authorization who authorize again. */
const IMPATIENT = 0.3;
const MOUNT = 'https://shop.example/klarna';

function cartOf(reference: string, quantity: number, subscribes: boolean): SessionRequest {
  const total = quantity * 4750;
  const subscription = { name: 'Coffee monthly', interval: 'MONTH', interval_count: 1 } as const;
  const line = { name: 'Mug', quantity, unit_price: 4750, tax_rate: 2500, total_amount: total };
  return {
    purchase_country: 'SE',
    purchase_currency: 'SEK',
    locale: 'en-SE',
    intent: subscribes ? 'buy_and_tokenize' : 'buy',
    order_amount: total,
    order_tax_amount: total / 5,
    order_lines: [{ ...line, total_tax_amount: total / 5, ...(subscribes && { subscription }) }],
    merchant_reference1: reference,
  };
}

/** The faults of the moment. A bench may change them while shoppers buy. */
export interface Faults {
  /** The share of calls to Klarna that fail, half of them after Klarna has carried them out. */
  klarna: number;
  /** The share of the shop's writes that fail, half of them after they are written. */
  database: number;
  lateCallbacks: number;
  /** The time that each call to Klarna takes at least. */
  slow_ms: number;
}

export const USUAL_FAULTS: Faults = { klarna: 0.01, database: 0.01, lateCallbacks: 0.3, slow_ms: 0 };

interface MarketplaceOptions {
  sources: Sources;
  seed: number;
  /** How many sessions and orders the simulator keeps. */
  capacity: number;
  faults: Faults;
  /** After this many requests for one purchase, the bench counts it as lost. */
  patience: number;
  /** The shopper waits so long after a failure of the server. */
  pause_ms?: number;
  /**
   * True if shoppers keep their authorization after a failure of the server, as the element does. Without it, no page knows the
   * authorization of an order that only a callback has placed. If the shop could not save that order either, a person has to look.
   */
  keepsAuthorization?: boolean;
  /** True if a saved order empties the cart, as in a real shop. */
  emptiesCart?: boolean;
  /** A shopper waits for it before asking for a session. */
  beforeSession?: () => Promise<void> | undefined;
  /** Puts a network between handler and Klarna, or between shopper and handler. */
  connect?: (to: 'klarna' | 'shop', called: FetchHandler) => FetchHandler;
}

export interface Marketplace {
  klarna: ReturnType<Sources['simulator']['createKlarnaSimulator']>;
  /** Requests to Klarna so far. */
  readonly calls: number;
  buy(number: number): Promise<void>;
  /** Klarna's late callbacks come now. */
  finish(): Promise<void>;
  /** Orders that may be at Klarna, and that the shop has not saved yet. */
  countUnsaved(): number;
  findViolations(): string[];
  /** Forgets all purchases, at Klarna too. */
  clear(): void;
}

export function createMarketplace({ sources, seed, capacity, faults, ...options }: MarketplaceOptions): Marketplace {
  const { server, simulator } = sources;
  const {
    patience,
    pause_ms = 0,
    emptiesCart = false,
    keepsAuthorization = false,
    beforeSession = () => undefined,
    connect = (_, called) => called,
  } = options;
  const { next: random, chance: happens } = createRandom(seed);
  // The clock of this process, which a bench may move.
  const klarna = simulator.createKlarnaSimulator({ seed, capacity, now: () => Date.now() });
  const callKlarna = connect('klarna', klarna);
  const carts = new Map<string, SessionRequest>();
  const rows = new Map<string, Books['rows'][number]>();
  const told: Books['told'][number][] = [];
  /** The carts whose order the shop has saved. */
  const bought = new Set<string>();
  /** The callback URL of a session. */
  const addresses = new Map<string, string>();
  /** Authorizations whose order Klarna refuses. */
  const broken = new Set<string>();
  /** Ids of Klarna's orders that the shop has not saved yet. */
  const unsaved = new Set<string>();
  /** Requests for an order that Klarna has not answered yet. */
  let ordering = 0;
  let calls = 0;

  /** Klarna, with a record of each session's callback URL. */
  const askKlarna = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST' || !request.url.includes('/payments/v1/sessions')) return callKlarna(request);
    const asked = await request.text();
    const { url, method, headers } = request;
    const answer = await callKlarna(new Request(url, { method, headers, body: asked }));
    const address = answer.ok ? JSON.parse(asked).merchant_urls?.authorization : undefined;
    if (!address) return answer;
    const known = /sessions\/([\w-]+)$/.exec(url)?.[1];
    if (known !== undefined) {
      addresses.set(known, address);
      return answer;
    }
    const answered = await answer.text();
    addresses.set(JSON.parse(answered).session_id, address);
    return new Response(answered, answer);
  };
  const isOrder = (url: string): boolean => /\/authorizations\/[\w-]+\/order$/.test(url);
  const askForOrder = async (request: Request): Promise<Response> => {
    ordering += 1;
    try {
      const answer = await callKlarna(request);
      if (!answer.ok) return answer;
      const answered = await answer.text();
      const { order_id } = JSON.parse(answered);
      if (!rows.has(order_id)) unsaved.add(order_id);
      return new Response(answered, answer);
    } finally {
      ordering -= 1;
    }
  };
  const isBroken = (url: string): boolean => broken.has(/authorizations\/([\w-]+)\/order$/.exec(url)?.[1] ?? '');
  /** The handler gives a complete `Request` to the shop's own `fetch`. */
  const reach = async (request: Request): Promise<Response> => {
    calls += 1;
    const fault = happens(faults.klarna) ? random() : 1;
    if (faults.slow_ms > 0) await pause(faults.slow_ms);
    if (fault < 0.5 || isBroken(request.url)) throw new TypeError('fetch failed');
    const answer = await (isOrder(request.url) ? askForOrder(request) : askKlarna(request));
    // Klarna has carried out the call, and the answer is lost.
    if (fault < 1) throw new TypeError('fetch failed');
    return answer;
  };
  const handler = connect(
    'shop',
    server.createKlarnaHandler({
      username: 'shop',
      password: 'secret',
      environment: new URL('https://klarna.test'),
      secret: 'a secret that is long enough to seal with',
      publicUrl: MOUNT,
      fetch: reach as typeof fetch,
      getOrder(request) {
        const reference = request.headers.get('x-cart') ?? '';
        return emptiesCart && bought.has(reference) ? null : (carts.get(reference) ?? null);
      },
      onOrder({ order_id }, { order, session_id, customer_token }) {
        const fault = happens(faults.database) ? random() : 1;
        if (fault < 0.5) throw new Error('The database is locked.');
        bought.add(order.merchant_reference1 ?? '');
        rows.set(order_id, { order_id, reference: order.merchant_reference1 ?? '', session_id });
        unsaved.delete(order_id);
        if (customer_token) told.push({ session_id, token_id: customer_token.token_id });
        saved.set(session_id, order_id);
        if (fault < 1) throw new Error('The answer of the database is lost.');
      },
      onCustomerToken({ token_id }, { session_id }) {
        if (happens(faults.database)) throw new Error('The database is locked.');
        told.push({ session_id, token_id });
      },
      findOrder(session_id) {
        const order_id = saved.get(session_id);
        return order_id === undefined ? null : { order_id, fraud_status: 'ACCEPTED' };
      },
      // The bench made these faults itself.
      onError: () => undefined,
    }),
  );
  const saved = new Map<string, string>();
  const late: (() => Promise<unknown>)[] = [];
  const callBack = (session_id: string, authorization_token: string, url: string) => async () => {
    const body = JSON.stringify({ session_id, authorization_token });
    // Klarna calls three times at most.
    for (let tries = 0; tries < 3; tries++) {
      if ((await handler(new Request(url, { method: 'POST', body }))).ok) return;
    }
  };

  async function buy(number: number): Promise<void> {
    const reference = `cart-${number}`;
    const subscribes = happens(SUBSCRIPTIONS);
    let changes = happens(CHANGED_CARTS);
    const isLate = happens(faults.lateCallbacks);
    let breaks = happens(BROKEN_APPROVALS);
    carts.set(reference, cartOf(reference, 1, subscribes));
    let cookie = '';
    const ask = async (route: string, body?: unknown) => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const headers = { 'content-type': 'application/json', 'x-cart': reference, cookie };
      const response = await handler(new Request(`${MOUNT}${route}`, { ...init, headers }));
      for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
      return { status: response.status, body: await response.json() };
    };
    const callbacks: Promise<unknown>[] = [];
    /** Klarna may order the approved cart until the shop has refused it. So a changed cart's callbacks come after the purchase. */
    const afterwards: (() => Promise<unknown>)[] = [];
    let approval: { session_id: string; authorization_token: string } | undefined;
    for (let requests = 0; requests < patience; requests++) {
      if (approval === undefined) {
        await beforeSession();
        const { status, body } = await ask('/session', {});
        if (emptiesCart && body.reason === 'empty-cart') break;
        if (body.reason === 'already-ordered' && (await ask('/outcome')).body.status === 'complete') break;
        if (status >= 500 && pause_ms > 0) await pause(pause_ms);
        if (status !== 200) continue;
        const { session_id } = body;
        const unspent = broken.has(body.authorization_token) ? undefined : body.authorization_token;
        const isNew = unspent === undefined || happens(IMPATIENT);
        const authorization_token = isNew ? klarna.authorize(session_id).authorization_token : unspent;
        if (breaks) broken.add(authorization_token);
        approval = { session_id, authorization_token };
        const call = callBack(session_id, authorization_token, addresses.get(session_id) ?? '');
        if (isLate) (changes ? afterwards : late).push(call, call);
        else if (breaks || !changes) callbacks.push(call());
        if (breaks && !isLate) late.push(call);
        breaks = false;
        if (changes) carts.set(reference, cartOf(reference, 3, subscribes));
        changes = false;
      }
      const { status } = await ask('/order', approval);
      if (status === 200) break;
      if (status >= 500 && pause_ms > 0) await pause(pause_ms);
      // If the cart has changed or the authorization has ended, the shopper authorizes again. After a fault some shoppers do so too.
      const isOver = status < 500 || broken.has(approval.authorization_token);
      if (isOver || (!keepsAuthorization && happens(IMPATIENT))) approval = undefined;
    }
    await Promise.all(callbacks);
    late.push(...afterwards);
    while (late.length > SIDE_BY_SIDE) await late.shift()?.();
  }

  return {
    klarna,
    get calls() {
      return calls;
    },
    buy,
    async finish() {
      const next = async () => {
        for (let call = late.shift(); call; call = late.shift()) await call();
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
    },
    countUnsaved: () => ordering + unsaved.size,
    findViolations: () =>
      findViolations({
        carts,
        orders: klarna.orders(),
        tokens: klarna.customerTokens(),
        rows: [...rows.values()],
        told,
      }),
    clear() {
      klarna.reset();
      told.length = 0;
      unsaved.clear();
      for (const one of [carts, rows, addresses, broken, bought, saved]) one.clear();
    },
  };
}
