import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type AutoRetry, createAutoRetry } from '../../../src/checkout/page/auto-retry.ts';

const LOST = { code: 'sdk', reason: 'blocked' } as const;

describe('the automatic retry', () => {
  let target: EventTarget;
  let recovery: AutoRetry;
  let retries: number;
  let hidden: boolean;
  let random: number;
  let time: number;
  let timer: { callback: () => void; ms: number } | undefined;

  const happen = (type: string) => target.dispatchEvent(new Event(type));
  const passTime = () => {
    const { callback } = timer ?? assert.fail('nothing is scheduled');
    timer = undefined;
    callback();
  };

  beforeEach(() => {
    target = new EventTarget();
    retries = 0;
    hidden = false;
    random = 0.5;
    time = 0;
    timer = undefined;
    recovery = createAutoRetry({
      target,
      retry: () => {
        retries += 1;
      },
      isHidden: () => hidden,
      now: () => time,
      random: () => random,
      schedule(callback, ms) {
        assert.equal(timer, undefined, 'one timer at a time');
        const mine = { callback, ms };
        timer = mine;
        return () => {
          if (timer === mine) timer = undefined;
        };
      },
    });
  });

  it('waits longer each time, and gives up after four tries', () => {
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      recovery.failed(LOST);
      waits.push(timer?.ms ?? Number.NaN);
      passTime();
    }
    recovery.failed(LOST);
    assert.deepEqual(waits, [2_000, 6_000, 18_000, 54_000]);
    assert.deepEqual([retries, timer], [4, undefined]);
  });

  it('makes each wait randomly longer or shorter', () => {
    const first = [0, 1].map((chance) => {
      random = chance;
      recovery.failed(LOST);
      return timer?.ms;
    });
    assert.deepEqual(first, [1_500, 2_500]);
  });

  for (const type of ['online', 'visibilitychange', 'pageshow']) {
    it(`tries at once on ${type}, and only once`, () => {
      recovery.failed(LOST);
      happen(type);
      happen(type);
      assert.deepEqual([retries, timer], [1, undefined]);
    });

    it(`starts counting again on ${type}, even after it gave up`, () => {
      for (let round = 0; round < 4; round++) {
        recovery.failed(LOST);
        passTime();
      }
      recovery.failed(LOST);
      happen(type);
      assert.equal(retries, 5);
      recovery.failed(LOST);
      assert.equal(timer?.ms, 2_000);
    });
  }

  it('tries nothing in a hidden tab, and tries when the shopper returns', () => {
    hidden = true;
    recovery.failed(LOST);
    happen('online');
    happen('visibilitychange');
    passTime();
    assert.equal(retries, 0);
    hidden = false;
    happen('visibilitychange');
    assert.equal(retries, 1);
  });

  it('tries nothing before the `Retry-After` of the endpoint, even if the tab or the network changes', () => {
    recovery.failed({ code: 'session', reason: undefined, retry_after: 120 });
    for (const at of [0, 5_000, 119_999]) {
      time = at;
      happen('online');
      happen('visibilitychange');
    }
    assert.equal(retries, 0);
    assert.ok((timer?.ms ?? 0) >= 120_000, String(timer?.ms));
    time = 120_000;
    happen('online');
    assert.equal(retries, 1);
  });

  it('spreads the tries after `Retry-After`, and accepts one that is longer than a timer can wait', () => {
    const waits = [0, 1].map((chance) => {
      random = chance;
      recovery.failed({ code: 'session', reason: undefined, retry_after: 120 });
      return timer?.ms;
    });
    assert.deepEqual(waits, [120_000, 150_000]);
    recovery.failed({ code: 'session', reason: undefined, retry_after: 1e9 });
    assert.equal(timer?.ms, 2 ** 31 - 1);
  });

  it('tries nothing after an error that another try cannot change', () => {
    const lasting = [
      { code: 'order', reason: 'unreachable' },
      { code: 'authorization', reason: 'timeout' },
      { code: 'cart-changed', reason: undefined },
      { code: 'configuration', reason: undefined },
      { code: 'sdk', reason: 'csp' },
      { code: 'session', reason: 'empty-cart' },
    ] as const;
    for (const error of lasting) {
      recovery.failed(error);
      happen('online');
      assert.deepEqual([retries, timer], [0, undefined], error.code);
    }
  });

  it('tries again for the session as it does for the script', () => {
    recovery.failed({ code: 'session', reason: undefined });
    passTime();
    assert.equal(retries, 1);
  });

  it('stops if an error follows that another try cannot change', () => {
    recovery.failed(LOST);
    recovery.failed({ code: 'order', reason: 'offline' });
    happen('online');
    assert.deepEqual([retries, timer], [0, undefined]);
  });

  it('does nothing after stop, and then counts from the start', () => {
    recovery.failed(LOST);
    passTime();
    recovery.failed(LOST);
    recovery.stop();
    happen('online');
    assert.deepEqual([retries, timer], [1, undefined]);
    recovery.failed(LOST);
    assert.equal(timer?.ms, 2_000);
  });
});
