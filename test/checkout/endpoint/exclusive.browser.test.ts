import { expect } from 'chai';
import { runExclusive } from '../../../src/checkout/endpoint/exclusive.ts';

describe('work under a lock that all tabs share', () => {
  let name: string;
  const never = new AbortController().signal;

  beforeEach(() => {
    name = crypto.randomUUID();
  });

  it('runs one piece after the other', async () => {
    const first = Promise.withResolvers<string>();
    const began: string[] = [];
    const one = runExclusive(name, never, () => {
      began.push('one');
      return first.promise;
    });
    const two = runExclusive(name, never, async () => {
      began.push('two');
      return 'second';
    });
    // The lock is held and requested, so nothing more happens until the first piece is done.
    await navigator.locks.query();
    first.resolve('first');
    expect(await one).to.equal('first');
    expect(began[0]).to.equal('one');
    expect(await two).to.equal('second');
    expect(began).to.deep.equal(['one', 'two']);
  });

  it('rejects with its own error, and lets the next piece start', async () => {
    const failure = new Error('no');
    const failed = await runExclusive(name, never, () => Promise.reject(failure)).catch((error: unknown) => error);
    expect(failed).to.equal(failure);
    expect(await runExclusive(name, never, async () => 'next')).to.equal('next');
  });

  it('stops waiting for the lock if it is aborted', async () => {
    const held = Promise.withResolvers<void>();
    void navigator.locks.request(name, () => held.promise);
    const abort = new AbortController();
    let hasBegun = false;
    const waiting = runExclusive(name, abort.signal, async () => {
      hasBegun = true;
    });
    abort.abort();
    expect(await waiting.catch((error: Error) => error.name)).to.equal('AbortError');
    expect(hasBegun).to.equal(false);
    held.resolve();
  });

  it('runs without the lock if another tab hangs', async () => {
    const held = Promise.withResolvers<void>();
    void navigator.locks.request(name, () => held.promise);
    expect(await runExclusive(name, never, async () => 'done')).to.equal('done');
    held.resolve();
  });
});
