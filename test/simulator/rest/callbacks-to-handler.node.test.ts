/** Klarna's callbacks and the merchant's handler. The order exists even if the browser is gone, and it exists once. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKlarnaHandler } from '../../../src/server/index.ts';
import { createKlarnaSimulator, type Step } from '../../../src/simulator/index.ts';
import { ask, START } from '../support/in-process.ts';
import { orderOf, SESSION } from '../support/support.ts';

const SHOP = 'https://shop.test/klarna';

/** Handler and simulator in one process. Each calls the other's `fetch`, without network. */
function openShop() {
  const saved: string[] = [];
  const notified: string[] = [];
  const klarna = createKlarnaSimulator({ now: () => START, fetch: (input, init) => handler(new Request(input, init)) });
  const handler = createKlarnaHandler({
    username: 'PK1',
    password: 'secret',
    environment: new URL('https://klarna.test'),
    secret: 'a secret of the shop, long enough for its cookie',
    publicUrl: SHOP,
    basePath: '/klarna',
    getOrder: () => ({ ...orderOf(SESSION), intent: 'buy' }),
    onOrder: ({ order_id }) => void saved.push(order_id),
    onNotification: ({ order_id, event_type }) => void notified.push(`${event_type} ${order_id}`),
    onError: () => undefined,
    fetch: (input, init) => klarna(new Request(input, init)),
  });
  let cookie = '';
  const post = async (route: string, body: object): Promise<Record<string, string>> => {
    const headers = { 'content-type': 'application/json', cookie };
    const response = await handler(new Request(SHOP + route, { method: 'POST', headers, body: JSON.stringify(body) }));
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Record<string, string>;
  };
  const approve = async (...steps: Step[]) => {
    const { session_id = '' } = await post('/session', {});
    klarna.script(steps);
    const { authorization_token = '' } = klarna.authorize(session_id);
    return { session_id, authorization_token };
  };
  return { klarna, saved, notified, post, approve };
}

describe('The merchant’s half, called back', () => {
  it('The handler places the order of a shopper whose browser never came back', async () => {
    const { klarna, saved, approve } = openShop();
    await approve({ outcome: 'approve', network: 'breaks' });
    await klarna.settled();
    assert.deepEqual(
      klarna.callbacks().map(({ state }) => state),
      ['delivered'],
    );
    assert.deepEqual(new Set(saved), new Set(klarna.orders().map(({ order_id }) => order_id)));
    assert.equal(klarna.orders().length, 1);
  });

  for (const callback of ['before', 'after'] as const) {
    it(`The handler makes one order if the callback comes ${callback} the browser`, async () => {
      const { klarna, saved, post, approve } = openShop();
      const approval = await approve({ outcome: 'approve', callback });
      if (callback === 'before') await klarna.settled();
      const { order_id } = await post('/order', approval);
      await klarna.advance(1000);
      await klarna.settled();
      assert.deepEqual(
        klarna.orders().map((order) => order.order_id),
        [order_id],
      );
      assert.deepEqual([...new Set(saved)], [order_id]);
      assert.equal(klarna.callbacks()[0]?.state, 'delivered');
    });
  }

  it('Klarna repeats a failed callback, and the handler then places the order', async () => {
    const { klarna, approve } = openShop();
    klarna.script(Array.from({ length: 9 }, () => ({ outcome: 'fail', call: 'read_session', with: 503 }) as const));
    await approve({ outcome: 'approve', network: 'breaks' });
    await klarna.settled();
    const [callback] = klarna.callbacks();
    assert.equal(callback?.state, 'waiting');
    assert.deepEqual(klarna.orders(), []);
    // The rest of the script would make the next attempts fail as well.
    await ask(klarna, '/simulator/script', 'DELETE');
    await klarna.advance(1000);
    assert.equal(callback?.state, 'delivered');
    assert.equal(klarna.orders().length, 1);
  });

  it('The handler learns Klarna’s decision about a pending order', async () => {
    const { klarna, notified, post, approve } = openShop();
    const approval = await approve({ outcome: 'pending', decision: 'reject', minutes: 30, callback: 'never' });
    const { order_id, fraud_status } = await post('/order', approval);
    assert.equal(fraud_status, 'PENDING');
    await klarna.advance(30 * 60_000);
    assert.deepEqual(notified, [`FRAUD_RISK_REJECTED ${order_id}`]);
  });
});
