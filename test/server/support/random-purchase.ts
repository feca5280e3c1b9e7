/**
 * One shopper with two tabs buys a subscription. Requests of the tabs, Klarna's callbacks, changes of cart and language, and at
 * most one fault meet in a random order.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Intent } from '../../../src/klarna/types.ts';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { createRandom } from '../../support/random.ts';
import { cartOf, PASSWORD, SECRET, SHOP } from './shop.ts';
import { createTurns } from './turns.ts';

type Refusal = [status: number, error_code: string];

/** Klarna refuses the order of an authorization in one of these ways, each time. */
const REFUSALS: [Refusal, ...Refusal[]] = [
  [409, 'NOT_MATCHING'],
  [400, 'BAD_VALUE'],
  [403, 'REJECTED'],
  [403, 'NOT_ALLOWED'],
];

/** One fault in a purchase, at a random call. */
const FAULTS = ['none', 'none', 'not carried out', 'answer lost', 'shop'] as const;
/** More calls than a purchase has. */
const LAST_CALL = 60;
const REFUSED = 0.2;
const REPEATED_CALLBACKS = 0.3;
const SILENT_PAGES = 0.3;
const TRIES = 3;
const LAST_TRIES = 8;

const ACTIONS = [
  'open',
  'open',
  'authorize',
  'authorize',
  'authorize',
  'cart',
  'intent',
  'language',
  'outcome',
  'cancel',
  'give up',
] as const;

interface Tab {
  locale: string;
  session_id?: string | undefined;
}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any route
  body: any;
}

export async function runPurchase(seed: number) {
  const random = createRandom(seed);
  const turns = createTurns(random);
  const klarna = createKlarnaSimulator({ username: 'PK1', password: PASSWORD, seed });
  const log: string[] = [];
  const names = new Map<string, string>();
  /** Short names in the log. */
  const name = (kind: string, id: string): string => {
    const known = names.get(id) ?? `${kind}${[...names.values()].filter((one) => one.startsWith(kind)).length + 1}`;
    names.set(id, known);
    return known;
  };
  const actor = new AsyncLocalStorage<string>();
  const note = (text: string): void => void log.push(`${actor.getStore() ?? ''}: ${text}`);

  const fault = random.pick(FAULTS);
  const faultyCall = random.integer(1, LAST_CALL);
  let [calls, isFaulty, isOver] = [0, false, false];
  const isDue = (kind: string): boolean => {
    if (isOver || isFaulty || fault !== kind || calls < faultyCall) return false;
    isFaulty = true;
    note(`FAULT ${kind}`);
    return true;
  };
  const refusals = new Map<string, { session_id: string; status: number; error_code: string }>();
  /** The customer token of each authorization. */
  const tokenOf = new Map<string, string>();

  /** A session that has its order refuses every other one in its own way. */
  const findRefusal = (authorization_token: string): Response | undefined => {
    const { session_id, status, error_code } = refusals.get(authorization_token) ?? {};
    const session = klarna.sessions().find((one) => one.session_id === session_id);
    if (session?.status !== 'incomplete') return undefined;
    return Response.json({ error_code, error_messages: [] }, { status: status ?? 403 });
  };
  const send = async (request: Request): Promise<Response> => {
    await turns.wait();
    calls += 1;
    const { pathname } = new URL(request.url);
    const short = pathname.replace(/[\w-]{36}/g, (id) => names.get(id) ?? id).replace(/.*\/v1\//, '');
    if (isDue('not carried out')) {
      note(`${request.method} ${short} → 429`);
      return new Response(null, { status: 429 });
    }
    const [, authorization_token = '', call = ''] = /\/authorizations\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
    const refusal = call === 'order' ? findRefusal(authorization_token) : undefined;
    const answer = refusal ?? (await klarna(request));
    const text = await answer.text();
    const body = text.startsWith('{') ? JSON.parse(text) : {};
    if (body.order_id !== undefined) checkOrder(authorization_token, body.order_id);
    if (body.token_id !== undefined) {
      name('C', body.token_id);
      tokenOf.set(authorization_token, body.token_id);
    }
    note(
      `${request.method} ${short} → ${answer.status} ${body.error_code ?? names.get(body.authorization_token) ?? ''}`,
    );
    const isLost = isDue('answer lost');
    await turns.wait();
    return isLost ? new Response('{"', { status: 200 }) : new Response(text || null, answer);
  };

  const placed = new Set<string>();
  /** Klarna's callback orders no closed session. After a fault a session may stay open. */
  const checkOrder = (authorization_token: string, order_id: string): void => {
    if (placed.has(order_id)) return;
    placed.add(order_id);
    const { session_id = '' } = klarna.orders().find((one) => one.order_id === order_id) ?? {};
    const isCallback = actor.getStore()?.includes('callback');
    if (isCallback && !isFaulty && closed.has(session_id))
      violations.push(`the callback ordered ${names.get(authorization_token)} of the closed ${names.get(session_id)}`);
  };

  const cart: { total: number; intent: Intent } = { total: 1000, intent: 'buy_and_tokenize' };
  const orders = new Map<string, string>();
  /** The customer token that the shop got with each order. */
  const charged = new Map<string, string | undefined>();
  const hasFindOrder = random.chance(0.7);
  const handler = createKlarnaHandler({
    username: 'PK1',
    password: PASSWORD,
    environment: new URL('https://klarna.test'),
    secret: SECRET,
    fetch: send as typeof fetch,
    getOrder: () => ({ ...cartOf(cart.total), intent: cart.intent }),
    onCustomerToken() {
      if (isDue('shop')) throw new Error('The database is locked.');
    },
    onOrder({ order_id }, { session_id, customer_token }) {
      if (isDue('shop')) throw new Error('The database is locked.');
      orders.set(session_id, order_id);
      charged.set(session_id, customer_token?.token_id);
    },
    ...(hasFindOrder && {
      findOrder: (session_id: string) => {
        const order_id = orders.get(session_id);
        return order_id === undefined ? undefined : { order_id, fraud_status: 'ACCEPTED' as const };
      },
    }),
    onError: (error) => note(`onError ${error}`),
  });

  const violations: string[] = [];
  let cookie = '';
  const sessionOfCookie = new Map<string, string>();
  /** The sessions that another one has replaced, or that the shopper has cancelled. */
  const closed = new Set<string>();
  /** The requests that tabs have sent, with the session of the cookie. */
  const inFlight = new Set<{ session_id: string; isAlone: boolean }>();
  /** The sessions of which a cookie was lost, with the authorizations that only it knew. */
  const overwritten = new Set<string>();
  const request = async (route: string, body?: Record<string, unknown>): Promise<Answer> => {
    const sent = cookie;
    const before = sessionOfCookie.get(sent) ?? '';
    // Without a cookie the answer has no place for a note.
    if (route === '/order' && before === '') overwritten.add(String(body?.session_id));
    const flight = { session_id: before, isAlone: true };
    for (const other of inFlight) if (other.session_id === before) other.isAlone = flight.isAlone = false;
    inFlight.add(flight);
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json', cookie };
    const response = await handler(new Request(`${SHOP}${route}`, { ...init, headers }));
    const [set] = response.headers.getSetCookie();
    inFlight.delete(flight);
    // The answers of two tabs meet, and the browser keeps the later cookie only.
    if (set && cookie !== sent) overwritten.add(sessionOfCookie.get(cookie) ?? '').add(before);
    cookie = set?.split(';')[0] ?? cookie;
    const answer: Answer = { status: response.status, body: await response.json().catch(() => null) };
    const session_id = body?.session_id ?? answer.body?.session_id;
    if (set && typeof session_id === 'string') sessionOfCookie.set(cookie, session_id);
    const isLeft = response.ok && (route === '/cancel' || (route === '/session' && session_id !== before));
    // Another tab's request of the same moment may take the session up again.
    if (isLeft && flight.isAlone) closed.add(before);
    note(`${route} → ${answer.status} ${answer.body?.reason ?? answer.body?.status ?? ''}`);
    checkToken(answer);
    return answer;
  };
  /** A page repeats what may succeed. */
  const repeat = async (route: string, body?: Record<string, unknown>, tries = TRIES): Promise<Answer> => {
    let answer = await request(route, body);
    for (let tried = 1; tried < tries && answer.status >= 500; tried++) answer = await request(route, body);
    return answer;
  };
  /** The page gets the customer token of the order that it gets, and no other one. */
  const checkToken = ({ body }: Answer): void => {
    const { order_id, customer_token } = body?.order ?? body ?? {};
    if (!order_id || !customer_token) return;
    const order = klarna.orders().find((one) => one.order_id === order_id);
    if (tokenOf.get(order?.authorization_token ?? '') !== customer_token.token_id)
      violations.push(`the page got ${names.get(customer_token.token_id)}, which is not of its order`);
  };

  const open = async (tab: Tab, without?: string): Promise<void> => {
    const { status, body } = await repeat('/session', { locale: tab.locale, ...(without && { without }) });
    if (body?.reason === 'already-ordered') await repeat('/outcome');
    tab.session_id = status === 200 ? body.session_id : undefined;
    if (tab.session_id !== undefined) note(name('S', tab.session_id));
    const { authorization_token } = status === 200 ? body : {};
    if (authorization_token) await repeat('/order', { session_id: body.session_id, authorization_token });
  };
  const callBack = async (session_id: string, authorization_token: string): Promise<void> => {
    const url = klarna.sessions().find((one) => one.session_id === session_id)?.request.merchant_urls?.authorization;
    const body = JSON.stringify({ session_id, authorization_token });
    for (let tries = 0; tries < TRIES; tries++) {
      await turns.wait();
      const { ok, status } = await handler(new Request(url ?? SHOP, { method: 'POST', body }));
      note(`answered ${status}`);
      if (ok) return;
    }
  };
  let started = 0;
  const start = (title: string, step: () => Promise<unknown>): void => {
    started += 1;
    turns.start(actor.run(`${started} ${title}`, step));
  };
  /** @returns undefined if the session is over */
  const approve = ({ session_id }: Tab, mayRefuse: boolean) => {
    const session = klarna.sessions().find((one) => one.session_id === session_id);
    if (session_id === undefined || session?.status !== 'incomplete') return undefined;
    const { authorization_token } = klarna.authorize(session_id);
    if (!authorization_token) return undefined;
    name('T', authorization_token);
    // Without the cookie nothing remembers the authorizations of a page that stayed open.
    if (closed.has(session_id)) overwritten.add(session_id);
    const [status, error_code] = mayRefuse && random.chance(REFUSED) ? random.pick(REFUSALS) : [];
    if (status && error_code) refusals.set(authorization_token, { session_id, status, error_code });
    const title = `${names.get(session_id)} ${names.get(authorization_token)}`;
    log.push(`${title} authorized ${error_code ?? ''}`);
    for (let times = random.chance(REPEATED_CALLBACKS) ? 2 : 1; times > 0; times--)
      start(`callback ${title}`, () => callBack(session_id, authorization_token));
    return { session_id, authorization_token };
  };

  const tabs: [Tab, Tab] = [{ locale: 'sv-SE' }, { locale: 'sv-SE' }];
  const ask = (title: string, tab: Tab, step: () => Promise<unknown>): void =>
    start(`tab ${tabs.indexOf(tab) + 1} ${title}`, step);
  const actions: Record<(typeof ACTIONS)[number], (tab: Tab) => void> = {
    open: (tab) => ask('open', tab, () => open(tab)),
    authorize: (tab) => {
      const approval = approve(tab, true);
      if (approval && !random.chance(SILENT_PAGES)) ask('order', tab, () => repeat('/order', approval));
    },
    cart: () => {
      cart.total = random.pick([1000, 2000]);
      log.push(`cart ${cart.total}`);
    },
    intent: () => {
      cart.intent = random.pick(['buy', 'buy_and_tokenize', 'buy_and_tokenize']);
      log.push(`cart ${cart.intent}`);
    },
    language: (tab) => {
      tab.locale = random.pick(['sv-SE', 'en-SE']);
      ask('language', tab, () => open(tab));
    },
    outcome: (tab) => ask('outcome', tab, () => repeat('/outcome')),
    cancel: (tab) => ask('cancel', tab, () => repeat('/cancel', {})),
    'give up': (tab) => ask('give up', tab, () => open(tab, tab.session_id)),
  };

  start('tab 1 open', () => open(tabs[0]));
  await turns.give();
  tabs[1].session_id = tabs[0].session_id;
  for (let action = random.integer(3, 9); action > 0; action--) {
    actions[random.pick(ACTIONS)](random.pick(tabs));
    await turns.give(random.integer(0, 12));
  }
  await turns.give();
  isOver = true;

  const [tab] = tabs;
  const cancels = random.chance(0.5);
  const finish = async (): Promise<void> => {
    for (let tries = 0; tries < LAST_TRIES; tries++) {
      if (cancels) {
        const { status } = await request('/cancel', {});
        if (status === 204) return;
        await request('/outcome');
        continue;
      }
      const { status, body } = await request('/session', { locale: tab.locale });
      if (status !== 200) {
        await request('/outcome');
        continue;
      }
      tab.session_id = body.session_id;
      name('S', body.session_id);
      const approval = approve(tab, false);
      if (approval && (await request('/order', approval)).status === 200) return;
    }
    violations.push(cancels ? 'the shopper cannot cancel' : 'the shopper cannot buy');
  };
  start(cancels ? 'last cancel' : 'last order', finish);
  await turns.give();

  checkBooks();
  return { violations, log };

  function checkBooks(): void {
    for (const { session_id = '', authorization_token = '', order_id } of klarna.orders()) {
      const session = klarna.sessions().find((one) => one.session_id === session_id);
      const own = tokenOf.get(authorization_token);
      const tokens = klarna.customerTokens().filter((one) => one.session_id === session_id);
      const isActive = tokens.some(({ token_id, status }) => token_id === own && status === 'ACTIVE');
      const which = `${names.get(session_id)}`;
      if (session?.request.intent !== 'buy' && !isActive)
        violations.push(`${which} has an order without an active token`);
      if (charged.get(session_id) !== own) violations.push(`${which}: the shop charges another token`);
      if (orders.get(session_id) !== order_id) violations.push(`${which}: the shop has not saved the order`);
    }
    for (const { session_id } of klarna.sessions()) {
      if (overwritten.has(session_id)) continue;
      const active = klarna.customerTokens().filter((one) => one.session_id === session_id && one.status === 'ACTIVE');
      const hasOrder = klarna.orders().some((one) => one.session_id === session_id);
      if (active.length > 1 || (!hasOrder && active.length > 0))
        violations.push(
          `${names.get(session_id)} ${hasOrder ? 'ordered' : 'open'}: active ${active.map(({ token_id }) => names.get(token_id))}`,
        );
    }
  }
}
