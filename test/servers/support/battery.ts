/**
 * The purchase battery: the tests that the handler must pass behind any server, over HTTP as a shopper and as Klarna. Every
 * target in `test/servers` runs the same tests.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Intent } from '../../../src/klarna/types.ts';
import { type Books, openBooks } from './books.ts';
import { type Answer, cartOf, Shopper } from './shopper.ts';

export interface Server {
  /** The handler's address for the shopper. */
  mount: string;
  stop(): Promise<unknown>;
}

export interface Target {
  name: string;
  /** @param env for the shop's process: the addresses of the books and of Klarna */
  start(env: Books['env']): Promise<Server>;
  /** The answers that this server gives instead of the handler, by the name of the refused body. */
  own?: Partial<Record<string, readonly number[]>>;
}

const KIB = 1024;
const LIMIT_BYTES = 64 * KIB;
const SPACE = 0x20;
/** A request with a stream needs it, and TypeScript's DOM types do not know it. */
const HALF = { duplex: 'half' } as const;

const subscription = { name: 'Coffee monthly', interval: 'MONTH', interval_count: 1 } as const;

const subscriptionCart = (intent: Intent, unit_price: number) =>
  cartOf(1, {
    intent,
    order_amount: unit_price,
    order_tax_amount: 0,
    order_lines: [
      {
        name: 'Coffee',
        quantity: 1,
        unit_price,
        total_amount: unit_price,
        tax_rate: 0,
        total_tax_amount: 0,
        ...(intent === 'buy_and_default_tokenize' ? {} : { subscription }),
      },
    ],
  });

const refusal = ({ status, body }: Answer): [number, unknown] => [status, body.reason];

/** Bodies that no page of the shop sends. The test posts each to `/session`. */
const REFUSED_BODIES: Record<string, { init: RequestInit | (() => RequestInit); answer: [number, string] }> = {
  'text that is not JSON': { init: { body: '{"locale":' }, answer: [400, 'bad-json'] },
  'a JSON array': { init: { body: '[1]' }, answer: [400, 'bad-json'] },
  'a field of the wrong type': { init: { body: '{"finalize":7}' }, answer: [400, 'bad-request'] },
  'a form': {
    init: { body: 'locale=en', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    answer: [415, 'content-type'],
  },
  'plain text, which other sites may send': {
    init: { body: '{}', headers: { 'content-type': 'text/plain' } },
    answer: [415, 'content-type'],
  },
  'more than 64 KiB with its length': {
    init: { body: JSON.stringify({ locale: 'x'.repeat(LIMIT_BYTES) }) },
    answer: [413, 'too-large'],
  },
  'more than 64 KiB in a stream without a length': {
    init: () => ({ body: streamOf(80 * KIB), ...HALF }),
    answer: [413, 'too-large'],
  },
  'a compressed body': {
    init: { body: gzipSync('{"locale":"en-SE"}'), headers: { 'content-encoding': 'gzip' } },
    answer: [415, 'content-encoding'],
  },
};

/** Spaces, in pieces of a kibibyte. */
function streamOf(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      left -= KIB;
      controller.enqueue(new Uint8Array(KIB).fill(SPACE));
    },
  });
}

/** Sends half of the body that the headers announce, and then closes the connection. */
async function breakOff(mount: string): Promise<void> {
  const { hostname, port, pathname, protocol } = new URL(mount);
  const socket =
    protocol === 'https:' ? connectTls({ host: hostname, port: Number(port) }) : connect(Number(port), hostname);
  await once(socket, protocol === 'https:' ? 'secureConnect' : 'connect');
  const head = [
    `POST ${pathname}/session HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    'Content-Type: application/json',
    'Content-Length: 100',
  ];
  await new Promise<void>((sent) => socket.write(`${head.join('\r\n')}\r\n\r\n{"locale":`, () => sent()));
  socket.destroy();
  await once(socket, 'close');
}

export function describeBattery({ name, start, own = {} }: Target): void {
  describe(name, () => {
    let books: Books;
    let server: Server;
    const enter = (cart = cartOf(2)) => new Shopper(books, server.mount, cart);

    before(async () => {
      books = await openBooks();
      server = await start(books.env);
    });

    after(async () => {
      await server?.stop();
      await books?.[Symbol.asyncDispose]();
    });

    it('POST /session opens a session, sets one cookie and forbids caching', async () => {
      const answer = await enter().post('/session', { locale: 'en-SE' });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.deepEqual([answer.body.order_amount, answer.body.locale], [9500, 'en-SE']);
      const [cookie = '', ...others] = answer.headers.getSetCookie();
      assert.match(cookie.replace(/^__Host-/, ''), /^klarna-checkout-\w+=[\w.-]+;.*HttpOnly.*SameSite=Lax/i);
      const isHostOnly = /^__Host-(?!.*Domain=).*; Path=\/;.*; Secure/i.test(cookie);
      assert.equal(isHostOnly, server.mount.startsWith('https:'), cookie);
      assert.deepEqual([others.length, answer.headers.get('cache-control')], [0, 'no-store']);
    });

    it('POST /session reuses the session of the cookie, and opens another one without it', async () => {
      const shopper = enter();
      const session_id = await shopper.open();
      assert.equal(await shopper.open(), session_id);
      shopper.forgetCookies();
      assert.notEqual(await shopper.open(), session_id);
    });

    it('GET /outcome answers each state', async () => {
      const shopper = enter();
      const statusNow = async () => (await shopper.ask('/outcome')).body.status;
      assert.equal(await statusNow(), 'none');
      const session_id = await shopper.open();
      assert.equal(await statusNow(), 'open');
      const approval = shopper.approve(session_id);
      const authorized = await shopper.ask('/outcome');
      assert.deepEqual(authorized.body, { status: 'authorized', ...approval });
      const { body } = await shopper.post('/order', approval);
      const complete = await shopper.ask('/outcome');
      assert.deepEqual([complete.body.status, complete.body.order.order_id], ['complete', body.order_id]);
    });

    it('the handler places one order, however often the browser and Klarna ask', async () => {
      const shopper = enter();
      const session_id = await shopper.open();
      const approval = shopper.approve(session_id);
      const [first, callback, second] = await Promise.all([
        shopper.post('/order', approval),
        shopper.callBack('authorization', session_id, approval),
        shopper.post('/order', approval),
      ]);
      const third = await shopper.post('/order', approval);
      assert.deepEqual([first.status, callback, second.status, third.status], [200, 204, 200, 200]);
      assert.deepEqual([second.body.order_id, third.body.order_id], [first.body.order_id, first.body.order_id]);
      assert.deepEqual(shopper.counts(session_id), [1, 1]);
    });

    it('Klarna’s callback alone places the order, and the page finds it', async () => {
      const shopper = enter();
      const session_id = await shopper.open();
      assert.equal(await shopper.callBack('authorization', session_id, shopper.approve(session_id)), 204);
      const { body } = await shopper.ask('/outcome');
      assert.deepEqual([body.status, shopper.counts(session_id)], ['complete', [1, 1]]);
    });

    it('the handler refuses a callback with another URL or another token', async () => {
      const shopper = enter();
      const session_id = await shopper.open();
      const approval = shopper.approve(session_id);
      const foreign = { ...approval, authorization_token: crypto.randomUUID() };
      assert.equal(await shopper.callBack('authorization', session_id, foreign), 403);
      const forged = await shopper.post('/callback/forged/authorization', approval);
      assert.deepEqual([...refusal(forged), shopper.counts(session_id)], [403, 'bad-seal', [0, 0]]);
    });

    it('the handler passes Klarna’s notification on', async () => {
      const shopper = enter();
      const session_id = await shopper.open();
      const event = { order_id: crypto.randomUUID(), event_type: 'FRAUD_RISK_ACCEPTED' };
      assert.equal(await shopper.callBack('notification', session_id, event), 204);
      assert.deepEqual(
        books.notifications.filter(({ order_id }) => order_id === event.order_id),
        [event],
      );
    });

    it('POST /cancel ends the authorization at Klarna and drops the cookie', async () => {
      const shopper = enter();
      const session_id = await shopper.open();
      const approval = shopper.approve(session_id);
      assert.equal((await shopper.post('/cancel')).status, 204);
      assert.equal((await shopper.ask('/outcome')).body.status, 'none');
      assert.equal((await shopper.post('/order', approval)).status, 410);
      assert.deepEqual(shopper.counts(session_id), [0, 0]);
    });

    const intents: [Intent, number, tokens: number, orders: number][] = [
      ['buy', 9500, 0, 1],
      ['tokenize', 0, 1, 0],
      ['buy_and_tokenize', 9900, 1, 1],
      ['buy_and_default_tokenize', 9900, 1, 1],
    ];
    for (const [intent, price, tokens, orders] of intents) {
      it(`the handler makes the result of the intent ${intent}`, async () => {
        const shopper = enter(intent === 'buy' ? cartOf(2) : subscriptionCart(intent, price));
        const session_id = await shopper.open();
        const answer = await shopper.post('/order', shopper.approve(session_id));
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        const kept = books.tokens.filter((token) => token.session_id === session_id);
        assert.deepEqual([kept.length, ...shopper.counts(session_id)], [tokens, orders, orders]);
      });
    }

    it('the handler does not order a changed cart, and the shopper authorizes the new one', async () => {
      const shopper = enter();
      const approval = shopper.approve(await shopper.open());
      shopper.fill(cartOf(3));
      assert.deepEqual(refusal(await shopper.post('/order', approval)), [409, 'not-matching']);
      const session_id = await shopper.open();
      assert.equal((await shopper.post('/order', shopper.approve(session_id))).status, 200);
      assert.deepEqual(shopper.counts(session_id), [1, 1]);
    });

    it('POST /session opens no session for an empty cart', async () => {
      const shopper = enter();
      shopper.fill(null);
      assert.deepEqual(refusal(await shopper.post('/session')), [409, 'empty-cart']);
    });

    it('the callback waits for the last page of a multi-page checkout', async () => {
      const shopper = enter();
      const session_id = await shopper.open({ finalize: 'manual' });
      const approval = shopper.approve(session_id);
      assert.equal(await shopper.callBack('authorization', session_id, approval), 204);
      assert.deepEqual(shopper.counts(session_id), [0, 0]);
      assert.equal((await shopper.post('/order', approval)).status, 200);
      assert.deepEqual(shopper.counts(session_id), [1, 1]);
    });

    for (const [kind, { init, answer }] of Object.entries(REFUSED_BODIES)) {
      it(`the handler refuses ${kind}, and serves the next request`, async () => {
        const shopper = enter();
        const sent = typeof init === 'function' ? init() : init;
        const headers = { 'content-type': 'application/json', ...sent.headers };
        const refused = await shopper.ask('/session', { method: 'POST', ...sent, headers });
        if (own[kind]) assert.ok(own[kind].includes(refused.status), `${refused.status} of the server itself`);
        else assert.deepEqual(refusal(refused), answer);
        await shopper.open();
      });
    }

    it('the handler serves the next requests after a body that broke off', async () => {
      await breakOff(server.mount);
      await Promise.all(Array.from({ length: 4 }, () => enter().open()));
    });

    it('the handler refuses a page of another site', async () => {
      const shopper = enter();
      const marked = await shopper.post('/session', {}, { 'sec-fetch-site': 'cross-site' });
      const named = await shopper.post('/session', {}, { origin: 'https://evil.example' });
      assert.deepEqual(
        [refusal(marked), refusal(named)],
        [
          [403, 'cross-site'],
          [403, 'cross-site'],
        ],
      );
    });

    it('the handler refuses the wrong method and an unknown route', async () => {
      const shopper = enter();
      assert.equal((await shopper.ask('/session')).status, 405);
      assert.equal((await shopper.post('/sessions')).status, 404);
    });

    it('onError has got no error after all tests', () => assert.deepEqual(books.errors, []));
  });
}
