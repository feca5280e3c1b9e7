/** Some platforms stop a function once it has answered. */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { startFakeKlarna } from '../support/fake-klarna.ts';
import { createShop, SHOP } from '../support/shop.ts';

const failingRequest = () =>
  new Request(`${SHOP}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });

const getOrder = () => {
  throw new Error('no database');
};

describe('waitUntil', () => {
  it('waitUntil gets the promise of `onError`, with the same request', async () => {
    await using klarna = await startFakeKlarna();
    const reported = Promise.withResolvers<void>();
    let isSent = false;
    const given: [Promise<unknown>, Request][] = [];
    const shop = createShop(klarna, {
      getOrder,
      onError: async () => {
        await reported.promise;
        isSent = true;
      },
      waitUntil: (promise, request) => void given.push([promise, request]),
    });
    const request = failingRequest();
    assert.equal((await shop.handler(request)).status, 500);
    assert.deepEqual([given.length, given[0]?.[1] === request, isSent], [1, true, false]);
    reported.resolve();
    await given[0]?.[0];
    assert.equal(isSent, true);
  });

  it('waitUntil gets a promise that never rejects, and its own failure changes no answer', async () => {
    await using klarna = await startFakeKlarna();
    const console_error = mock.method(console, 'error', () => undefined);
    const given: Promise<unknown>[] = [];
    const shop = createShop(klarna, {
      getOrder,
      onError: () => Promise.reject(new Error('the log is down')),
      waitUntil: (promise) => {
        given.push(promise);
        throw new Error('the request has ended');
      },
    });
    try {
      assert.equal((await shop.handler(failingRequest())).status, 500);
      assert.deepEqual(await Promise.allSettled(given), [{ status: 'fulfilled', value: undefined }]);
      const said = console_error.mock.calls.map(({ arguments: [first] }) => first);
      assert.deepEqual(said.sort(), ['onError failed', 'waitUntil failed']);
    } finally {
      console_error.mock.restore();
    }
  });

  it('the handler refuses a waitUntil that is not a function', async () => {
    await using klarna = await startFakeKlarna();
    assert.throws(() => createShop(klarna, { waitUntil: 'yes' as never }), /`waitUntil` must be a function/);
  });
});
