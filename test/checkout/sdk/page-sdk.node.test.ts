import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageSdk } from '../../../src/checkout/sdk/page-sdk.ts';
import type { KlarnaPayments } from '../../../src/klarna/sdk.ts';

/** The shared record needs no more of Klarna's script than an object with `init`. */
function open(client_token: string) {
  const page = new PageSdk({ init: () => undefined } as unknown as KlarnaPayments);
  page.init(client_token);
  const calls: PromiseWithResolvers<string>[] = [];
  const start = () => {
    const call = Promise.withResolvers<string>();
    calls.push(call);
    return call.promise;
  };
  return { page, calls, begin: () => page.authorizeOnce(start) };
}

describe('the calls of Klarna’s script on one page', () => {
  it('are one call for all callers at the same time', async () => {
    const { calls, begin } = open('one');
    const [first, second] = [begin(), begin()];
    assert.equal(calls.length, 1);
    calls[0]?.resolve('approved');
    assert.deepEqual(await Promise.all([first.answer, second.answer]), ['approved', 'approved']);
    begin();
    assert.equal(calls.length, 2);
  });

  it('block the script for another session until their answer', async () => {
    const { page, calls, begin } = open('one');
    begin();
    assert.equal(page.isBusy('one'), false);
    assert.equal(page.isBusy('two'), true);
    const free = page.whenIdle('two');
    calls[0]?.reject(new Error('for those who began it'));
    await free;
    assert.equal(page.isBusy('two'), false);
  });

  it('stop blocking it when the last caller stops waiting', async () => {
    const { page, begin } = open('one');
    const [first, second] = [begin(), begin()];
    const free = page.whenIdle('two');
    first.leave();
    first.leave();
    assert.equal(page.isBusy('two'), true, 'the second waits');
    second.leave();
    await free;
    assert.equal(page.isBusy('two'), false);
  });

  it('are abandoned then, and no later caller joins them', () => {
    const { page, calls, begin } = open('one');
    begin().leave();
    assert.equal(page.isAbandoned('one'), true);
    assert.equal(page.isAbandoned('two'), false);
    begin();
    assert.equal(calls.length, 2);
    assert.equal(page.isAbandoned('one'), false);
  });
});
