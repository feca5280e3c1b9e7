/** Node 20 has no `Promise.withResolvers`. `npm run test:servers` uses a real Node 20; this test is faster. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openShop } from './support/simulated-shop.ts';

const { withResolvers } = Promise;

before(() => {
  Reflect.deleteProperty(Promise, 'withResolvers');
});

after(() => {
  Promise.withResolvers = withResolvers;
});

it('the handler sells without Promise.withResolvers, and the simulator calls back', async () => {
  await using shop = await openShop();
  const session_id = await shop.open();
  const authorization_token = shop.approve(session_id);
  const { status } = await shop.request('/order', { session_id, authorization_token });
  assert.equal(status, 200);
  assert.equal(await shop.callBack(session_id, authorization_token), 204);
  assert.equal(shop.klarna.orders().length, 1);
});
