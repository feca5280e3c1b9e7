import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRefreshLimit } from '../../../src/checkout/page/refresh-limit.ts';

describe('the guard against a page that refreshes for ever', () => {
  const count = (guard: ReturnType<typeof createRefreshLimit>, times: number) => {
    for (let time = 0; time < times; time += 1) guard.count();
  };

  it('says which call is in the wrong place', () => {
    const guard = createRefreshLimit(() => 0);
    count(guard, 40);
    assert.throws(() => guard.count(), { code: 'configuration', reason: 'refresh-loop', message: /refresh\(\)/ });
  });

  it('starts anew when the shopper does something', () => {
    const guard = createRefreshLimit(() => 0);
    count(guard, 40);
    guard.reset();
    assert.doesNotThrow(() => count(guard, 40));
  });

  it('forgets what was long ago', () => {
    let now = 0;
    const guard = createRefreshLimit(() => now);
    count(guard, 40);
    now = 60_000;
    assert.doesNotThrow(() => count(guard, 40));
  });
});
