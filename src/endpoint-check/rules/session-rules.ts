/** Rules about `POST /session`. */
import { describe } from '../play/shopper.ts';
import { BrokenPromise, expectThat } from '../play/verdict.ts';
import type { Rule } from '../rule.ts';

const HOUR_MS = 3_600_000;

/** Klarna's guide requires these. Klarna itself opens a session without some of them. */
const REQUIRED = ['purchase_country', 'purchase_currency', 'locale', 'order_amount', 'order_lines'] as const;

const PAGE = 'docs/merchant-server.md#routes';

export const SESSION_RULES: readonly Rule[] = [
  {
    id: 'session-opens',
    promise: 'POST /session opens a session at Klarna and returns its client_token and its categories',
    page: PAGE,
    async check(stage) {
      const { answer, session } = await stage.open();
      const { payment_method_categories: given } = answer.body;
      const offered = session.payment_method_categories.map(({ identifier }) => identifier).join(', ');
      const seen = Array.isArray(given) ? given.map((one) => one?.identifier).join(', ') : 'no list';
      expectThat(seen === offered, `the categories of Klarna: ${offered}`, seen);
    },
  },
  {
    id: 'session-complete',
    promise: 'A new session has every field that Klarna requires',
    page: PAGE,
    async check(stage) {
      const { session } = await stage.open();
      const missing = REQUIRED.filter((name) => session.request[name] === undefined);
      expectThat(missing.length === 0, REQUIRED.join(', '), `no ${missing.join(', ')}`);
    },
  },
  {
    id: 'session-private',
    promise: 'A session has no details of the shopper',
    page: 'docs/merchant-server.md#options',
    async check(stage) {
      const { shopper, session } = await stage.open();
      await shopper.post('/session');
      const bodies = stage.klarna.calls.filter(
        ({ method, path }) =>
          method === 'POST' && (path === '/payments/v1/sessions' || path.endsWith(`/${session.session_id}`)),
      );
      const details = bodies.flatMap(({ body }) => {
        const { type, organization_entity_type, ...person } = (body.customer ?? {}) as Record<string, unknown>;
        const names = ['billing_address', 'shipping_address'].filter((name) => body[name] !== undefined);
        return [...names, ...Object.keys(person).map((name) => `customer.${name}`)];
      });
      expectThat(
        details.length === 0,
        'no address and no person before the authorization',
        [...new Set(details)].join(', '),
      );
    },
  },
  {
    id: 'session-reused',
    promise: 'A second POST /session of the same shopper keeps the session',
    page: PAGE,
    async check(stage) {
      const { shopper, session } = await stage.open();
      const again = stage.sessionOf(await shopper.post('/session'));
      expectThat(again === session, 'the session of before', 'another session');
    },
  },
  {
    id: 'session-updated',
    promise: 'POST /session returns the changed cart',
    page: PAGE,
    async check(stage) {
      stage.requireChangeCart();
      const { shopper, session } = await stage.open();
      const before = session.request.order_amount;
      await stage.changeCart(shopper);
      const changed = stage.sessionOf(await shopper.post('/session'));
      expectThat(changed.request.order_amount !== before, `another amount than ${before} at Klarna`, `${before}`);
    },
  },
  {
    id: 'session-renewed',
    promise: 'A session that has ended after 48 hours is replaced',
    page: PAGE,
    async check(stage) {
      const { shopper, session } = await stage.open();
      await stage.klarna.simulator.advance(49 * HOUR_MS);
      const next = stage.sessionOf(await shopper.post('/session'));
      expectThat(next.session_id !== session.session_id, 'a new session', 'the session that has ended');
    },
  },
  {
    id: 'session-without',
    promise: 'POST /session with `without` returns another session',
    page: PAGE,
    async check(stage) {
      const { shopper, session } = await stage.open();
      const { session_id: without, client_token } = session;
      const next = stage.sessionOf(await shopper.post('/session', { without, client_token }));
      expectThat(next !== session, 'another session', 'the session that the shopper has given up');
    },
  },
  {
    id: 'amount-from-shop',
    promise: 'An amount in the body of a request changes nothing',
    page: 'docs/merchant-server.md#security',
    async check(stage) {
      const { session } = await stage.open();
      const { order_amount } = session.request;
      const shopper = await stage.arrive();
      const cheap = stage.sessionOf(await shopper.post('/session', { order_amount: 1, order_lines: [] }));
      const { order_amount: seen } = cheap.request;
      expectThat(seen === order_amount, `the shop’s amount, ${order_amount}`, `${seen}`);
    },
  },
  {
    id: 'outcome-told',
    promise: 'GET /outcome follows the session: open, authorized, complete',
    page: PAGE,
    async check(stage) {
      const opened = await stage.open();
      const { shopper } = opened;
      const ask = async () => {
        const answer = await shopper.get('/outcome');
        return answer.status === 200 ? String(answer.body.status) : describe(answer);
      };
      const states = [await ask()];
      if (/^40[45]/.test(states[0] ?? '')) return stage.leaveOut('the endpoint has no GET /outcome, which is optional');
      const { ids } = stage.authorizeOpened(opened);
      states.push(await ask());
      await shopper.post('/order', ids);
      states.push(await ask());
      const expected = ['open', 'authorized', 'complete'].join(', ');
      if (states.join(', ') !== expected) throw new BrokenPromise(expected, states.join(', '));
    },
  },
  {
    id: 'cancel-cancels',
    promise: 'POST /cancel cancels the authorization at Klarna',
    page: PAGE,
    async check(stage) {
      const { shopper, session } = await stage.authorize();
      const answer = await shopper.post('/cancel');
      if (answer.status === 404 || answer.status === 405) {
        return stage.leaveOut('the endpoint has no POST /cancel, which is optional');
      }
      expectThat(answer.status === 204, '204', describe(answer));
      const state = session.authorization?.state;
      expectThat(state === 'cancelled', 'a cancelled authorization at Klarna', `${state}`);
    },
  },
];
