import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRefreshLimit } from '../../../src/checkout/page/refresh-limit.ts';

describe('the limit for a page that refreshes in an endless loop', () => {
  const count = (guard: ReturnType<typeof createRefreshLimit>, times: number) => {
    for (let time = 0; time < times; time += 1) guard.count();
  };

  it('throws an error that names the wrong call', () => {
    const guard = createRefreshLimit(() => 0);
    count(guard, 40);
    assert.throws(() => guard.count(), { code: 'configuration', reason: 'refresh-loop', message: /refresh\(\)/ });
  });

  it('counts from the start after an action of the shopper', () => {
    const guard = createRefreshLimit(() => 0);
    count(guard, 40);
    guard.reset();
    assert.doesNotThrow(() => count(guard, 40));
  });

  it('counts only the last minute', () => {
    let now = 0;
    const guard = createRefreshLimit(() => now);
    count(guard, 40);
    now = 60_000;
    assert.doesNotThrow(() => count(guard, 40));
  });
});
