import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Endpoint } from '../../../src/checkout/endpoint/endpoint.ts';
import type { CheckoutSession } from '../../../src/checkout/endpoint/session.ts';
import { shareRequest } from '../../../src/checkout/endpoint/share-requests.ts';

const sessionOf = (session_id: string): CheckoutSession => ({
  session_id,
  client_token: 'a.b.c',
  intent: 'buy',
  payment_method_categories: [],
});

let count = 0;

/** Each test has its own cart, so that no test shares a request with another. */
function stage() {
  count += 1;
  const cart = `/klarna-${count}`;
  const calls: Array<{ locale: string | undefined; signal: AbortSignal } & PromiseWithResolvers<CheckoutSession>> = [];
  const openSession: Endpoint['openSession'] = ({ locale, signal }) => {
    const call = { locale, signal, ...Promise.withResolvers<CheckoutSession>() };
    signal.addEventListener('abort', () => call.reject(signal.reason));
    calls.push(call);
    return call.promise;
  };
  const ask = (fresh: boolean, abort = new AbortController(), locale?: string) =>
    shareRequest({ cart, openSession, locale, fresh, signal: abort.signal });
  return { calls, ask };
}

/** Resolves when all promises of this task have settled that can settle. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the shared request for a session', () => {
  it('is sent once for two buttons that ask at the same time', async () => {
    const { calls, ask } = stage();
    const answers = [ask(false), ask(false)];
    assert.equal(calls.length, 1);
    calls[0]?.resolve(sessionOf('one'));
    assert.deepEqual(await Promise.all(answers), [sessionOf('one'), sessionOf('one')]);
  });

  it('is sent again, after the first answer, if the cart has changed meanwhile', async () => {
    const { calls, ask } = stage();
    const first = ask(false);
    const second = ask(true);
    await settled();
    assert.equal(calls.length, 1);
    calls[0]?.resolve(sessionOf('one'));
    assert.equal((await first).session_id, 'one');
    await settled();
    assert.equal(calls.length, 2);
    calls[1]?.resolve(sessionOf('two'));
    assert.equal((await second).session_id, 'two');
  });

  it('is sent again for another language', async () => {
    const { calls, ask } = stage();
    const first = ask(false, new AbortController(), 'sv-SE');
    const second = ask(false, new AbortController(), 'en-SE');
    calls[0]?.resolve(sessionOf('one'));
    await first;
    await settled();
    assert.deepEqual(
      calls.map(({ locale }) => locale),
      ['sv-SE', 'en-SE'],
    );
    calls[1]?.resolve(sessionOf('two'));
    assert.equal((await second).session_id, 'two');
  });

  it('is sent at once if the one before was aborted', () => {
    const { calls, ask } = stage();
    const abort = new AbortController();
    ask(true, abort).catch(() => undefined);
    abort.abort();
    void ask(true);
    assert.equal(calls.length, 2);
    assert.equal(calls[0]?.signal.aborted, true);
  });

  it('continues while one of two callers waits, and is aborted with the last', async () => {
    const { calls, ask } = stage();
    const leaver = new AbortController();
    const stayer = new AbortController();
    const left = ask(false, leaver);
    const stayed = ask(false, stayer);
    leaver.abort();
    await assert.rejects(left, { name: 'AbortError' });
    assert.equal(calls[0]?.signal.aborted, false);
    stayer.abort();
    await assert.rejects(stayed, { name: 'AbortError' });
    assert.equal(calls[0]?.signal.aborted, true);
  });

  it('rejects for all callers, and the next call sends a new one', async () => {
    const { calls, ask } = stage();
    const answers = [ask(false), ask(false)];
    calls[0]?.reject(new Error('no'));
    for (const answer of answers) await assert.rejects(answer, /no/);
    void ask(false);
    assert.equal(calls.length, 2);
  });
});
