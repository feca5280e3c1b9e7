/**
 * Klarna's callbacks: receiver, time and attempts. The shop here is a function in place of `fetch`, or a real server.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { SessionRequest } from '../../../src/klarna/types.ts';
import { createKlarnaSimulator } from '../../../src/simulator/index.ts';
import { authorized, create, HOUR_MS, MINUTE_MS, open, order, START } from '../support/in-process.ts';
import { SESSION } from '../support/support.ts';

const AUTHORIZATION = 'https://shop.test/klarna/callback/s3cret/authorization';
const NOTIFICATION = 'https://shop.test/klarna/callback/s3cret/notification?order={order.id}';

const WITH_URLS: SessionRequest = {
  ...SESSION,
  merchant_urls: { authorization: AUTHORIZATION, notification: NOTIFICATION },
};

interface Heard {
  url: string;
  body: unknown;
}

/** A shop that answers with the statuses of a list, then with 204. */
function createShop(answers: (number | 'refuses')[] = []) {
  const heard: Heard[] = [];
  const shop: typeof fetch = async (url, init) => {
    heard.push({ url: String(url), body: JSON.parse(String(init?.body)) });
    const answer = answers.shift() ?? 204;
    if (answer === 'refuses')
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
    return new Response(null, { status: answer });
  };
  return { heard, shop };
}

describe('The authorization callback', () => {
  it('The authorization callback is sent once for an approval, with token and session', async () => {
    const { heard, shop } = createShop();
    const klarna = create({ fetch: shop });
    const { session_id, authorization_token } = await authorized(klarna, WITH_URLS);
    await klarna.settled();
    assert.deepEqual(heard, [{ url: AUTHORIZATION, body: { authorization_token, session_id } }]);
    const [record] = klarna.callbacks();
    assert.equal(record?.state, 'delivered');
    assert.deepEqual(
      record?.attempts.map(({ at, status }) => [at, status]),
      [[START, 204]],
    );
  });

  it('The authorization callback carries the shop’s references if the session has them', async () => {
    const { heard, shop } = createShop();
    const klarna = create({ fetch: shop });
    const references = { merchant_reference1: 'A-17', merchant_reference2: 'B-17' };
    const { session_id, authorization_token } = await authorized(klarna, { ...WITH_URLS, ...references });
    await klarna.settled();
    assert.deepEqual(heard[0]?.body, { authorization_token, session_id, ...references });
  });

  it('The authorization callback is not sent for a denial, nor without a URL', async () => {
    const { heard, shop } = createShop();
    const klarna = create({ fetch: shop });
    const { session_id } = await open(klarna, WITH_URLS);
    klarna.authorize(session_id, { decision: 'decline' });
    await authorized(klarna);
    await klarna.settled();
    assert.deepEqual(heard, []);
  });

  it('The authorization callback is tried three times, after one and then two seconds, and given up', async () => {
    const { heard, shop } = createShop([500, 'refuses', 302]);
    const klarna = create({ fetch: shop });
    await authorized(klarna, WITH_URLS);
    await klarna.settled();
    assert.equal(klarna.callbacks()[0]?.state, 'waiting');
    await klarna.advance(999);
    assert.equal(heard.length, 1);
    await klarna.advance(1);
    assert.equal(heard.length, 2);
    await klarna.advance(2000);
    await klarna.advance(HOUR_MS);
    const [record] = klarna.callbacks();
    assert.equal(record?.state, 'failed');
    assert.deepEqual(
      record?.attempts.map(({ at, status, error }) => [at - START, status ?? error]),
      [
        [0, 500],
        [1000, 'ECONNREFUSED: nobody listens at that address.'],
        [3000, 302],
      ],
    );
  });

  it('The authorization callback waits from the end of an attempt, not from its start', async () => {
    let now = START;
    const klarna = create({
      now: () => now,
      fetch: async () => {
        now += 4000;
        throw new DOMException('hanging', 'TimeoutError');
      },
    });
    await authorized(klarna, WITH_URLS);
    await klarna.settled();
    await klarna.advance(999);
    assert.equal(klarna.callbacks()[0]?.attempts.length, 1);
    await klarna.advance(HOUR_MS);
    assert.deepEqual(
      klarna.callbacks()[0]?.attempts.map(({ at, error }) => [at - START, error]),
      [0, 5000, 11_000].map((at) => [at, 'No answer within 4 seconds.']),
    );
  });

  it('The authorization callback ends with the first 2xx, and one move of the clock sends all that is due', async () => {
    const { heard, shop } = createShop([503, 200]);
    const klarna = create({ fetch: shop });
    await authorized(klarna, WITH_URLS);
    await klarna.settled();
    await klarna.advance(HOUR_MS);
    assert.equal(heard.length, 2);
    assert.equal(klarna.callbacks()[0]?.state, 'delivered');
  });

  it('The authorization callback comes again with the new token of a new authorization', async () => {
    const { heard, shop } = createShop();
    const klarna = create({ fetch: shop });
    const { session_id } = await open(klarna, WITH_URLS);
    const tokens = [klarna.authorize(session_id), klarna.authorize(session_id)].map(
      (result) => result.authorization_token,
    );
    await klarna.settled();
    assert.deepEqual(
      heard.map(({ body }) => (body as { authorization_token: string }).authorization_token),
      tokens,
    );
  });

  it('The authorization callback comes a second later, or never, if a script says so', async () => {
    const { heard, shop } = createShop();
    const klarna = create({ fetch: shop });
    klarna.script([
      { outcome: 'approve', callback: 'after' },
      { outcome: 'approve', callback: 'never' },
    ]);
    await authorized(klarna, WITH_URLS);
    await authorized(klarna, WITH_URLS);
    await klarna.settled();
    assert.equal(heard.length, 0);
    await klarna.advance(1000);
    assert.equal(heard.length, 1);
    assert.equal(klarna.callbacks().length, 1);
  });

  it('The authorization callback comes first if a script says so: the page gets its answer after the shop’s', async () => {
    const answered = Promise.withResolvers<Response>();
    const asked = Promise.withResolvers<void>();
    const klarna = create({
      fetch: () => {
        asked.resolve();
        return answered.promise;
      },
    });
    const { session_id } = await open(klarna, WITH_URLS);
    klarna.script([{ outcome: 'approve', callback: 'before' }]);
    let hasPage = false;
    const page = klarna(
      new Request('https://klarna.test/kp/frames/api/authorize', {
        method: 'POST',
        body: JSON.stringify({ session_id, payment_method_category: 'pay_later' }),
      }),
    ).then((response) => {
      hasPage = true;
      return response.json();
    });
    await asked.promise;
    await klarna.advance(0);
    assert.equal(hasPage, false);
    answered.resolve(new Response(null, { status: 204 }));
    const { result } = (await page) as { result: { result: { approved: boolean } } };
    assert.equal(result.result.approved, true);
  });

  it('The authorization callback is not sent by a simulator that does not listen', async () => {
    const klarna = create();
    await authorized(klarna, WITH_URLS);
    await klarna.settled();
    assert.deepEqual(
      klarna.callbacks().map(({ state, attempts }) => [state, attempts.length]),
      [['held', 0]],
    );
  });

  it('The authorization callback reaches a real shop from a running simulator', async () => {
    const heard = Promise.withResolvers<string>();
    const shop = createServer((message, reply) => {
      message.setEncoding('utf8').once('data', heard.resolve);
      reply.writeHead(204).end();
    });
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const simulator = createKlarnaSimulator();
    const { close } = await simulator.listen();
    try {
      const authorization = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/hook`;
      const { session_id } = await authorized(simulator, { ...SESSION, merchant_urls: { authorization } });
      assert.equal(JSON.parse(await heard.promise).session_id, session_id);
      await simulator.settled();
      assert.equal(simulator.callbacks()[0]?.state, 'delivered');
    } finally {
      await close();
      shop.close();
    }
  });
});

describe('The notification about a pending order', () => {
  const GB: SessionRequest = {
    ...WITH_URLS,
    purchase_country: 'GB',
    purchase_currency: 'GBP',
    locale: 'en-GB',
  };

  const notified = (heard: Heard[]) => heard.filter(({ url }) => url.includes('/notification'));

  for (const [decision, event_type] of [
    ['accept', 'FRAUD_RISK_ACCEPTED'],
    ['reject', 'FRAUD_RISK_REJECTED'],
  ]) {
    it(`The notification reports ${event_type} after the minutes of the test person`, async () => {
      const { heard, shop } = createShop();
      const klarna = create({ fetch: shop });
      const session = await open(klarna, GB);
      const { authorization_token = '' } = klarna.authorize(session.session_id, {
        data: { billing_address: { email: `customer+pend-${decision}-07@email.uk`, country: 'GB' } },
      });
      const reply = (await (await order(klarna, authorization_token, GB)).json()) as Record<string, string>;
      assert.equal(reply.fraud_status, 'PENDING');
      await klarna.advance(7 * MINUTE_MS - 1);
      assert.deepEqual(notified(heard), []);
      await klarna.advance(1);
      const { order_id } = reply;
      assert.deepEqual(notified(heard), [
        { url: NOTIFICATION.replace('{order.id}', String(order_id)), body: { order_id, event_type } },
      ]);
    });
  }

  it('The notification exists in the US and Great Britain; elsewhere the same address is an ordinary one', async () => {
    const klarna = create();
    const { authorization_token } = await authorized(klarna, SESSION, 'anna+pend-accept-01@example.com');
    const reply = (await (await order(klarna, authorization_token)).json()) as Record<string, string>;
    assert.equal(reply.fraud_status, 'ACCEPTED');
  });
});
