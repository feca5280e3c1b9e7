import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorizeOnce, isAbandoned, isBusy, isTokenInUse, whenIdle } from '../../../src/checkout/sdk/page-sdk.ts';
import type { KlarnaPayments } from '../../../src/klarna/sdk.ts';

/** Klarna's script, as far as what is shared of it is concerned: an object. */
function open(client_token: string) {
  const payments = {} as KlarnaPayments;
  isTokenInUse(payments, client_token);
  const calls: PromiseWithResolvers<string>[] = [];
  const start = () => {
    const call = Promise.withResolvers<string>();
    calls.push(call);
    return call.promise;
  };
  return { payments, calls, begin: () => authorizeOnce(payments, start) };
}

describe('the calls of Klarna’s script on one page', () => {
  it('are one, for all that ask at the same time', async () => {
    const { calls, begin } = open('one');
    const [first, second] = [begin(), begin()];
    assert.equal(calls.length, 1);
    calls[0]?.resolve('approved');
    assert.deepEqual(await Promise.all([first.answer, second.answer]), ['approved', 'approved']);
    begin();
    assert.equal(calls.length, 2);
  });

  it('keep the script from another session, until their answer', async () => {
    const { payments, calls, begin } = open('one');
    begin();
    assert.equal(isBusy(payments, 'one'), false);
    assert.equal(isBusy(payments, 'two'), true);
    const free = whenIdle(payments, 'two');
    calls[0]?.reject(new Error('for those who began it'));
    await free;
    assert.equal(isBusy(payments, 'two'), false);
  });

  it('keep it no longer when nobody waits for the answer, also from those who wait already', async () => {
    const { payments, begin } = open('one');
    const [first, second] = [begin(), begin()];
    const free = whenIdle(payments, 'two');
    first.leave();
    first.leave();
    assert.equal(isBusy(payments, 'two'), true, 'the second waits');
    second.leave();
    await free;
    assert.equal(isBusy(payments, 'two'), false);
  });

  it('are abandoned then, and joined by nobody', () => {
    const { payments, calls, begin } = open('one');
    begin().leave();
    assert.equal(isAbandoned(payments, 'one'), true);
    assert.equal(isAbandoned(payments, 'two'), false);
    begin();
    assert.equal(calls.length, 2);
    assert.equal(isAbandoned(payments, 'one'), false);
  });
});
