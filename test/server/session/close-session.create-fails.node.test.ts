/** The handler closed a session for another one, but Klarna did not create that one: the cookie still names the old session. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { empty, type FakeKlarna, startFakeKlarna } from '../support/fake-klarna.ts';
import { wiretap } from '../support/intercept-fetch.ts';
import { createShop, type Shop } from '../support/shop.ts';
import { openShop } from '../support/simulated-shop.ts';
import { broken } from '../support/unsaved-order.ts';

describe('a session that was left for another one, which could not be opened', () => {
  const wishes: Record<string, (session_id: string) => object> = {
    'of another language': () => ({ locale: 'en-SE' }),
    'that the page asked for without it': (without) => ({ without }),
  };
  for (const [what, wishOf] of Object.entries(wishes)) {
    it(`is the shopper’s again, and ordered by Klarna’s callback: it was left for one ${what}`, async () => {
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

  describe('with an approval that was given back, which Klarna goes on naming', () => {
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

    it('does not offer it, however often it is asked for again', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await leaveApproved(klarna);
      for (const wish of [{}, {}, { locale: 'sv-SE' }]) {
        const { session_id, authorization_token } = await (await shop.post('/session', wish)).json();
        assert.deepEqual([session_id, authorization_token], ['session-1', undefined]);
      }
      assert.equal((await (await shop.get('/outcome')).json()).status, 'open');
    });

    it('is left once more for one of another language, which does not offer it either', async () => {
      await using klarna = await startFakeKlarna();
      const shop = await leaveApproved(klarna);
      const { session_id, authorization_token } = await (await shop.post('/session', { locale: 'en-SE' })).json();
      assert.deepEqual([session_id, authorization_token], ['session-2', undefined]);
    });
  });
});
