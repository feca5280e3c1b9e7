/** The shop does not know whether the order exists. */
import assert from 'node:assert/strict';
import { type FakeKlarna, klarnaError } from './fake-klarna.ts';
import { createShop, type Shop } from './shop.ts';

export const approval = { authorization_token: 'token-1', session_id: 'session-1' };

export const broken = klarnaError(500, 'INTERNAL_SERVER_ERROR');

export async function reasonOf(response: Response): Promise<[number, string | undefined]> {
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text).reason];
}

export const opened = (klarna: FakeKlarna): number => klarna.calls('POST', '/payments/v1/sessions').length;

/** Klarna answers the order with an error. */
export async function leaveInDoubt(klarna: FakeKlarna, shop: Shop): Promise<void> {
  await shop.post('/session');
  klarna.approve();
  klarna.breakNext('POST /order', broken);
  assert.equal((await shop.post('/order', approval)).status, 502);
  klarna.mend();
}

/** Another machine places the same order, and this shopper never gets the answer. */
export async function orderElsewhere(klarna: FakeKlarna): Promise<void> {
  const other = createShop(klarna, { onOrder: () => Promise.reject(new Error('database is locked')) });
  assert.equal((await other.post('/order', approval)).status, 500);
  delete klarna.session?.authorization_token;
}
