import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSessionRenewal } from '../../../src/checkout/page/session-renewal.ts';

const HOUR = 3_600_000;

function stage() {
  const target = new EventTarget();
  const timers: Array<{ callback: () => void; ms: number; cancelled: boolean }> = [];
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
  let renewals = 0;
  const renewal = createSessionRenewal({
    renew: () => {
      renewals += 1;
    },
    target,
    now: () => clock.now,
    schedule: (callback, ms) => {
      const timer = { callback, ms, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  });
  const inHours = (hours: number) => new Date(clock.now + hours * HOUR).toISOString();
  return { target, timers, clock, renewal, inHours, renewals: () => renewals };
}

describe('a session on a page that stays open', () => {
  it('is renewed some minutes before it ends', () => {
    const { renewal, timers, clock, inHours, renewals } = stage();
    renewal.watch(inHours(48));
    const [timer] = timers;
    assert.ok(timer);
    assert.ok(timer.ms < 48 * HOUR && timer.ms > 47 * HOUR);
    assert.equal(renewal.isDue, false);
    clock.now += timer.ms;
    assert.equal(renewal.isDue, true);
    timer.callback();
    assert.equal(renewals(), 1);
  });

  it('is renewed when the shopper comes back, because timers sleep with the machine', () => {
    const { renewal, target, clock, inHours, renewals } = stage();
    renewal.watch(inHours(48));
    target.dispatchEvent(new Event('focus'));
    assert.equal(renewals(), 0);
    clock.now += 60 * HOUR;
    target.dispatchEvent(new Event('visibilitychange'));
    target.dispatchEvent(new Event('focus'));
    assert.equal(renewals(), 1);
  });

  it('is not renewed again and again if the endpoint returns one that ends soon', () => {
    const { renewal, timers, target, inHours, renewals } = stage();
    renewal.watch(inHours(0.01));
    assert.equal(renewal.isDue, false);
    target.dispatchEvent(new Event('focus'));
    assert.equal(renewals(), 0);
    assert.ok((timers[0]?.ms ?? 0) > 60_000);
  });

  it('is renewed by the end of the newest session only', () => {
    const { renewal, timers, target, clock, inHours, renewals } = stage();
    renewal.watch(inHours(1));
    renewal.watch(inHours(48));
    assert.equal(timers[0]?.cancelled, true);
    clock.now += 2 * HOUR;
    target.dispatchEvent(new Event('focus'));
    assert.equal(renewals(), 0);
  });

  it('is not renewed after stop, nor if its end is unknown', () => {
    const { renewal, timers, target, clock, inHours, renewals } = stage();
    renewal.watch(undefined);
    renewal.watch('soon');
    assert.equal(timers.length, 0);
    renewal.watch(inHours(48));
    renewal.stop();
    clock.now += 60 * HOUR;
    target.dispatchEvent(new Event('pageshow'));
    assert.equal(renewals(), 0);
    assert.equal(timers[0]?.cancelled, true);
    assert.equal(renewal.isDue, false);
  });
});
