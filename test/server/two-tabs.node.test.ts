/** Two tabs of one browser with a session each: one cookie, one cart, one order. With the simulator. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from './support/simulated-shop.ts';

type Shop = Awaited<ReturnType<typeof openShop>>;

/** Notes the calls to Klarna, and lets something happen just before one of them. */
function wiretap() {
  const seen: string[] = [];
  const before: { method: string; act: () => Promise<unknown> }[] = [];
  const tapped: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    seen.push(request.method);
    const due = before.findIndex(({ method }) => method === request.method);
    if (due >= 0) await before.splice(due, 1)[0]?.act();
    return fetch(request);
  };
  return { seen, before, fetch: tapped };
}

/** The first tab shows a session, and another one goes on to the next. */
async function leave(shop: Shop, wish: Record<string, unknown> = { locale: 'en-SE' }) {
  const left = await shop.open();
  const next = await shop.open({ ...wish, ...('without' in wish && { without: left }) });
  assert.notEqual(next, left);
  return { left, next };
}

const reasonOf = ({ status, body }: { status: number; body: { code?: string; reason?: string } }) => [
  status,
  body.code,
  body.reason,
];

const EXPIRED = [410, 'authorization', 'expired'];

describe('a session that another tab has left', () => {
  const ways: Record<string, (shop: Shop) => Promise<{ left: string; next: string }>> = {
    'for one of another language': (shop) => leave(shop),
    'because it had given it up': (shop) => leave(shop, { without: '' }),
    'for a checkout of several pages': (shop) => leave(shop, { locale: 'en-SE', finalize: 'manual' }),
    'by paying another way, and coming back': async (shop) => {
      const left = await shop.open();
      await shop.request('/cancel', {});
      return { left, next: await shop.open() };
    },
    'though both are of a checkout of several pages': async (shop) => {
      const left = await shop.open({ finalize: 'manual' });
      return { left, next: await shop.open({ finalize: 'manual', locale: 'en-SE' }) };
    },
  };
  for (const [why, way] of Object.entries(ways)) {
    it(`gets no order beside the one of the next, where it was left ${why}`, async () => {
      await using shop = await openShop();
      const { left, next } = await way(shop);
      const late = { session_id: left, authorization_token: shop.approve(left) };
      const refused = await shop.request('/order', late);
      assert.deepEqual(reasonOf(refused), EXPIRED);
      assert.equal(refused.set_cookie, undefined, 'the cookie is of the next session');
      assert.equal((await shop.request('/outcome')).body.session_id, next);
      const order = { session_id: next, authorization_token: shop.approve(next) };
      assert.equal((await shop.request('/order', order)).status, 200);
      assert.deepEqual(reasonOf(await shop.request('/order', late)), EXPIRED, 'and none once that is ordered');
      assert.equal(shop.klarna.orders().length, 1);
    });
  }

  it('has its approval given back', async () => {
    await using shop = await openShop();
    const { left } = await leave(shop);
    const late = { session_id: left, authorization_token: shop.approve(left) };
    await shop.request('/order', late);
    shop.jar.cookie = '';
    assert.deepEqual(reasonOf(await shop.request('/order', late)), EXPIRED);
    assert.equal(shop.klarna.orders().length, 0);
  });

  it('is ordered where no cookie tells of another one', async () => {
    await using shop = await openShop();
    const { left } = await leave(shop);
    shop.jar.cookie = '';
    const order = { session_id: left, authorization_token: shop.approve(left) };
    assert.equal((await shop.request('/order', order)).status, 200);
  });

  it('is found by its order where that was placed while the approval was to be given back', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const { left } = await leave(shop);
    const order = { session_id: left, authorization_token: shop.approve(left) };
    const { cookie } = shop.jar;
    tap.before.push({
      method: 'DELETE',
      act: async () => {
        shop.jar.cookie = '';
        await shop.request('/order', order);
        shop.jar.cookie = cookie;
      },
    });
    const { status, body } = await shop.request('/order', order);
    assert.deepEqual([status, [body.order_id]], [200, shop.saved.slice(0, 1)]);
    assert.equal(shop.klarna.orders().length, 1);
  });
});

describe('a session that is not the one of the cookie', () => {
  it('is found by its order, and nothing of it is given back', async () => {
    const tap = wiretap();
    await using shop = await openShop({ fetch: tap.fetch });
    const session_id = await shop.open({ finalize: 'manual' });
    const order = { session_id, authorization_token: shop.approve(session_id) };
    const placed = await shop.request('/order', order);
    assert.equal(placed.status, 200);
    assert.notEqual(await shop.open({ finalize: 'manual' }), session_id);
    const again = await shop.request('/order', order);
    assert.deepEqual([again.status, again.body.order_id], [200, placed.body.order_id]);
    assert.ok(!tap.seen.includes('DELETE'));
  });

  it('is ordered where nobody left it, though the one of the cookie is of a checkout of several pages', async () => {
    await using shop = await openShop();
    const session_id = await shop.open();
    shop.jar.cookie = '';
    await shop.open({ finalize: 'manual' });
    const order = { session_id, authorization_token: shop.approve(session_id) };
    assert.equal((await shop.request('/order', order)).status, 200);
  });

  it('leaves the cookie alone, whatever becomes of its order', async () => {
    let isLocked = true;
    const onOrder = () => {
      if (isLocked) throw new Error('database is locked');
    };
    await using shop = await openShop({ onOrder });
    const session_id = await shop.open();
    shop.jar.cookie = '';
    const next = await shop.open();
    const order = { session_id, authorization_token: shop.approve(session_id) };
    const outdated = { session_id, authorization_token: 'outdated' };
    const answers = [await shop.request('/order', outdated), await shop.request('/order', order)];
    isLocked = false;
    answers.push(await shop.request('/order', order));
    assert.deepEqual(
      answers.map(({ status, set_cookie }) => [status, set_cookie]),
      [
        [410, undefined],
        [500, undefined],
        [200, undefined],
      ],
    );
    assert.equal((await shop.request('/outcome')).body.session_id, next);
  });
});

it('a session of a checkout of several pages that the cookie names is ordered', async () => {
  await using shop = await openShop();
  const session_id = await shop.open({ finalize: 'manual' });
  const authorization_token = shop.approve(session_id);
  assert.equal(await shop.callBack(session_id, authorization_token), 204);
  assert.equal(shop.klarna.orders().length, 0);
  assert.equal((await shop.request('/order', { session_id, authorization_token })).status, 200);
});
