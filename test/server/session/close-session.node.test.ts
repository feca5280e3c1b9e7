/** The handler closes a session before it opens another one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { klarnaError, startFakeKlarna } from '../support/fake-klarna.ts';
import { cartOf, createShop } from '../support/shop.ts';
import { approval, broken, leaveInDoubt, opened, orderElsewhere, reasonOf } from '../support/unsaved-order.ts';

const UPDATE = 'POST /session-1';

/** In each case the handler closes the session of the cookie and opens another one. */
const WISHES = {
  'the page gives the old session up': { without: 'session-1' },
  'the page’s language has changed': { locale: 'en-SE' },
};

for (const [why, wish] of Object.entries(WISHES)) {
  describe(`POST /session, if ${why}`, () => {
    it('the closed session’s callback orders nothing', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      const { merchant_urls } = klarna.session ?? {};
      assert.equal((await shop.post('/session', wish)).status, 200);
      const authorization = merchant_urls?.authorization?.replace(/\/[^/]+$/, '/authorization?held');
      const updates = klarna.calls('POST', '/session-1').map(({ body }) => body);
      assert.deepEqual(updates, [{ merchant_urls: { ...merchant_urls, authorization } }]);
      assert.equal(opened(klarna), 2);
    });

    it('POST /session cancels an authorization for another cart', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      klarna.approve();
      shop.cart = cartOf(5000);
      assert.equal((await shop.post('/session', wish)).status, 200);
      assert.deepEqual([klarna.calls('DELETE', '/token-1').length, opened(klarna)], [1, 2]);
    });

    it('POST /session opens no other session while the old callback may still order', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      const { cookie } = shop;
      klarna.breakNext(UPDATE, broken);
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [503, 'unavailable']);
      assert.deepEqual([opened(klarna), shop.cookie], [1, cookie]);
      klarna.mend();
      assert.equal((await shop.post('/session', wish)).status, 200);
      assert.equal(opened(klarna), 2);
    });

    it('POST /session does not change the shop’s own callback URL', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      shop.cart = { ...cartOf(), merchant_urls: { authorization: 'https://mine.example/approved' } };
      await shop.post('/session');
      assert.equal((await shop.post('/session', wish)).status, 200);
      assert.deepEqual([klarna.calls('POST', '/session-1').length, opened(klarna)], [0, 2]);
    });

    for (const call of ['GET /session-1', UPDATE]) {
      it(`POST /session opens another session if Klarna does not know the old one: ${call}`, async () => {
        await using klarna = await startFakeKlarna();
        const shop = createShop(klarna);
        await shop.post('/session');
        klarna.breakNext(call, klarnaError(404, 'NOT_FOUND', 'Invalid session id'));
        assert.equal((await shop.post('/session', wish)).status, 200);
        assert.deepEqual([opened(klarna), shop.errors], [2, []]);
      });
    }

    it('POST /session opens no session while Klarna does not answer about the old one', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await shop.post('/session');
      klarna.breakNext('GET /session-1', broken);
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [502, 'klarna-error']);
      assert.equal(opened(klarna), 1);
    });

    it('POST /session saves an unsaved order first', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await leaveInDoubt(klarna, shop);
      await orderElsewhere(klarna);
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [409, 'already-ordered']);
      assert.deepEqual([shop.saved.map(({ order }) => order.order_id), opened(klarna)], [['order-1'], 1]);
      assert.equal((await (await shop.get('/outcome')).json()).order.order_id, 'order-1');
      assert.equal((await shop.post('/session')).status, 200);
    });

    it('POST /session also saves an order that was placed while it closed the session', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna);
      await leaveInDoubt(klarna, shop);
      shop.cart = cartOf(5000);
      klarna.breakNext(UPDATE, async (reply, message) => {
        await orderElsewhere(klarna);
        klarnaError(404, 'SESSION_COMPLETED', 'Session has already been completed')(reply, message);
      });
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [409, 'already-ordered']);
      assert.deepEqual([shop.saved.map(({ order }) => order.order_id), opened(klarna)], [['order-1'], 1]);
    });

    it('POST /session opens no session if neither cookie nor shop knows the old order', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { findOrder: () => null });
      await shop.post('/session');
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [409, 'already-placed']);
      assert.equal(opened(klarna), 1);
    });

    it('POST /session opens no session if Klarna does not know a lost customer token of the old one', async () => {
      await using klarna = await startFakeKlarna();
      const shop = createShop(klarna, { onCustomerToken: () => undefined });
      shop.cart = { ...cartOf(), intent: 'tokenize' };
      await shop.post('/session');
      klarna.approve();
      klarna.breakNext('POST /customer-token', broken);
      assert.equal((await shop.post('/order', approval)).status, 502);
      klarna.mend();
      Object.assign(klarna.session ?? {}, { status: 'complete' });
      klarna.breakNext('POST /customer-token', klarnaError(404, 'NOT_FOUND', 'Invalid authorization token'));
      assert.deepEqual(await reasonOf(await shop.post('/session', wish)), [410, 'expired']);
      assert.equal(opened(klarna), 1);
    });
  });
}
