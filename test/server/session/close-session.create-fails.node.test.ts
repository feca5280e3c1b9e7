/** The handler closed a session for another one, but Klarna did not create that one: the cookie still names the old session. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, type FakeKlarna, startFakeKlarna } from '../support/fake-klarna.ts';
import { wiretap } from '../support/intercept-fetch.ts';
import { createShop, type Shop } from '../support/shop.ts';
import { openShop } from '../support/simulated-shop.ts';
import { broken } from '../support/unsaved-order.ts';

describe('a session that was closed for another one, which Klarna did not create', () => {
  const wishes: Record<string, (session_id: string) => object> = {
    'of another language': () => ({ locale: 'en-SE' }),
    'after the page gave it up': (without) => ({ without }),
  };
  for (const [what, wishOf] of Object.entries(wishes)) {
    it(`the old session becomes the shopper’s again, and the callback orders it: closed for one ${what}`, async () => {
      const tap = wiretap();
      await using shop = await openShop({ fetch: tap.fetch });
      const session_id = await shop.open();
      const address = shop.addressOf(session_id);
      tap.before('POST /sessions', () => new Response(null, { status: 403 }));
      assert.equal((await shop.request('/session', wishOf(session_id))).status, 502);
      assert.notEqual(shop.addressOf(session_id), address, 'it was left');
      assert.equal(await shop.open(), session_id);
      assert.equal(await shop.callBack(session_id, shop.approve(session_id)), 204);
      assert.deepEqual([shop.klarna.sessions().length, shop.saved.length], [1, 1]);
    });
  }

  describe('with a cancelled authorization that Klarna still names', () => {
    async function leaveApproved(klarna: FakeKlarna): Promise<Shop> {
      const shop = createShop(klarna);
      await shop.post('/session');
      klarna.approve();
      klarna.breakNext('DELETE /token-1', empty(204));
      klarna.breakNext('POST /sessions', broken);
      assert.equal((await shop.post('/session', { without: 'session-1' })).status, 502);
      klarna.mend();
      return shop;
    }

    it('POST /session never offers the cancelled authorization again', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await leaveApproved(klarna);
      for (const wish of [{}, {}, { locale: 'sv-SE' }]) {
        const { session_id, authorization_token } = await (await shop.post('/session', wish)).json();
        assert.deepEqual([session_id, authorization_token], ['session-1', undefined]);
      }
      assert.equal((await (await shop.get('/outcome')).json()).status, 'open');
    });

    it('a session in another language does not offer the cancelled authorization either', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await leaveApproved(klarna);
      const { session_id, authorization_token } = await (await shop.post('/session', { locale: 'en-SE' })).json();
      assert.deepEqual([session_id, authorization_token], ['session-2', undefined]);
    });
  });
});
