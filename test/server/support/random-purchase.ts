/**
 * A shopper with two tabs buys a subscription. Requests of the tabs, Klarna's callbacks, changes of cart and language, and at
 * most one fault meet in a random order.
 */
import type { Intent } from '../../../src/klarna/types.ts';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createRandom } from '../../support/random.ts';
import { findBrokenLaws } from './purchase-laws.ts';
import { createPurchaseLog } from './purchase-log.ts';
import { createRandomKlarna } from './random-klarna.ts';
import { cartOf, PASSWORD, SECRET, SHOP } from './shop.ts';
import { createTurns } from './turns.ts';

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
  const log = createPurchaseLog();
  const { note, nameOf } = log;
  const placed = new Set<string>();
  /** Klarna's callback orders no closed session. After a fault a session may stay open. */
  const checkOrder = (authorization_token: string, order_id: string): void => {
    if (placed.has(order_id)) return;
    placed.add(order_id);
    const { session_id = '' } = atKlarna.klarna.orders().find((one) => one.order_id === order_id) ?? {};
    if (log.actor().includes('callback') && !atKlarna.state.isFaulty && closed.has(session_id))
      violations.push(`the callback ordered ${nameOf(authorization_token)} of the closed ${nameOf(session_id)}`);
  };

  const atKlarna = createRandomKlarna({ seed, random, turns, log, onOrder: checkOrder });
  const { klarna, tokenOf, isDue } = atKlarna;

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
    fetch: atKlarna.send as typeof fetch,
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
      violations.push(`the page got ${nameOf(customer_token.token_id)}, which is not of its order`);
  };

  const open = async (tab: Tab, without?: string): Promise<void> => {
    const { status, body } = await repeat('/session', { locale: tab.locale, ...(without && { without }) });
    if (body?.reason === 'already-ordered') await repeat('/outcome');
    tab.session_id = status === 200 ? body.session_id : undefined;
    if (tab.session_id !== undefined) note(nameOf(tab.session_id, 'S'));
    const { authorization_token } = status === 200 ? body : {};
    if (authorization_token) await repeat('/order', { session_id: body.session_id, authorization_token });
  };
  const callBack = async (session_id: string, authorization_token: string): Promise<void> => {
    const url = atKlarna.findSession(session_id)?.request.merchant_urls?.authorization;
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
    turns.start(log.runAs(`${started} ${title}`, step));
  };
  /** @returns undefined if the session is over */
  const approve = ({ session_id }: Tab, mayRefuse: boolean) => {
    const authorization_token = atKlarna.authorize(session_id, mayRefuse);
    if (session_id === undefined || authorization_token === undefined) return undefined;
    // Without the cookie nothing remembers the authorizations of a page that stayed open.
    if (closed.has(session_id)) overwritten.add(session_id);
    const title = `${nameOf(session_id)} ${nameOf(authorization_token)}`;
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
      note(`cart ${cart.total}`);
    },
    intent: () => {
      cart.intent = random.pick(['buy', 'buy_and_tokenize', 'buy_and_tokenize']);
      note(`cart ${cart.intent}`);
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
  atKlarna.state.isOver = true;

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
      nameOf(body.session_id, 'S');
      const approval = approve(tab, false);
      if (approval && (await request('/order', approval)).status === 200) return;
    }
    violations.push(cancels ? 'the shopper cannot cancel' : 'the shopper cannot buy');
  };
  start(cancels ? 'last cancel' : 'last order', finish);
  await turns.give();

  violations.push(...findBrokenLaws(atKlarna, log, { orders, charged, overwritten }));
  return { violations, log: log.lines };
}
