/**
 * Purchases in one process: the handler, and the simulator as a function. Calls and writes fail, callbacks come late and
 * twice, carts change after the authorization. The seed decides every choice, but not the order in which answers arrive.
 */
import type { SessionRequest } from '../../src/klarna/types.ts';
import { type Books, findViolations } from './laws.ts';

export type Sources = {
  server: typeof import('../../src/server/index.ts');
  simulator: typeof import('../../src/simulator/index.ts');
};

const SIDE_BY_SIDE = 64;
const FAULTS = 0.01;
const LATE_CALLBACKS = 0.3;
const CHANGED_CARTS = 0.05;
const SUBSCRIPTIONS = 0.25;
/** The share of purchases whose first order Klarna refuses. Klarna repeats its callback at the end. */
const BROKEN_APPROVALS = 0.02;
/** The share of shoppers with an unspent authorization who authorize again. */
const IMPATIENT = 0.3;
/** After this many requests for one purchase, the bench counts it as lost. */
const PATIENCE = 30;
const MOUNT = 'https://shop.example/klarna';

/** The random number generator Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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

export interface Sold {
  /** Microseconds of processor time for a purchase, of all threads of this process. It is valid on a busy machine too. */
  cost: number;
  /** Purchases a second by the clock. */
  clock: number;
  /** Requests to Klarna for a purchase. */
  calls: number;
  violations: string[];
}

export async function sell({ server, simulator }: Sources, purchases: number, seed: number): Promise<Sold> {
  const random = createRandom(seed);
  const happens = (share: number): boolean => random() < share;
  const klarna = simulator.createKlarnaSimulator({ seed, capacity: 4 * purchases + 1000 });
  const carts = new Map<string, SessionRequest>();
  const rows = new Map<string, Books['rows'][number]>();
  const told: Books['told'][number][] = [];
  /** The callback URL of a session. */
  const addresses = new Map<string, string>();
  /** Authorizations whose order Klarna refuses. */
  const broken = new Set<string>();
  let calls = 0;

  /** Klarna, with a record of each session's callback URL. */
  const askKlarna = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST' || !request.url.includes('/payments/v1/sessions')) return klarna(request);
    const asked = await request.text();
    const { url, method, headers } = request;
    const answer = await klarna(new Request(url, { method, headers, body: asked }));
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
  const isBroken = (url: string): boolean => broken.has(/authorizations\/([\w-]+)\/order$/.exec(url)?.[1] ?? '');
  /** The handler gives a complete `Request` to the shop's own `fetch`. */
  const reach = async (request: Request): Promise<Response> => {
    calls += 1;
    const fault = happens(FAULTS) ? random() : 1;
    if (fault < 0.5 || isBroken(request.url)) throw new TypeError('fetch failed');
    const answer = await askKlarna(request);
    // Klarna has carried out the call, and the answer is lost.
    if (fault < 1) throw new TypeError('fetch failed');
    return answer;
  };
  const handler = server.createKlarnaHandler({
    username: 'shop',
    password: 'secret',
    environment: new URL('https://klarna.test'),
    secret: 'a secret that is long enough to seal with',
    publicUrl: MOUNT,
    fetch: reach as typeof fetch,
    getOrder: (request) => carts.get(request.headers.get('x-cart') ?? '') ?? null,
    onOrder({ order_id }, { order, session_id, customer_token }) {
      const fault = happens(FAULTS) ? random() : 1;
      if (fault < 0.5) throw new Error('The database is locked.');
      rows.set(order_id, { order_id, reference: order.merchant_reference1 ?? '', session_id });
      if (customer_token) told.push({ session_id, token_id: customer_token.token_id });
      saved.set(session_id, order_id);
      if (fault < 1) throw new Error('The answer of the database is lost.');
    },
    onCustomerToken({ token_id }, { session_id }) {
      if (happens(FAULTS)) throw new Error('The database is locked.');
      told.push({ session_id, token_id });
    },
    findOrder(session_id) {
      const order_id = saved.get(session_id);
      return order_id === undefined ? null : { order_id, fraud_status: 'ACCEPTED' };
    },
    // The bench made these faults itself.
    onError: () => undefined,
  });
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
    const isLate = happens(LATE_CALLBACKS);
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
    for (let requests = 0; requests < PATIENCE; requests++) {
      if (approval === undefined) {
        const { status, body } = await ask('/session', {});
        if (body.reason === 'already-ordered' && (await ask('/outcome')).body.status === 'complete') break;
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
      // If the cart has changed or the authorization has ended, the shopper authorizes again. After a fault some shoppers do so too.
      const isOver = status < 500 || broken.has(approval.authorization_token);
      if (isOver || happens(IMPATIENT)) approval = undefined;
    }
    await Promise.all(callbacks);
    late.push(...afterwards);
    while (late.length > SIDE_BY_SIDE) await late.shift()?.();
  }

  const [before, started] = [process.cpuUsage(), performance.now()];
  let next = 0;
  const shopper = async () => {
    while (next < purchases) await buy(next++);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, shopper));
  const finish = async () => {
    for (let call = late.shift(); call; call = late.shift()) await call();
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, finish));
  const { user, system } = process.cpuUsage(before);
  const cost = (user + system) / purchases;
  const clock = (purchases * 1000) / (performance.now() - started);
  const [orders, tokens] = [klarna.orders(), klarna.customerTokens()];
  const violations = findViolations({ carts, orders, tokens, rows: [...rows.values()], told });
  return { cost, clock, calls: calls / purchases, violations };
}
